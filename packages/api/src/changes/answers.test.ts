import { buildSchema, type ExecutionArgs, type ExecutionResult, parse } from "graphql";
import { beforeEach, expect, test } from "vitest";
import { type Answers, answers } from "./answers.ts";

interface Message {
  readonly text: () => string;
  readonly asked?: (args: unknown, context: { at(path: unknown): object }) => unknown;
}

const document = parse(
  "subscription ($after: String, $long: Boolean = true) { changes(after: $after) { text @include(if: $long) } }",
);

let shared: Answers;
/** How often a message was executed. */
let executed: number;

beforeEach(() => {
  shared = answers((message) => !("isAlone" in message));
  executed = 0;
});

const message = (text: string): Message => ({
  text() {
    executed += 1;
    return text;
  },
});

/** The answers to a subscriber of these messages. */
async function told(messages: readonly Message[], asked: Partial<ExecutionArgs> = {}): Promise<ExecutionResult[]> {
  const schema = buildSchema(`
    type Query { none: String }
    type Message { text: String, asked: String }
    type Subscription { changes(after: String): Message }
  `);
  const field = schema.getSubscriptionType()?.getFields()["changes"];
  if (!field) throw new Error("the schema has no subscription");
  field.subscribe = async function* () {
    yield* messages;
  };
  field.resolve = (root) => root;
  const begun = await shared.subscribe({ schema, document, ...asked });
  if (!(Symbol.asyncIterator in begun)) return [begun];
  const all: ExecutionResult[] = [];
  for await (const answer of begun) all.push(answer);
  return all;
}

test("the same message is executed and written once for all who ask the same of it", async () => {
  const all = [message("一"), message("二")];
  const [one, other] = await Promise.all([told(all), told(all, { variableValues: { after: "a cursor" } })]);
  const later = await told(all);
  expect(executed).toBe(2);
  expect(one.map(({ data }) => data)).toEqual([{ changes: { text: "一" } }, { changes: { text: "二" } }]);
  for (const [nth, answer] of one.entries()) {
    expect(other[nth]).toBe(answer);
    expect(later[nth]).toBe(answer);
    expect(shared.jsonOf(answer)).toBe(shared.jsonOf(later[nth] ?? {}));
    expect(String(shared.jsonOf(answer))).toBe(JSON.stringify(answer));
  }
});

test("another document, another operation, or a variable that says what is shown, is another question", async () => {
  const one = [message("一")];
  const named = parse("subscription a { changes { text } } subscription b { changes { short: text } }");
  const data = async (asked: Partial<ExecutionArgs>) =>
    (await told(one, asked)).map((answer) => answer.data?.["changes"]);
  expect(await data({})).toEqual([{ text: "一" }]);
  expect(await data({ variableValues: { long: false } })).toEqual([{}]);
  expect(await data({ document: named, operationName: "a" })).toEqual([{ text: "一" }]);
  expect(await data({ document: named, operationName: "b" })).toEqual([{ short: "一" }]);
  expect(await data({ document: parse("subscription { changes { text } }") })).toEqual([{ text: "一" }]);
  expect(await data({ document: parse("subscription { changes { short: text } }") })).toEqual([{ short: "一" }]);
  const spread = parse(
    "subscription ($long: Boolean!) { ...all } fragment all on Subscription { changes { ...own } } " +
      "fragment own on Message { text @include(if: $long) }",
  );
  expect(await data({ document: spread, variableValues: { long: true } })).toEqual([{ text: "一" }]);
  expect(await data({ document: spread, variableValues: { long: false } })).toEqual([{}]);
});

test("messages that look alike are not mistaken for one another", async () => {
  const answered = await told([message("一"), message("一")]);
  expect(executed).toBe(2);
  expect(answered[0]).not.toBe(answered[1]);
});

test("what a message shows cannot depend on who asks", async () => {
  const asks: Message = { ...message("一"), asked: (_args, context) => Reflect.get(context.at([]), "bearer") };
  const contextValue = { at: () => ({ bearer: "somebody" }) };
  const [answer] = await told([asks], { document: parse("subscription { changes { asked } }"), contextValue });
  expect(answer?.errors?.[0]?.message).toContain("asks for bearer");
});

test("a failure is not kept", async () => {
  let isBroken = true;
  const failing: Message = {
    text() {
      if (isBroken) throw new Error("broken");
      return "一";
    },
  };
  expect((await told([failing]))[0]?.errors).toHaveLength(1);
  isBroken = false;
  expect(await told([failing])).toEqual([{ data: { changes: { text: "一" } } }]);
});

test("what nobody else is told of is executed for its reader, and kept for nobody", async () => {
  const alone = { ...message("一"), isAlone: true };
  const [one] = await told([alone]);
  const [other] = await told([alone]);
  expect(executed).toBe(2);
  expect(one).toEqual(other);
  expect(one).not.toBe(other);
  expect(String(shared.jsonOf(one ?? {}))).toBe(JSON.stringify(one));
});
