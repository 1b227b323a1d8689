// Limits how many exports are written at once: each reads for as long as its reader takes.
import type { Bearer } from "@taizhang/domain";
import { Overloaded } from "@taizhang/log";
import { tooMany } from "../errors.ts";
import { keyOf } from "../limits/rates.ts";

interface Most {
  /** How many are written at the same time. */
  readonly atOnce: number;
  /** How many of one bearer. */
  readonly perBearer: number;
}

/**
 * Takes a place for an export, and returns what gives it back. Throws `TOO_MANY_REQUESTS` where the bearer has too many,
 * and `Overloaded` where all have.
 */
export function exportPlaces({ atOnce, perBearer }: Most): (bearer: Bearer) => () => void {
  const held = new Map<string, number>();
  let running = 0;
  return (bearer) => {
    const key = keyOf(bearer);
    const mine = held.get(key) ?? 0;
    if (mine >= perBearer) throw tooMany(ofOne(perBearer), secondsToWait);
    if (running >= atOnce) throw new Overloaded(`${atOnce} exports are already being written`);
    running += 1;
    held.set(key, mine + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      running -= 1;
      const left = (held.get(key) ?? 1) - 1;
      if (left > 0) held.set(key, left);
      else held.delete(key);
    };
  };
}

const secondsToWait = 5;

const ofOne = (most: number) => ({
  zh: `本令牌持有人已有${most}份导出正在进行。`,
  en: `${most} exports of the bearer are being written.`,
});
