import { describe, expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import { draftsIn, freshDraft } from "./drafts.ts";

const day = 24 * 60 * 60 * 1000;
const now = Date.parse("2021-09-20T12:00:00+08:00");
const clock = () => now;
const typed = { ...freshDraft({ progress: "已公布第一批 12 项" }), savedAt: now, isSent: true, isTyped: true };

describe("a draft", () => {
  test("is there after the browser has ended, under the id it will be sent by", () => {
    const kept = keptInMemory();
    expect(draftsIn(kept, clock).write("clerk", "report/1", typed)).toBe(true);
    expect(draftsIn(kept, clock).read("clerk", "report/1")).toEqual(typed);
  });

  test("is its writer's alone", () => {
    const kept = keptInMemory();
    const drafts = draftsIn(kept, clock);
    drafts.write("clerk", "report/1", typed);
    expect(drafts.read("another", "report/1")).toBeNull();
    expect(drafts.list("another")).toEqual([]);
    expect(drafts.list("clerk")).toEqual(["report/1"]);
  });

  test("goes with the command that was sent from it, and no other does", () => {
    const kept = keptInMemory();
    const drafts = draftsIn(kept, clock);
    const other = { ...typed, ...freshDraft({ progress: "另一份" }), savedAt: now };
    drafts.write("clerk", "report/1", typed);
    drafts.write("clerk", "report/2", other);
    drafts.removeSent("clerk", typed.commandId, now);
    expect(drafts.list("clerk")).toEqual(["report/2"]);
    drafts.removeSent("another", other.commandId, now);
    expect(drafts.list("clerk")).toEqual(["report/2"]);
  });

  test("that was changed since it was sent stays with its words when that is answered, under another id", () => {
    const drafts = draftsIn(keptInMemory(), clock);
    const changed = { ...typed, fields: { progress: "另一份" }, isSent: false };
    drafts.write("clerk", "report/1", changed);
    drafts.removeSent("clerk", typed.commandId, now);
    const { commandId, ...left } = drafts.read("clerk", "report/1") ?? freshDraft();
    expect([left.fields, left.isSent, commandId === typed.commandId]).toEqual([changed.fields, false, false]);
  });

  test("that was changed and sent again since stays as it is when what it was before is answered", () => {
    const drafts = draftsIn(keptInMemory(), clock);
    drafts.write("clerk", "report/1", { ...typed, savedAt: now + 1 });
    drafts.removeSent("clerk", typed.commandId, now);
    expect(drafts.read("clerk", "report/1")?.commandId).toBe(typed.commandId);
    drafts.removeSent("clerk", typed.commandId, now + 1);
    expect(drafts.list("clerk")).toEqual([]);
  });

  test("of which an earlier build of the page does not say whether it was sent goes with what was sent under its id", () => {
    const { isSent: _isSent, isTyped: _isTyped, ...earlier } = typed;
    const drafts = draftsIn(keptInMemory([["taizhang.1.draft.clerk|report/1", JSON.stringify(earlier)]]), clock);
    drafts.removeUntyped("clerk", typed.commandId);
    expect(drafts.list("clerk")).toEqual(["report/1"]);
    drafts.removeSent("clerk", typed.commandId, now);
    expect(drafts.list("clerk")).toEqual([]);
  });

  test("into which nobody wrote anything goes with what came to nothing, and no other does", () => {
    const drafts = draftsIn(keptInMemory(), clock);
    const untyped = { ...freshDraft({ issuedOn: "2021-09-20" }), savedAt: now, isSent: true };
    drafts.write("clerk", "issue/1", untyped);
    drafts.write("clerk", "report/1", typed);
    for (const { commandId } of [untyped, typed]) drafts.removeUntyped("clerk", commandId);
    expect(drafts.list("clerk")).toEqual(["report/1"]);
  });

  test("whose id was used for other words goes on with its own under another id", () => {
    const drafts = draftsIn(keptInMemory(), clock);
    drafts.write("clerk", "report/1", typed);
    drafts.renew("clerk", typed.commandId);
    const { commandId, ...left } = drafts.read("clerk", "report/1") ?? freshDraft();
    expect([left.fields, left.isSent, commandId === typed.commandId]).toEqual([typed.fields, false, false]);
  });

  test("is not called saved where there is no room for it", () => {
    const kept = keptInMemory();
    kept.full = true;
    expect(draftsIn(kept, clock).write("clerk", "report/1", typed)).toBe(false);
  });

  test("is there as long as the page is open where there is no room for it, and gone with what was sent from it", () => {
    const kept = keptInMemory();
    const drafts = draftsIn(kept, clock);
    drafts.write("clerk", "report/1", typed);
    expect(drafts.isStored("clerk", "report/1")).toBe(true);
    kept.full = true;
    const longer = { ...typed, fields: { progress: "已公布第一批 12 项，其余正在核对。" }, savedAt: now + 1 };
    const other = { ...freshDraft({ progress: "另一份" }), savedAt: now };
    drafts.write("clerk", "report/1", longer);
    drafts.write("clerk", "report/2", other);
    expect([drafts.read("clerk", "report/1"), drafts.read("clerk", "report/2")]).toEqual([longer, other]);
    expect(["report/1", "report/2"].map((form) => drafts.isStored("clerk", form))).toEqual([false, false]);
    expect([drafts.list("clerk"), drafts.read("another", "report/2")]).toEqual([["report/1", "report/2"], null]);
    drafts.removeSent("clerk", longer.commandId, now + 1);
    drafts.remove("clerk", "report/2");
    expect([drafts.list("clerk"), kept.length]).toEqual([[], 0]);
  });

  test("that there was no room for gives way to what another tab stored later, and is stored once there is", () => {
    const kept = keptInMemory();
    const [drafts, others] = [draftsIn(kept, clock), draftsIn(kept, clock)];
    kept.full = true;
    drafts.write("clerk", "report/1", typed);
    kept.full = false;
    const later = { ...typed, fields: { progress: "另一份" }, savedAt: now + 1 };
    others.write("clerk", "report/1", later);
    expect([drafts.read("clerk", "report/1"), drafts.isStored("clerk", "report/1")]).toEqual([later, true]);
    const last = { ...typed, savedAt: now + 2 };
    drafts.write("clerk", "report/1", last);
    expect([drafts.isStored("clerk", "report/1"), others.read("clerk", "report/1")]).toEqual([true, last]);
  });

  test("is gone once it is removed", () => {
    const drafts = draftsIn(keptInMemory(), clock);
    drafts.write("clerk", "report/1", typed);
    drafts.remove("clerk", "report/1");
    expect(drafts.read("clerk", "report/1")).toBeNull();
  });

  test("goes after 30 days, and so does what is none", () => {
    const kept = keptInMemory([["taizhang.1.draft.clerk|report/2", "{"]]);
    const drafts = draftsIn(kept, clock);
    drafts.write("clerk", "old", { ...typed, savedAt: now - 31 * day });
    drafts.write("clerk", "new", { ...typed, savedAt: now - 29 * day });
    expect(draftsIn(kept, clock).list("clerk")).toEqual(["new"]);
  });
});

test("the id of a draft is a UUID of version 4", () => {
  expect(freshDraft().commandId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(freshDraft().commandId).not.toBe(freshDraft().commandId);
});
