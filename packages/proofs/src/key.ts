// Keys of signed notes (C2SP signed-note): Ed25519, known by a name and the first four bytes of a hash.
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { base64In } from "./base64.ts";
import { NoteRefused } from "./note-refused.ts";
import type { Sentence } from "./sentence.ts";

/** What a key signs: the text of a note as it stands, or a witness's statement about it (C2SP tlog-cosignature). */
export const keyTypes = { note: 0x01, cosignature: 0x04 } as const;
export type KeyType = keyof typeof keyTypes;

/** A key by which signatures are verified. */
export interface VerifierKey {
  readonly name: string;
  /** The first bytes of a hash over name, type and public key, as a number. */
  readonly id: number;
  readonly type: KeyType;
  /** True if the bytes were signed by the owner of this key. */
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
  /** The key as people hand it on: `name+id+key`. */
  readonly text: string;
}

/** A key that signs. */
export interface Signer {
  readonly key: VerifierKey;
  sign(bytes: Uint8Array): Uint8Array;
}

// What stands before the 32 bytes of an Ed25519 key in its DER forms (RFC 8410).
const publicForm = Buffer.from("302a300506032b6570032100", "hex");
const privateForm = Buffer.from("302e020100300506032b657004220420", "hex");
const keyBytes = 32;

/** True for what may name a key: it stands between blanks and plus signs, so it holds none. */
export const isKeyName = (name: string): boolean => /^[^\s+\p{White_Space}\p{Control}\p{Surrogate}]+$/u.test(name);

function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name))
    throw new NoteRefused(
      `密钥的名称不能含空白和加号：“${name}”`,
      `a key's name holds neither blanks nor plus signs: “${name}”`,
    );
  const typed = Buffer.concat([Uint8Array.of(keyTypes[type]), publicKey]);
  const id = createHash("sha256").update(`${name}\n`).update(typed).digest().readUInt32BE();
  const key = createPublicKey({ key: Buffer.concat([publicForm, publicKey]), format: "der", type: "spki" });
  return {
    name,
    id,
    type,
    verify: (bytes, signature) => verify(null, bytes, key, signature),
    text: `${name}+${idText(id)}+${typed.toString("base64")}`,
  };
}

const idText = (id: number): string => id.toString(16).padStart(8, "0");

/** A signer from the 32 secret bytes of its key. */
export function signerOf(name: string, type: KeyType, secret: Uint8Array): Signer {
  const key = secretKey(secret);
  return { key: verifierKey(name, type, publicBytes(key)), sign: (bytes) => sign(null, bytes, key) };
}

function secretKey(secret: Uint8Array): KeyObject {
  if (secret.length !== keyBytes)
    throw new NoteRefused(
      `私钥应有${keyBytes}个字节，而不是${secret.length}个`,
      `a secret key has ${keyBytes} bytes, not ${secret.length}`,
    );
  return createPrivateKey({ key: Buffer.concat([privateForm, secret]), format: "der", type: "pkcs8" });
}

/** The public half of a key, from its 32 secret bytes. */
export const publicBytesOf = (secret: Uint8Array): Uint8Array => publicBytes(secretKey(secret));

function publicBytes(key: KeyObject): Uint8Array {
  const form = createPublicKey(key).export({ format: "der", type: "spki" });
  return form.subarray(publicForm.length);
}

/** Reads a verifier key, `name+id+key`. Throws `NoteRefused`. */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, type, bytes } = parseKey(text);
  const key = verifierKey(name, type, bytes);
  if (key.text !== text)
    throw new NoteRefused(
      `密钥所载的编号不是其字节得出的${idText(key.id)}：${text}`,
      `the id of this key is not ${idText(key.id)}, which its bytes give: ${text}`,
    );
  return key;
}

/**
 * The same key by another name. One key signs for all logs of a ledger, and goes by the origin of each.
 */
export function renamed({ type, text }: VerifierKey, name: string): VerifierKey {
  return verifierKey(name, type, parseKey(text).bytes);
}

const secretPrefix = "PRIVATE+KEY+";

/** Reads a secret key in the form that Go's tools write, `PRIVATE+KEY+name+id+key`. Throws `NoteRefused`. */
export function parseSigner(text: string): Signer {
  // Never repeats what it was given: it is a secret.
  if (!text.startsWith(secretPrefix))
    throw new NoteRefused(`私钥应以${secretPrefix}开头`, `a secret key begins with ${secretPrefix}`);
  const { name, id, type, bytes } = parseKey(text.slice(secretPrefix.length), { zh: "私钥", en: "a secret key" });
  const signer = signerOf(name, type, bytes);
  if (idText(signer.key.id) !== id)
    throw new NoteRefused(
      `${name}的私钥所载的编号不是其字节得出的`,
      `the id of the secret key of ${name} is not what its bytes give`,
    );
  return signer;
}

/** The secret key as text, to be kept where only the log reads it. */
export function secretText(name: string, type: KeyType, secret: Uint8Array): string {
  const { key } = signerOf(name, type, secret);
  const typed = Buffer.concat([Uint8Array.of(keyTypes[type]), secret]);
  return `${secretPrefix}${name}+${idText(key.id)}+${typed.toString("base64")}`;
}

function parseKey(text: string, shown: Sentence = { zh: `“${text}”`, en: `“${text}”` }) {
  const [, name, id, typed] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = base64In(typed ?? "");
  if (name === undefined || id === undefined || bytes === null)
    throw new NoteRefused(
      `密钥应写成“名称+编号+密钥”，编号为八位十六进制数字，密钥为 base64；这不是：${shown.zh}`,
      `a key is written name+id+key, with eight digits and base64; this is not: ${shown.en}`,
    );
  const type = typeOf(bytes[0]);
  if (type === null)
    throw new NoteRefused(
      `这里只用类型1或4的 Ed25519 密钥：${shown.zh}`,
      `only Ed25519 keys, of type 1 or 4, are used here: ${shown.en}`,
    );
  if (bytes.length !== 1 + keyBytes)
    throw new NoteRefused(
      `Ed25519 密钥应有${keyBytes}个字节：${shown.zh}`,
      `an Ed25519 key has ${keyBytes} bytes: ${shown.en}`,
    );
  return { name, id, type, bytes: bytes.subarray(1) };
}

function typeOf(byte: number | undefined): KeyType | null {
  if (byte === keyTypes.note) return "note";
  return byte === keyTypes.cosignature ? "cosignature" : null;
}
