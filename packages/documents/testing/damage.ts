// Damage to a printed text: every kind of accident that can happen to one of its lines.

/** A text with one accident in it. */
export interface Variant {
  /** The line that was damaged, counted from 0. */
  readonly at: number;
  readonly lines: readonly string[];
  /** Where each line of the damaged text stood before, counted from 0. */
  readonly origins: readonly number[];
  /** The words that are gone, where some are. */
  readonly gone: string;
}

/** What happens to a line: undefined where it cannot happen to this one. */
type Accident = (lines: readonly string[], at: number, chance: number) => Variant | undefined;

/** The kinds of damage, in the order of the table. */
export const DAMAGES = ["delete", "double", "split", "join", "swap", "cut", "break off"] as const;
export type Damage = (typeof DAMAGES)[number];

/** The most characters that a cut takes out. */
const LONGEST_CUT = 4;

const isEmpty = (line: string) => line.trim() === "" && !line.includes("\t");

/** The damaged text where the lines from `at` on, `count` of them, are replaced by others with these origins. */
function replaced(
  lines: readonly string[],
  at: number,
  count: number,
  by: readonly { readonly line: string; readonly from: number }[],
  gone = "",
): Variant {
  const numbered = lines.map((line, from) => ({ line, from }));
  const all = [...numbered.slice(0, at), ...by, ...numbered.slice(at + count)];
  return { at, lines: all.map(({ line }) => line), origins: all.map(({ from }) => from), gone };
}

function pair(lines: readonly string[], at: number): readonly [string, string] | undefined {
  const one = lines[at] ?? "";
  const other = lines[at + 1] ?? "";
  return one.trim() === "" || other.trim() === "" ? undefined : [one, other];
}

const ACCIDENTS: Record<Damage, Accident> = {
  delete: (lines, at) => {
    const line = lines[at] ?? "";
    return isEmpty(line) ? undefined : replaced(lines, at, 1, [], line);
  },
  double: (lines, at) => {
    const line = lines[at] ?? "";
    return isEmpty(line)
      ? undefined
      : replaced(
          lines,
          at,
          1,
          [line, line].map((same) => ({ line: same, from: at })),
        );
  },
  split: (lines, at) => {
    const line = lines[at] ?? "";
    const words = line.trimStart();
    if (words.length < 4) return undefined;
    const middle = line.length - words.length + (words.length >> 1);
    return replaced(
      lines,
      at,
      1,
      [line.slice(0, middle), line.slice(middle)].map((half) => ({ line: half, from: at })),
    );
  },
  join: (lines, at) => {
    const both = pair(lines, at);
    return both && replaced(lines, at, 2, [{ line: both.join(""), from: at }]);
  },
  swap: (lines, at) => {
    const both = pair(lines, at);
    if (!both || both[0] === both[1]) return undefined;
    return replaced(lines, at, 2, [
      { line: both[1], from: at + 1 },
      { line: both[0], from: at },
    ]);
  },
  cut: (lines, at, chance) => {
    const line = lines[at] ?? "";
    if (line.trim().length < 2) return undefined;
    const from = chance % (line.length - 1);
    const to = Math.min(line.length, from + 1 + (Math.floor(chance / line.length) % LONGEST_CUT));
    return replaced(lines, at, 1, [{ line: line.slice(0, from) + line.slice(to), from: at }], line.slice(from, to));
  },
  "break off": (lines, at, chance) => {
    const line = lines[at] ?? "";
    if (line.trim().length < 2) return undefined;
    const from = 1 + (chance % (line.length - 1));
    return replaced(lines, at, 1, [{ line: line.slice(0, from), from: at }], line.slice(from));
  },
};

/** The line damaged in this way, if it can be; `seed` moves the places of cuts. */
export function damaged(kind: Damage, lines: readonly string[], at: number, seed = 1): Variant | undefined {
  return ACCIDENTS[kind](lines, at, scattered(at * 31 + seed));
}

/** A large number for each number, always the same and without a pattern. */
function scattered(number: number): number {
  let mixed = Math.imul(number + 0x9e37, 0x85ebca6b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
