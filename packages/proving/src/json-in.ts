// JSON that somebody else may have written, or damaged.

/** What a JSON text says, or the bytes of one; null if it is none. */
export function jsonIn(text: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof text === "string" ? text : Buffer.from(text).toString("utf8"));
  } catch {
    return null;
  }
}
