// What a cursor looks like to clients: opaque text, which they give back as it is.

/** Values as the text of a cursor. */
export const opaque = (values: readonly (string | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** What a text holds that `opaque` made; null for a text that it cannot have made. What it holds is still to be checked. */
export function readOpaque(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
