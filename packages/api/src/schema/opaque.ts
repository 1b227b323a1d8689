// What a cursor looks like to clients: opaque text, which they give back as it is.

import { limits } from "../limits/limits.ts";

/** Values as the text of a cursor. */
export const opaque = (values: readonly (string | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** What a text holds that `opaque` made; null for a text that it cannot have made. What it holds is still to be checked. */
export function readOpaque(text: string): unknown {
  // What it holds is JSON of a stranger, which may be costly to parse.
  if (text.length > limits.cursorLength) return null;
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
