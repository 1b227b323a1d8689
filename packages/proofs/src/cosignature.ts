// Cosignatures of witnesses 见证 (C2SP tlog-cosignature, cosignature/v1): at this time, this was the longest log I had seen.
import type { Signer, VerifierKey } from "./key.ts";
import { NoteRefused } from "./note-refused.ts";
import type { NoteSignature } from "./signature.ts";

const timeBytes = 8;

/** What a witness signs: a time, and the text of the checkpoint. */
const statement = (text: string, at: number): Uint8Array => Buffer.from(`cosignature/v1\ntime ${at}\n${text}`, "utf8");

/** When a witness says that it signed, in seconds since 1970; null where that is no time. */
export function witnessedAt(bytes: Uint8Array): number | null {
  if (bytes.length <= timeBytes) return null;
  const at = Buffer.from(bytes).readBigUInt64BE();
  return at <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(at) : null;
}

/** True if a witness signed the text at that time. */
export const signedByWitness = (text: string, at: number, bytes: Uint8Array, key: VerifierKey): boolean =>
  key.verify(statement(text, at), bytes.subarray(timeBytes));

/**
 * Signs the text of a checkpoint as a witness, at a time in seconds since 1970. A witness does so only if it has verified
 * that the log grew from the last checkpoint of its origin that it signed.
 */
export function cosign(text: string, at: number, { key, sign }: Signer): NoteSignature {
  if (key.type !== "cosignature")
    throw new NoteRefused(
      `密钥${key.name}用于签署文本，见证应有类型4的密钥`,
      `the key ${key.name} signs notes; a witness has one of type 4`,
    );
  const time = Buffer.alloc(timeBytes);
  time.writeBigUInt64BE(BigInt(at));
  return { name: key.name, id: key.id, bytes: Buffer.concat([time, sign(statement(text, at))]) };
}
