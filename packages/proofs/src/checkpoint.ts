// Checkpoints 检查点 (C2SP tlog-checkpoint): how long the log was and what its root was, signed by the log.
import { base64In, base64Of } from "./base64.ts";
import { hashBytes } from "./digest.ts";
import type { Signer, VerifierKey } from "./key.ts";
import { keyOf, noteSource, openNote, parseNote, type Signed, signText, verified } from "./note.ts";
import { NoteRefused } from "./note-refused.ts";
import { digestSaidBy } from "./origin.ts";
import { type NoteSignature, parseSignature } from "./signature.ts";
import type { TreeHead } from "./verify-proof.ts";

/** What a checkpoint says. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Lines that the log may add. Nobody can check them, and ours has none. */
  readonly extensions: readonly string[];
}

/** A checkpoint whose signatures were verified. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The cosignatures of known witnesses. */
  readonly witnessed: readonly Signed[];
}

/** The text of a checkpoint, which is what is signed. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, size, base64Of(root), ...extensions].map((line) => `${line}\n`).join("");
  const read = parseCheckpoint(text);
  if (read.origin !== origin || read.extensions.length !== extensions.length)
    throw new NoteRefused("检查点的一行之内不能有换行", "a line of a checkpoint holds no line break");
  return text;
}

/** Reads the text of a checkpoint. Throws `NoteRefused`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", sizeLine = "", rootLine = "", ...rest] = text.split("\n");
  if (rest.pop() !== "")
    throw new NoteRefused(
      "检查点应有三行以上，每行都以换行结束",
      "a checkpoint has three lines or more, each with its newline",
    );
  const size = /^(0|[1-9][0-9]{0,15})$/.test(sizeLine) ? Number(sizeLine) : Number.NaN;
  const root = base64In(rootLine);
  if (origin === "")
    throw new NoteRefused("检查点的首行应为日志名称，现为空行", "the first line of a checkpoint, its origin, is empty");
  if (!Number.isSafeInteger(size))
    throw new NoteRefused(
      `检查点的第二行应为事件数，而不是“${sizeLine}”`,
      `the second line of a checkpoint is its size, not “${sizeLine}”`,
    );
  if (root?.length !== hashBytes)
    throw new NoteRefused(
      `检查点的第三行应为根哈希，以 base64 写成的 ${hashBytes} 个字节，而不是“${rootLine}”`,
      `the third line of a checkpoint is its root, ${hashBytes} bytes in base64, not “${rootLine}”`,
    );
  if (rest.includes("")) throw new NoteRefused("检查点之内不能有空行", "a checkpoint has no empty line");
  return { origin, size, root, extensions: rest };
}

/** What a checkpoint says, unverified: nothing in it counts yet. Throws `NoteRefused`. */
export const readCheckpoint = (source: string): Checkpoint => parseCheckpoint(parseNote(source).text);

/** Signs a checkpoint. The key goes by the origin's name, so that nobody takes it for another log's. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  requireOwnKey(checkpoint, signer.key);
  const text = checkpointText(checkpoint);
  return noteSource({ text, signatures: [signText(text, signer)] });
}

/** Opens a checkpoint that this log must have signed, with the witnesses that are known. Throws `NoteRefused`. */
export function openCheckpoint(
  source: string,
  log: VerifierKey,
  witnesses: readonly VerifierKey[] = [],
): OpenedCheckpoint {
  const { text, signed } = openNote(source, [log, ...witnesses]);
  const checkpoint = parseCheckpoint(text);
  requireOwnKey(checkpoint, log);
  if (!signed.some(({ key }) => key.text === log.text))
    throw new NoteRefused(
      `日志${log.name}本身没有签署这个检查点`,
      `the log itself, ${log.name}, has not signed this checkpoint`,
    );
  const witnessed = signed.filter(({ key }) => key.type === "cosignature");
  if (witnessed.length > 0) requireWitnesses(checkpoint);
  return { checkpoint, witnessed };
}

