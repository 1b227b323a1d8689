import { expect, test } from "vitest";
import { tabIn } from "./this-tab.ts";

/** A storage like that of a tab. */
function storage(entries: Iterable<readonly [string, string]> = []) {
  const kept = new Map(entries);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("a tab that is loaded anew is the same", () => {
  const own = storage();
  const [before, after] = [new EventTarget(), new EventTarget()];
  const id = tabIn(own, before);
  before.dispatchEvent(new Event("pagehide"));
  expect(tabIn(own, after)).toBe(id);
});

test("a tab that is duplicated is another one, and stays that when it is loaded anew; its original stays what it was", () => {
  const own = storage();
  const page = new EventTarget();
  const id = tabIn(own, page);
  const copy = storage(own.kept);
  const pageOfCopy = new EventTarget();
  const other = tabIn(copy, pageOfCopy);
  expect(other).not.toBe(id);
  for (const [each, shown, same] of [
    [copy, pageOfCopy, other],
    [own, page, id],
  ] as const) {
    shown.dispatchEvent(new Event("pagehide"));
    expect(tabIn(each, new EventTarget())).toBe(same);
  }
});

test("a tab whose page was brought back by the browser as it was can be duplicated like any other", () => {
  const own = storage();
  const page = new EventTarget();
  const id = tabIn(own, page);
  page.dispatchEvent(new Event("pagehide"));
  page.dispatchEvent(new Event("pageshow"));
  expect(tabIn(storage(own.kept), new EventTarget())).not.toBe(id);
});

test("where nothing can be kept, each page is another tab", () => {
  const full = {
    ...storage(),
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(tabIn(full, new EventTarget())).not.toBe(tabIn(full, new EventTarget()));
});
