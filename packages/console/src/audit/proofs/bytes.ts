// Bytes as texts, read strictly: a text that could be written in two ways could be signed in one and shown in the other.

const hexForm = /^(?:[0-9a-f]{2})*$/;

/** Bytes in hexadecimal, in small letters. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The bytes of a hexadecimal text in small letters; null for any other. */
export function bytesInHex(text: string): Uint8Array | null {
  if (!hexForm.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** The bytes of a base64 text; null if they would not be written exactly so. */
export function bytesInBase64(text: string): Uint8Array | null {
  try {
    const letters = atob(text);
    return btoa(letters) === text ? Uint8Array.from(letters, (letter) => letter.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}
