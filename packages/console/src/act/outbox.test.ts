import { describe, expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import { isHeld, isOld, keep, settle, type Waiting, waitingOf } from "./outbox.ts";

const noon = Date.parse("2021-09-20T12:00:00+08:00");
const waiting = (commandId: string, at = noon, owner = "clerk"): Waiting => ({
  commandId,
  document:
    "mutation Accept($input: AcceptAssignmentInput!) { acceptAssignment(input: $input) { receipt { outcome } } }",
  input: { commandId, taskId: "1" },
  of: "part/1/2",
  fields: { state: "ACCEPTED" },
  owner,
  title: "签收",
  at,
});

describe("a command that was pressed", () => {
  test("lies in the outbox until it is settled, the oldest first", () => {
    const kept = keptInMemory();
    keep(kept, waiting("b", noon + 1));
    keep(kept, waiting("a"));
    expect(waitingOf(kept, "clerk").map(({ commandId }) => commandId)).toEqual(["a", "b"]);
    settle(kept, "a");
    expect(waitingOf(kept, "clerk")).toEqual([waiting("b", noon + 1)]);
  });

  test("that can still be taken back is kept with the time until which it is not sent", () => {
    const kept = keptInMemory();
    const heldBy = { tab: "tab", id: "item", words: "签收" };
    keep(kept, { ...waiting("a"), heldUntil: noon + 10_000, heldBy });
    const [held = waiting("none")] = waitingOf(kept, "clerk");
    expect([isHeld(held, noon + 9_999), isHeld(held, noon + 10_000)]).toEqual([true, false]);
    expect(isHeld(waiting("b"), noon)).toBe(false);
  });

  test("is sent all the same where an earlier build of the page has kept it, which does not say what it is about", () => {
    const { of: _of, fields: _fields, ...earlier } = waiting("a");
    const kept = keptInMemory([["taizhang.1.outbox.a", JSON.stringify(earlier)]]);
    expect(waitingOf(kept, "clerk")).toEqual([{ ...earlier, of: "", fields: {} }]);
  });

  test("is sent by nobody else", () => {
    const kept = keptInMemory();
    keep(kept, waiting("a", noon, "another"));
    expect(waitingOf(kept, "clerk")).toEqual([]);
  });

  test.each([
    ["no JSON", "{"],
    ["no command", "{}"],
    ["a query", JSON.stringify({ ...waiting("a"), document: "query { me { subjectId } }" })],
    ["an input under another id", JSON.stringify({ ...waiting("a"), input: { commandId: "z" } })],
  ])("is dropped where it is %s", (_what, text) => {
    expect(waitingOf(keptInMemory([["taizhang.1.outbox.a", text]]), "clerk")).toEqual([]);
  });

  test.each([
    [59, false],
    [61, true],
  ])("after %i minutes a person is asked first: %s", (minutes, asked) => {
    expect(isOld(waiting("a"), noon + minutes * 60_000)).toBe(asked);
  });

  test("a person is asked first, too, once it is another day in Beijing", () => {
    const late = Date.parse("2021-09-20T23:59:00+08:00");
    expect(isOld(waiting("a", late), late + 2 * 60_000)).toBe(true);
  });
});
