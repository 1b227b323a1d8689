import { expect, test } from "vitest";
import { keptInMemory } from "../testing/kept.ts";
import { draftsIn, freshDraft } from "./act/drafts.ts";
import { seenBy } from "./ask/seen.ts";
import { settingsIn } from "./shell/settings.ts";
import { sessionIn } from "./sign-in/session.ts";
import { honest, storageOf } from "./storages.ts";

const refusing = {
  "throws where it is looked for": () => {
    throw new Error("access is denied for this document");
  },
  // A view of the web in another program may have none at all, whatever its types say.
  "is not there": () => JSON.parse("null"),
};

for (const [how, find] of Object.entries(refusing))
  test(`where the storage ${how}, what is typed lasts as long as the page, and nobody is told that it is kept`, () => {
    const found = storageOf(find);
    const drafts = draftsIn(honest(found), () => 0);
    const typed = freshDraft({ progress: "已公布第一批 12 项" });
    expect(drafts.write("clerk", "report/1", typed)).toBe(false);
    expect(drafts.read("clerk", "report/1")).toEqual(typed);
    expect(drafts.list("clerk")).toEqual(["report/1"]);
    drafts.remove("clerk", "report/1");
    expect([found.lasts, drafts.list("clerk")]).toEqual([false, []]);
  });

test("the storage of the browser is used where it is to be had", () => {
  const kept = keptInMemory();
  const found = storageOf(() => kept);
  expect([found.kept, honest(found), found.lasts]).toEqual([kept, kept, true]);
});

test("where there is no room nothing fails, and nobody is signed in by the token of the one before", () => {
  const kept = keptInMemory();
  const session = sessionIn(kept);
  session.signIn({ token: "hers", development: null });
  const settings = settingsIn(kept);
  settings.set({ ...settings.get(), isLarge: true });
  const seen = seenBy({ post: () => undefined, listen: () => undefined }, kept);
  seen.note("1000");
  kept.full = true;
  session.signIn({ token: "the next one's", development: null });
  settings.set({ ...settings.get(), language: "en" });
  seen.note("1001");
  expect(session.standing.get().signedIn?.token).toBe("the next one's");
  expect([settings.get().language, seen.position.get()]).toEqual(["en", "1001"]);
  expect(sessionIn(kept).standing.get().signedIn).toBe(null);
  expect(settingsIn(kept).get().isLarge).toBe(true);
});