function requireOwnKey({ origin }: Checkpoint, { name, type }: VerifierKey): void {
  if (type !== "note")
    throw new NoteRefused(
      `密钥${name}是见证的，日志以类型1的密钥签名`,
      `the key ${name} is a witness's: a log signs with one of type 1`,
    );
  if (name !== origin)
    throw new NoteRefused(
      `检查点属于${origin}，密钥却属于${name}`,
      `this checkpoint is of ${origin}, and the key of ${name}`,
    );
}

/** Cosignatures under a checkpoint, verified. */
export interface Cosigned {
  /** Of each known witness the latest. */
  readonly witnessed: readonly Signed[];
  /** How many lines are by keys that are not known. They say nothing. */
  readonly unknown: number;
}

/** How far the clock of a witness may be ahead of ours, in seconds. */
const mostAhead = 5 * 60;

/**
 * Verifies the cosignatures that witnesses have answered of a checkpoint, each a line. `now` is in seconds since 1970. Throws
 * `NoteRefused` where one under a known key is wrong or of a later time than a clock that is a little ahead would give, where
 * none is by a known witness, and for a log kept with SM3: witnesses verify growth by SHA-256, and what they sign must mean that.
 */
export function openCosignatures(
  source: string,
  lines: readonly string[],
  witnesses: readonly VerifierKey[],
  now: number,
): Cosigned {
  const { text } = parseNote(source);
  requireWitnesses(parseCheckpoint(text));
  const witnessed = new Map<string, Signed>();
  const { known, unknown } = cosignatures(text, lines.map(parseSignature), witnesses);
  for (const signed of known) {
    const { key } = signed;
    const at = signed.at ?? 0;
    if (at > now + mostAhead)
      throw new NoteRefused(
        `${key.name}的见证时间比本机时间晚${mostAhead / 60}分钟以上`,
        `the time of ${key.name} is more than ${mostAhead / 60} minutes ahead of the clock here`,
      );
    if (at >= (witnessed.get(key.text)?.at ?? 0)) witnessed.set(key.text, signed);
  }
  if (witnessed.size === 0) {
    const names = unknown.map(({ name }) => name).join(", ");
    throw new NoteRefused(
      names === "" ? "没有见证签名" : `没有已知见证的签名；签署者为${names}`,
      names === "" ? "there is no cosignature" : `none is by a known witness; they are by ${names}`,
    );
  }
  return { witnessed: [...witnessed.values()], unknown: unknown.length };
}

/**
 * Every cosignature under a checkpoint that is by a known witness. Throws `NoteRefused` where one is wrong, and where there is one
 * under the checkpoint of a log kept with SM3.
 */
export function cosignaturesUnder(source: string, witnesses: readonly VerifierKey[]): readonly Signed[] {
  const { text, signatures } = parseNote(source);
  const { known } = cosignatures(text, signatures, witnesses);
  if (known.length > 0) requireWitnesses(parseCheckpoint(text));
  return known;
}

/** Witnesses verify growth by SHA-256, and what they sign must mean that. */
function requireWitnesses({ origin }: Checkpoint): void {
  if (digestSaidBy(origin) === "sm3")
    throw new NoteRefused(`${origin}以SM3保存，没有见证`, `${origin} is kept with SM3, and has no witnesses`);
}

function cosignatures(text: string, signatures: readonly NoteSignature[], witnesses: readonly VerifierKey[]) {
  const known: Signed[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = keyOf(signature, witnesses);
    if (key?.type === "cosignature") known.push(verified(text, signature, key));
    else unknown.push(signature);
  }
  return { known, unknown };
}

/**
 * The checkpoints in a file to which they were appended one by one, and what a cut has left of the last. Whoever appends
 * takes that away first.
 */
export function checkpointsIn(file: string): { readonly sources: readonly string[]; readonly torn: string } {
  // A text, an empty line, and lines of signatures; checkpoints have no empty line of their own.
  const whole = /(?:[^\n]+\n)+\n(?:— [^\n]+\n)+/y;
  const sources: string[] = [];
  let at = 0;
  for (let found = whole.exec(file); found; found = whole.exec(file)) {
    sources.push(found[0]);
    at = whole.lastIndex;
  }
  return { sources, torn: file.slice(at) };
}
