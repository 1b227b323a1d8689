// Signed notes (C2SP signed-note): a text with signatures under it that people can read, mail and compare.
import { signedByWitness, witnessedAt } from "./cosignature.ts";
import type { Signer, VerifierKey } from "./key.ts";
import { NoteRefused } from "./note-refused.ts";
import { type NoteSignature, parseSignature, signatureLine } from "./signature.ts";

/** A note as it was read. Nothing in it counts before it is opened with keys. */
export interface Note {
  /** The text, which ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that was verified. */
export interface Signed {
  readonly key: VerifierKey;
  /** When a witness signed, in seconds since 1970; null for a signature of the text alone. */
  readonly at: number | null;
  readonly signature: NoteSignature;
}

/** A note of which at least one signature is by a known key. */
export interface OpenedNote {
  readonly text: string;
  readonly signed: readonly Signed[];
  /** Signatures by keys that are not known. They say nothing. */
  readonly unknown: readonly NoteSignature[];
}

/** More signatures than anybody needs; each one that is by a known key costs a verification. */
const mostSignatures = 100;

/** Reads a note. Throws `NoteRefused`. */
export function parseNote(source: string): Note {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note may not hold
  if (/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(source))
    throw new NoteRefused("签名文本除换行外不能有控制字符", "a note holds no control characters but newlines");
  const parting = source.lastIndexOf("\n\n");
  if (parting === -1)
    throw new NoteRefused("签名文本应为正文、空行和签名", "a note is a text, an empty line, and signatures");
  const lines = source.slice(parting + 2).split("\n");
  if (lines.pop() !== "")
    throw new NoteRefused(
      "签名文本的末行没有结束：文本被截断",
      "the last line of a note does not end: the note was cut",
    );
  if (lines.length === 0)
    throw new NoteRefused("没有签名的文本不能证明任何事", "a note without signatures says nothing");
  if (lines.length > mostSignatures)
    throw new NoteRefused(`签名文本最多有${mostSignatures}个签名`, `a note has at most ${mostSignatures} signatures`);
  return { text: source.slice(0, parting + 1), signatures: lines.map(parseSignature) };
}

/** Writes a note. */
export function noteSource({ text, signatures }: Note): string {
  if (!text.endsWith("\n"))
    throw new NoteRefused("签名文本的正文应以换行结束", "the text of a note ends with a newline");
  return `${text}\n${signatures.map(signatureLine).join("")}`;
}

/**
 * One note with the signatures of several notes of the same text, each once; of a witness who has signed at several times the
 * latest. Nothing is verified.
 */
export function joinedNotes(sources: readonly string[]): string {
  const notes = sources.map(parseNote);
  const [first] = notes;
  if (first === undefined || notes.some(({ text }) => text !== first.text))
    throw new NoteRefused("只有正文相同的签名文本才能合并", "only notes of the same text can be joined");
  const latest = new Map<string, NoteSignature>();
  for (const signature of notes.flatMap(({ signatures }) => signatures)) {
    const signer = `${signature.name} ${signature.id}`;
    const earlier = latest.get(signer);
    if (!earlier || timeOf(signature) > timeOf(earlier)) latest.set(signer, signature);
  }
  return noteSource({ text: first.text, signatures: [...latest.values()] });
}

const timeOf = ({ bytes }: NoteSignature): number => witnessedAt(bytes) ?? 0;

/** Signs a text. */
export function signText(text: string, { key, sign }: Signer): NoteSignature {
  if (key.type !== "note")
    throw new NoteRefused(
      `密钥${key.name}是见证的，只签署检查点`,
      `the key ${key.name} is a witness's: it signs checkpoints only`,
    );
  return { name: key.name, id: key.id, bytes: sign(Buffer.from(text, "utf8")) };
}

/**
 * Opens a note with the keys that are trusted. A wrong signature under a known key refuses the whole note, and so does
 * the lack of any by a known key. Throws `NoteRefused`.
 */
export function openNote(source: string, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(source);
  const signed: Signed[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = keyOf(signature, keys);
    if (key === null) unknown.push(signature);
    else if (!signed.some((earlier) => earlier.key.text === key.text)) signed.push(verified(text, signature, key));
  }
  if (signed.length === 0) {
    const names = signatures.map(({ name }) => name).join(", ");
    throw new NoteRefused(
      `所信任的密钥都没有签署这份文本；签署者为${names}`,
      `none of the keys that are trusted has signed this note; it is signed by ${names}`,
    );
  }
  return { text, signed, unknown };
}

/** The known key that a signature says it is by; null if none. Throws where two keys go by the same name and id. */
export function keyOf({ name, id }: NoteSignature, keys: readonly VerifierKey[]): VerifierKey | null {
  const [key, other] = keys.filter((each) => each.name === name && each.id === id);
  if (key && other && key.text !== other.text)
    throw new NoteRefused(
      `所信任的密钥中有两个名称和编号相同：${key.text}和${other.text}`,
      `two keys that are trusted go by the same name and id: ${key.text} and ${other.text}`,
    );
  return key ?? null;
}

/** Verifies a signature under a text by a known key. Throws `NoteRefused`. */
export function verified(text: string, signature: NoteSignature, key: VerifierKey): Signed {
  const at = key.type === "cosignature" ? witnessedAt(signature.bytes) : null;
  const isRight =
    key.type === "cosignature"
      ? at !== null && signedByWitness(text, at, signature.bytes, key)
      : key.verify(Buffer.from(text, "utf8"), signature.bytes);
  if (!isRight)
    throw new NoteRefused(
      `${signature.name}的签名不符：文本或签名被改动`,
      `the signature of ${signature.name} is wrong: the text or the signature was altered`,
    );
  return { key, at, signature };
}
