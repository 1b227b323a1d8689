// Limits how many notices are read at once, each of which takes a process and its memory; bearers take turns.
import { Overloaded } from "@taizhang/log";
import { tooMany } from "../errors.ts";
import { keyOf } from "../limits/rates.ts";
import type { ReadNoticeFiles } from "./notice.ts";

interface Most {
  /** How many are read at the same time. */
  readonly atOnce: number;
  /** How many more may wait. */
  readonly waiting: number;
  /** How many of one bearer may be read or wait. */
  readonly perBearer: number;
}

/**
 * Reads `atOnce` notices at the same time, of one bearer after the other, and lets more wait. Refuses with
 * `TOO_MANY_REQUESTS` what one bearer has too many of, and with `Overloaded` what all have. What a request waits for is
 * not read once that has ended.
 */
export function limitReadings(read: ReadNoticeFiles, { atOnce, waiting, perBearer }: Most): ReadNoticeFiles {
  // By bearer. A map keeps its order: whoever had a turn goes to its end.
  const lines = new Map<string, (() => void)[]>();
  const held = new Map<string, number>();
  let running = 0;
  let waits = 0;

  function next(): void {
    const [first] = lines;
    if (!first || running >= atOnce) return;
    const [key, line] = first;
    const begin = line.shift();
    lines.delete(key);
    if (line.length > 0) lines.set(key, line);
    waits -= 1;
    running += 1;
    begin?.();
  }

  function turn(key: string): Promise<void> {
    return new Promise((resolve) => {
      const line = lines.get(key) ?? [];
      lines.set(key, line);
      line.push(resolve);
      waits += 1;
      next();
    });
  }

  return async (files, how = {}) => {
    const key = how.bearer ? keyOf(how.bearer) : "";
    const mine = held.get(key) ?? 0;
    if (mine >= perBearer) throw tooMany(ofOne(perBearer), secondsToWait);
    if (running + waits >= atOnce + waiting) throw new Overloaded(`${waiting} notices are already waiting to be read`);
    held.set(key, mine + 1);
    await turn(key);
    try {
      how.signal?.throwIfAborted();
      return await read(files, how);
    } finally {
      running -= 1;
      const left = (held.get(key) ?? 1) - 1;
      if (left > 0) held.set(key, left);
      else held.delete(key);
      next();
    }
  };
}

// A notice takes a second or two.
const secondsToWait = 5;

const ofOne = (most: number) => ({
  zh: `本令牌持有人已有${most}份来文正在读取或等待读取。`,
  en: `${most} notices of the bearer are being read or wait for it.`,
});
