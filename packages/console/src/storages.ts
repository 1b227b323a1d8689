// The storages of this browser 本机存储: where it refuses them, as with cookies blocked, one in memory that ends with the page.
import type { Kept } from "./act/outbox.ts";

/** A storage, and whether what is put into it is still there when the page is loaded anew. */
export interface StorageFound {
  readonly kept: Kept;
  readonly lasts: boolean;
}

/** The storage that is found so, else one in memory. A browser that refuses it throws where it is looked for, or has none. */
export function storageOf(find: () => Kept): StorageFound {
  try {
    const kept = find();
    kept.getItem("");
    return { kept, lasts: true };
  } catch {
    return { kept: inMemory(), lasts: false };
  }
}

/** A storage in memory. */
export function inMemory(before: Iterable<readonly [string, string]> = []): Kept {
  const texts = new Map(before);
  return {
    get length() {
      return texts.size;
    },
    key: (at) => [...texts.keys()][at] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

/** The storage for what people type, who are told whether it is kept: one that ends with the page refuses it. */
export const honest = ({ kept, lasts }: StorageFound): Kept => (lasts ? kept : refusing);

const refusing: Kept = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem() {
    throw new Error("this browser keeps nothing");
  },
  removeItem: () => undefined,
};
