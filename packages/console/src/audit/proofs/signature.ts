// The Ed25519 signature of a checkpoint 检查点签名 (C2SP signed-note), verified here under a key that somebody holds.
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesInBase64, hexOf } from "./bytes.ts";
import { hashOf } from "./merkle.ts";

/** A key that verifies notes. */
export interface VerifierKey {
  /** The name of who signs with it. */
  readonly name: string;
  /** What signatures of it begin with: four bytes, in hexadecimal. */
  readonly id: string;
  readonly publicKey: Uint8Array;
}

/** Whether a note is signed under a key: wrong where a signature says so and is none, missing where none says so. */
export type Signed = "right" | "wrong" | "missing";

const keyForm = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/;
const signatureForm = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/;
const ed25519Kind = 1;
const idBytes = 4;
const keyBytes = 32;
const signatureBytes = 64;

/** Reads a key such as `name+5f0e9a51+AQ…`; null where it is none, or its id is not that of its name and bytes. */
export function verifierKeyIn(text: string): VerifierKey | null {
  const [, name = "", id = "", written = ""] = keyForm.exec(text.trim()) ?? [];
  const bytes = bytesInBase64(written);
  if (bytes?.length !== 1 + keyBytes || bytes[0] !== ed25519Kind) return null;
  const named = Uint8Array.from([...new TextEncoder().encode(`${name}\n`), ...bytes]);
  if (hexOf(hashOf(named).slice(0, idBytes)) !== id) return null;
  return { name, id, publicKey: bytes.slice(1) };
}

/** Whether bytes are signed under a public key, by RFC 8032 alone: what only laxer rules take is refused. */
export function isSigned(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    // The library throws where key or signature have another length.
    return false;
  }
}

/** Whether a note, as the server gives it, is signed under the key. The last empty line parts the text from its signatures. */
export function signedUnder({ name, id, publicKey }: VerifierKey, note: string): Signed {
  const at = note.lastIndexOf("\n\n");
  if (at < 0) return "missing";
  const text = new TextEncoder().encode(note.slice(0, at + 1));
  const own = note
    .slice(at + 2)
    .split("\n")
    .flatMap((line) => {
      const [, by = "", written = ""] = signatureForm.exec(line) ?? [];
      const bytes = bytesInBase64(written);
      return by === name && bytes !== null && hexOf(bytes.slice(0, idBytes)) === id ? [bytes.slice(idBytes)] : [];
    });
  if (own.length === 0) return "missing";
  const isRight = own.every((bytes) => bytes.length === signatureBytes && isSigned(publicKey, text, bytes));
  return isRight ? "right" : "wrong";
}
