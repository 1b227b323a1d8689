import { describe, expect, test } from "vitest";
import { answered, caughtUp, closed, type Expected, expecting, isUnderWay, overlaid } from "./overlay.ts";

const sent = (commandId: string, fields: Expected["fields"] = { state: "ACCEPTED" }): Expected => ({
  commandId,
  of: "part/1/2",
  fields,
  outcome: { kind: "sent" },
});
const line = { state: "ASSIGNED", text: "公布清单" };
const shown = (overlay: readonly Expected[]) => overlaid(line, "part/1/2", overlay);
const refused = {
  kind: "refused",
  code: "ASSIGNMENT_NOT_OPEN",
  sentence: { zh: "已终止", en: "over" },
  detail: null,
} as const;

describe("what an act is expected to come to", () => {
  test("is shown over the answer at once, and over nothing else", () => {
    expect(shown([sent("a")])).toEqual({ state: "ACCEPTED", text: "公布清单" });
    expect(overlaid(line, "part/9/9", [sent("a")])).toEqual(line);
  });

  test("is not shown once it is refused, but the reason stays until it is closed", () => {
    const overlay = answered([sent("a")], "a", refused);
    expect(shown(overlay)).toEqual(line);
    expect(caughtUp(overlay, "999")).toHaveLength(1);
    expect(closed(overlay, "a")).toEqual([]);
  });

  test("stays until an answer holds it, however many older ones come", () => {
    const overlay = answered([sent("a")], "a", { kind: "done", position: "1000" });
    expect(shown(caughtUp(overlay, "999"))).toMatchObject({ state: "ACCEPTED" });
    expect(caughtUp(overlay, null)).toHaveLength(1);
    expect(caughtUp(overlay, "1000")).toEqual([]);
    expect(caughtUp(overlay, "10000")).toEqual([]);
  });

  test("stays while nothing is known, whatever answers come", () => {
    expect(caughtUp(answered([sent("a")], "a", { kind: "unknown" }), "999999")).toHaveLength(1);
  });

  test("gives way to a new act where it was refused before", () => {
    const again = expecting(answered([sent("a")], "a", refused), sent("b"));
    expect(again.map(({ commandId }) => commandId)).toEqual(["b"]);
  });

  test("is under way until it is refused, changes nothing, or is in the answer", () => {
    const standing = (outcome: Expected["outcome"]) => isUnderWay(answered([sent("a")], "a", outcome), "part/1/2");
    expect([standing({ kind: "sent" }), standing({ kind: "unknown" })]).toEqual([true, true]);
    expect(standing({ kind: "done", position: "1000" })).toBe(true);
    expect([standing({ kind: "unchanged" }), standing(refused)]).toEqual([false, false]);
    expect(isUnderWay([sent("a")], "part/9/9")).toBe(false);
  });

  test("of two acts the later one shows", () => {
    expect(shown([sent("a"), sent("b", { state: "CLAIMED" })])).toMatchObject({ state: "CLAIMED" });
  });
});
