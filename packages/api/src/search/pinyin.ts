// Pinyin of names 拼音: which letters may stand for a name, by initials, in full, or mixed, with every reading of each character.
import { foldName } from "@taizhang/domain";
import { LRUCache } from "lru-cache";
import { limits } from "../limits/limits.ts";

/** The readings of each character of a name: 「重庆」 is zhong or chong, then qing. What is not Chinese stands for itself. */
export type Readings = readonly (readonly string[])[];

// Names hardly ever change, so each is read once. The dictionary takes some megabytes and comes with the first question.
const known = new LRUCache<string, Readings>({ max: limits.knownNames });

/** Loads the dictionary, if need be, and returns what reads names by it. */
export async function pinyinReader(): Promise<(name: string) => Readings> {
  const { polyphonic } = await import("pinyin-pro");
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const read = polyphonic(foldName(name), { toneType: "none", type: "array" }).map(spellings);
    known.set(name, read);
    return read;
  };
}

/** How readings are typed: ü is v or u. */
const spellings = (readings: readonly string[]): string[] => [
  ...new Set(
    readings.flatMap((reading) =>
      reading.includes("ü") ? [reading.replace("ü", "v"), reading.replace("ü", "u")] : [reading],
    ),
  ),
];

/** How letters stand for a name: for all of it, or for some characters in a row; null where they do not. */
export function spelled(readings: Readings, letters: string): "whole" | "part" | null {
  let found: "part" | null = null;
  for (const start of readings.keys()) {
    const end = endOf(readings, start, letters);
    if (end === null) continue;
    if (start === 0 && end === readings.length) return "whole";
    found = "part";
  }
  return found;
}

/**
 * Where the letters end if they begin with a character. Of each character they hold a reading, or its first letter; the last one may
 * still be being typed. Whether a letter is an initial or begins a reading is open until the end, so all ways are followed.
 */
function endOf(readings: Readings, start: number, letters: string): number | null {
  let ways = new Set([0]);
  for (let at = start; at < readings.length && ways.size > 0; at += 1) {
    const next = new Set<number>();
    for (const from of ways)
      for (const length of takenBy(readings[at] ?? [], letters.slice(from))) next.add(from + length);
    if (next.has(letters.length)) return at + 1;
    ways = next;
  }
  return null;
}

/** How many of the letters a character may take. */
const takenBy = (readings: readonly string[], letters: string): number[] =>
  readings.flatMap((reading) => {
    if (reading.startsWith(letters)) return [1, letters.length];
    return reading[0] === letters[0] ? (letters.startsWith(reading) ? [1, reading.length] : [1]) : [];
  });
