// The checkpoints of a region in a file, to which they are appended one by one. It is never read as a whole: a year has many.

import { basename, dirname } from "node:path";
import { checkpointsIn, readCheckpoint } from "@taizhang/proofs";
import type { Disk } from "./disk.ts";

/** Checkpoints by size, which only grows. Each has one signature, the log's own. */
export interface CheckpointFile {
  readonly path: string;
  latest(): Promise<string | null>;
  /** Where the last whole one ends: behind it may be what a cut has left of another, which is not to be handed on. Looks at the end alone. */
  wholeBytes(): Promise<number>;
  /** The one of this size; null if there is none. */
  at(size: number): Promise<string | null>;
  /** Those of larger sizes, the smallest first. */
  after(size: number): AsyncGenerator<string, void>;
  /** Resolves once it would survive a power cut. */
  append(source: string): Promise<void>;
  /** Takes away what a cut has left of the last one. */
  cutTorn(): Promise<void>;
}

/** The file holds what a cut could not leave: somebody, or a disk, has changed it. */
export class CheckpointsDamaged extends Error {
  override readonly name = "CheckpointsDamaged";
}

/** Far larger than a checkpoint. */
const windowBytes = 1 << 16;
const signatureStart = Buffer.from("\n— ", "utf8");

export function checkpointFile(disk: Disk, path: string): CheckpointFile {
  const sizeIn = (source: string): number => readCheckpoint(source).size;
  const bytesOf = async () => (await disk.sizeOf(path)) ?? 0;

  /** Where the first checkpoint begins that begins behind a place; null if none does within the window. */
  async function beginBehind(place: number): Promise<number | null> {
    const bytes = await disk.read(path, place, place + windowBytes);
    for (let at = bytes.indexOf(signatureStart); at !== -1; at = bytes.indexOf(signatureStart, at + 1)) {
      const end = bytes.indexOf("\n", at + 1);
      if (end === -1 || end + 1 === bytes.length) return null;
      if (bytes.indexOf(signatureStart, end) !== end) return place + end + 1;
    }
    return null;
  }

  /** A place where a checkpoint begins, such that all before it are of this size at most, and few behind it are. */
  async function placeOf(size: number): Promise<number> {
    let from = 0;
    for (let to = await bytesOf(); to - from > windowBytes; ) {
      const middle = Math.floor((from + to) / 2);
      const begin = await beginBehind(middle);
      const [first] = begin === null || begin >= to ? [] : await sources(begin, begin + windowBytes);
      if (begin !== null && first !== undefined && sizeIn(first) <= size) from = begin;
      else to = middle;
    }
    return from;
  }

  const sources = async (from: number, to: number) =>
    checkpointsIn((await disk.read(path, from, to)).toString("utf8")).sources;

  /** The whole ones in the end of the file. Throws `CheckpointsDamaged` where what a cut could not leave stands behind them. */
  function lastIn(bytes: Buffer): readonly string[] {
    const { sources, torn } = checkpointsIn(bytes.toString("utf8"));
    if (/\n— [^\n]+\n/.test(torn) || torn.length > windowBytes)
      throw new CheckpointsDamaged(
        `${path} is damaged: what stands behind ${sources.length} of its checkpoints is none`,
      );
    return sources;
  }

  async function* from(place: number): AsyncGenerator<string, void> {
    let rest = Buffer.alloc(0);
    for (let at = place; ; at += windowBytes) {
      const bytes = at < (await bytesOf()) ? await disk.read(path, at, at + windowBytes) : Buffer.alloc(0);
      const isEnd = bytes.length < windowBytes;
      const known = Buffer.concat([rest, bytes]);
      if (isEnd) {
        yield* lastIn(known);
        return;
      }
      const found = checkpointsIn(known.toString("utf8")).sources;
      if (known.length > 2 * windowBytes && found.length === 0) lastIn(known);
      yield* found;
      rest = known.subarray(Buffer.byteLength(found.join("")));
    }
  }

  /** The last ones, and where the last whole one ends. */
  async function tail() {
    const size = await bytesOf();
    const place = size <= windowBytes ? 0 : await beginBehind(size - windowBytes);
    if (place === null) throw new CheckpointsDamaged(`${path} is damaged: no checkpoint begins in the end of it`);
    const whole = size === 0 ? [] : lastIn(await disk.read(path, place, size));
    return { whole, end: place + Buffer.byteLength(whole.join("")), size };
  }

  return {
    path,
    latest: async () => (await tail()).whole.at(-1) ?? null,
    wholeBytes: async () => (await tail()).end,
    async at(size) {
      for await (const source of from(await placeOf(size - 1))) {
        const its = sizeIn(source);
        if (its >= size) return its === size ? source : null;
      }
      return null;
    },
    async *after(size) {
      for await (const source of from(await placeOf(size))) if (sizeIn(source) > size) yield source;
    },
    async append(source) {
      await disk.append(path, Buffer.from(source, "utf8"));
      await disk.sync(dirname(path), [basename(path)]);
    },
    async cutTorn() {
      const { end, size } = await tail();
      if (end < size) await disk.cut(path, end);
    },
  };
}
