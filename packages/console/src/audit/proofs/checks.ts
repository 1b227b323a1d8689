// What is computed here of what the server gave 核验项: each check has the hash that was found and the one that it must be.
import { bytesInBase64, bytesInHex, hexOf } from "./bytes.ts";
import { hashOf, leafHash, rootFromLeaf, rootsOfGrowth } from "./merkle.ts";
import { type Checkpoint, checkpointIn } from "./note.ts";

/** Which hash a check is about. */
export type Checked = "note" | "leaf" | "root" | "older" | "newer" | "bytes" | "files";

/** One hash that was computed here, beside the one that it must be. `found` is null where nothing could be computed. */
export interface Check {
  readonly of: Checked;
  readonly wanted: string;
  readonly found: string | null;
}

/** True where every hash is what it must be, and there is one at all. */
export const holds = (checks: readonly Check[]): boolean =>
  checks.length > 0 && checks.every(({ wanted, found }) => found !== null && found === wanted);

/** A checkpoint as the server gives it: what it says of the log, and the text that was signed. */
export interface ServedCheckpoint extends Checkpoint {
  readonly note: string;
}

const headText = ({ origin, size, root }: Checkpoint): string => `${origin} ${size} ${root}`;

/** What a checkpoint says beside the text that was signed must be what that text says. */
export function noteChecks(served: ServedCheckpoint): readonly Check[] {
  const said = checkpointIn(served.note);
  return [{ of: "note", wanted: said === null ? "" : headText(said), found: said === null ? null : headText(served) }];
}

/** How an event is proved to be in the log of a checkpoint. */
export interface Inclusion {
  readonly checkpoint: ServedCheckpoint;
  readonly index: number;
  /** The bytes of the event, in base64. */
  readonly leaf: string;
  /** The hash that was signed, in hexadecimal. */
  readonly leafHash: string;
  readonly hashes: readonly string[];
}

/** The hash of the event's bytes must be the one that was signed, and it must lead to the root. */
export function inclusionChecks({ checkpoint, index, leaf, leafHash: signed, hashes }: Inclusion): readonly Check[] {
  const bytes = bytesInBase64(leaf);
  const own = bytes && leafHash(bytes);
  const beside = allInHex(hashes);
  const root = own && beside && rootFromLeaf({ index, size: checkpoint.size, leaf: own }, beside);
  return [
    ...noteChecks(checkpoint),
    { of: "leaf", wanted: signed, found: own && hexOf(own) },
    { of: "root", wanted: checkpoint.root, found: root && hexOf(root) },
  ];
}

/** How the log of one checkpoint is proved to be the beginning of that of another. */
export interface Growth {
  /** The checkpoint that is held. What the server says of that size is nothing to go by. */
  readonly held: Checkpoint;
  readonly to: ServedCheckpoint;
  readonly hashes: readonly string[];
}

/** The hashes must lead to the root that is held and to the root that the server has now. */
export function growthChecks({ held, to, hashes }: Growth): readonly Check[] {
  const [olderRoot, beside] = [bytesInHex(held.root), allInHex(hashes)];
  const roots = olderRoot && beside && rootsOfGrowth({ from: held.size, to: to.size, olderRoot }, beside);
  return [
    ...noteChecks(to),
    { of: "older", wanted: held.root, found: roots && hexOf(roots.older) },
    { of: "newer", wanted: to.root, found: roots && hexOf(roots.newer) },
  ];
}

/** A file of a notice: the hash that the plan keeps, and the bytes that came. */
export interface FileBytes {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** The files of a notice must have the hashes that the plan keeps; that of several is the one of the list of theirs. */
export function sourceChecks(sha256: string, files: readonly FileBytes[]): readonly Check[] {
  const checks: Check[] = files.map(({ sha256: wanted, bytes }) => ({
    of: "bytes",
    wanted,
    found: hexOf(hashOf(bytes)),
  }));
  const [only] = checks;
  const list = checks.map(({ found }) => `${found}\n`).join("");
  const whole = checks.length === 1 ? (only?.found ?? null) : hexOf(hashOf(new TextEncoder().encode(list)));
  return [...checks, { of: "files", wanted: sha256, found: whole }];
}

/** All of them as bytes; null where one is no hexadecimal text. */
function allInHex(texts: readonly string[]): readonly Uint8Array[] | null {
  const all = texts.flatMap((text) => bytesInHex(text) ?? []);
  return all.length === texts.length ? all : null;
}
