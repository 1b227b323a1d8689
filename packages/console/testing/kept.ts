// A storage of a browser, in memory, that may be full.
import type { Kept } from "../src/act/outbox.ts";
import { inMemory } from "../src/storages.ts";

/** Makes one; `full` makes it refuse what is written, as a browser does that has no room. */
export function keptInMemory(before: Iterable<readonly [string, string]> = []): Kept & { full: boolean } {
  const kept = inMemory(before);
  const { setItem } = kept;
  return Object.assign(kept, {
    full: false,
    setItem(this: { full: boolean }, key: string, text: string) {
      if (this.full) throw new Error("there is no room");
      setItem(key, text);
    },
  });
}
