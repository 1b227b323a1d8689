// Base64 read strictly: a text that could be written in two ways could be signed in one and shown in the other.

/** The bytes of a base64 text; null if they would not be written exactly so. */
export function base64In(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

/** Bytes as base64. */
export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
