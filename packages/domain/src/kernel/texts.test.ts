// What a text may be, and that every text of every command is held to it.
import { describe, expect, test } from "vitest";
import { growthOf, linear } from "../../testing/growth.ts";
import { aggregates } from "../catalogue.ts";
import type { AnyAction } from "./action.ts";
import { bearer } from "./actor.ts";
import { faults } from "./faults.ts";
import { faultInPrint, textFault, textsIn } from "./texts.ts";

describe("a text of several lines", () => {
  test.each([
    ["half of a character", "市财政局\ud842"],
    ["the other half", "\udfb7市财政局"],
    ["halves in the wrong order", "\udfb7\ud842"],
  ])("is no text with %s", (_what, text) => expect(textFault(text, "lines")).toBe(faults.halfCharacter));

  test.each([
    ["NUL", "\0"],
    ["a bell", "\u0007"],
    ["an escape sequence", "\u001b[2J"],
    ["a vertical tab", "\u000b"],
    ["DEL", "\u007f"],
    ["a control character of Latin-1", "\u0085"],
    ["a bidi override", "\u202e"],
    ["a bidi isolate", "\u2066"],
    ["a mark of direction", "\u200e"],
    ["a separator of lines", "\u2028"],
    ["a separator of paragraphs", "\u2029"],
    ["a tag", "\u{e0041}"],
    ["what is no character", "\uffff"],
  ])("may not hold %s", (_what, sign) => {
    expect(textFault(`已${sign}公开`, "lines")).toBe(faults.unseenCharacter);
    expect(textFault(`已${sign}公开`, "oneLine")).toBe(faults.unseenCharacter);
  });

  test.each(["一\n二\r\n三\t四\f五", "𠮷祥街道", "零\u200b宽", "软\u00ad连", "👨\u200d👩\u200d👧", "★①㈠", "\ue000"])(
    "may be %j",
    (text) => expect(textFault(text, "lines")).toBeNull(),
  );
});

describe("a text on one line", () => {
  test.each([
    ["a line break", "\n"],
    ["a tab", "\t"],
    ["a blank of no width", "\u200b"],
    ["a joiner", "\u200d"],
    ["a soft hyphen", "\u00ad"],
    ["a byte order mark", "\ufeff"],
    ["a variation selector", "\ufe0f"],
    ["a filler that counts as a letter", "\u3164"],
    ["a sign without a dot", "\u2800"],
  ])("may not hold %s", (_what, sign) => {
    expect(textFault(`市财${sign}政局`, "oneLine")).toBe(faults.unseenCharacter);
  });

  test.each(["市财政局", "𠮷祥街道", "各乡（镇、街道）", "Office 12345", "首页>政务公开"])("may be %s", (text) =>
    expect(textFault(text, "oneLine")).toBeNull(),
  );
});

describe("an address", () => {
  test.each([
    "https://user:pass@example.org/",
    "http://user@example.org",
    "https:\\\\user:pass@example.org",
    "https:/user:pass@example.org",
    "见https://user:pass@example.org/a",
    "ftp://user:pass@example.org",
  ])("may not hold who may use it: %s", (text) => expect(textFault(text, "lines")).toBe(faults.credentials));

  test.each(["https://example.org/@office", "https://example.org/?to=a@b.org", "office@example.org"])(
    "may be %s",
    (text) => expect(textFault(text, "lines")).toBeNull(),
  );
});

test("who acts is text, too: the subject of a token is stored with every fact", () => {
  const payload = { regionId: "420304", roles: ["office"] };
  expect(bearer.safeParse({ ...payload, sub: "idp|42" }).success).toBe(true);
  for (const sub of ["a\ud842", "a\0", "a\u200bb"]) expect(bearer.safeParse({ ...payload, sub }).success).toBe(false);
});

test("a text is judged in time that grows with its length", () => {
  for (const shape of ["http:", "://", "http://", "a@", "\u200b"]) {
    const judge = (length: number) => void textFault(shape.repeat(length / shape.length), "lines");
    expect(growthOf(judge, 10_000), shape).toBeLessThan(linear);
  }
  // What grows with the square is found.
  const blanksAtEnd = (length: number) => void / +$/.exec(`${" ".repeat(length)}x`);
  expect(growthOf(blanksAtEnd, 1000)).toBeGreaterThan(linear);
});

/** A copy of a value with another text at a path. */
function withText(value: unknown, [key, ...rest]: readonly (string | number)[], text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((each, at) => (at === key ? withText(each, rest, text) : each));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, each]) => [name, name === key ? withText(each, rest, text) : each]),
  );
}

const actions = Object.values(aggregates).flatMap((of) => Object.entries<AnyAction>(of.actions));

describe("every text of every command of a person is held to this", () => {
  const fields = actions
    .filter(([, { by }]) => by.some((doer) => doer !== "policy"))
    .flatMap(([name, action]) =>
      [...textsIn(action.example)]
        .filter(({ path, text }) => path.at(-1) !== text)
        .map(({ path, text }) => ({ name, action, path, text, field: path.join(".") })),
    );

  test("there are many", () => expect(fields.length).toBeGreaterThan(40));

  test.each(fields)("$name: $field", ({ action, path, text }) => {
    for (const bad of ["\ud842", "\0", "\u202e", "https://a:b@c.cn"]) {
      const said = withText(action.example, path, `${text}${bad}`);
      expect(action.said.safeParse(said).success, JSON.stringify(bad)).toBe(false);
    }
  });

  test.each(actions)("the example of %s is said as it may be", (_name, { said, example }) => {
    expect(said.parse(example)).toEqual(example);
  });
});

describe("what is stored stays readable, whatever it holds", () => {
  const events = Object.values(aggregates).flatMap((of) => [...of.events.values()]);
  const free = events.flatMap((event) =>
    [...textsIn(event.sample)]
      .filter(
        ({ path, text }) => path.at(-1) !== text && event.shape.safeParse(withText(event.sample, path, "字")).success,
      )
      .map(({ path, text }) => ({ event, type: event.type, path, text, field: path.join(".") })),
  );

  test("there are many free texts in facts", () => expect(free.length).toBeGreaterThan(60));

  test.each(free)("$type: $field", ({ event, path, text }) => {
    for (const once of ["\ud842", "\0", "\u202e", "13912345678", "１（"]) {
      const stored = withText(event.sample, path, `${text}${once}${text}`);
      expect(event.decode(event.version, stored), JSON.stringify(once)).toEqual(stored);
    }
  });
});

test("the first fault of a printed table is told with its place, also in a heading", () => {
  expect(faultInPrint({ tasks: [{ printed: { "任\0务": "公开" } }] })).toEqual({
    path: ["tasks", 0, "printed", "任\0务"],
    fault: faults.unseenCharacter,
  });
  expect(faultInPrint({ tasks: [{ text: "一\n二" }] })).toBeNull();
});
