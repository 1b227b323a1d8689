// Documents by their texts: what is read again and again need not be parsed again.
import { LRUCache } from "lru-cache";

/** Bytes of the texts that are remembered. What is made of them takes some three times as much. */
const mostBytes = 8 * 2 ** 20;

/**
 * Makes the reading of documents from bytes of JSON in UTF-8. The same bytes give the same object as long as they are remembered,
 * so nobody may change it.
 */
export function knownTexts(bytes = mostBytes): (text: Buffer) => unknown {
  const known = new LRUCache<string, { readonly doc: unknown }>({
    maxSize: bytes,
    sizeCalculation: (_doc, text) => text.length,
  });
  return (text) => {
    // A sign for each byte: that is a copy, where UTF-8 would have to be decoded.
    const key = text.toString("latin1");
    const before = known.get(key);
    if (before) return before.doc;
    const doc: unknown = JSON.parse(text.toString());
    known.set(key, { doc });
    return doc;
  };
}
