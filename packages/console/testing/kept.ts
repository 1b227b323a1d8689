// A storage of a browser, in memory.
import type { Kept } from "../src/act/outbox.ts";

/** Makes one; `full` makes it refuse what is written, as a browser does that has no room. */
export function keptInMemory(before: Iterable<readonly [string, string]> = []): Kept & { full: boolean } {
  const texts = new Map(before);
  return {
    full: false,
    get length() {
      return texts.size;
    },
    key: (at) => [...texts.keys()][at] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem(key, text) {
      if (this.full) throw new Error("there is no room");
      texts.set(key, text);
    },
    removeItem: (key) => void texts.delete(key),
  };
}
