// From rounds to figures: medians, so that one disturbed round does not matter.
import type { Measure } from "./line.ts";

/** The middle of some numbers, half-way between the middle two if their count is even. Throws if there are none. */
export function median(numbers: readonly number[]): number {
  const middle = (numbers.length - 1) / 2;
  return (inOrder(numbers, Math.floor(middle)) + inOrder(numbers, Math.ceil(middle))) / 2;
}

/** The smallest number that this share of them, from 0 to 1, does not exceed. Throws if there are none. */
export function percentile(numbers: readonly number[], share: number): number {
  return inOrder(numbers, Math.ceil(share * (numbers.length - 1)));
}

function inOrder(numbers: readonly number[], place: number): number {
  const found = numbers.toSorted((a, b) => a - b)[place];
  if (found === undefined) throw new Error("no figure can be made of no numbers");
  return found;
}

/** What was measured for one side, over all rounds that count. */
export interface Measured {
  /** Work per second, round by round. */
  readonly rates: readonly number[];
  /** Every single duration, in milliseconds, round by round. */
  readonly times: readonly (readonly number[])[];
}

/** One side in figures. */
export interface Figure {
  readonly name: string;
  readonly perSecond: number;
  /** Milliseconds; null if single durations were not measured. */
  readonly p50: number | null;
  readonly p99: number | null;
}

export function figureOf(name: string, { rates, times }: Measured): Figure {
  const all = times.flat();
  const of = (share: number) => (all.length === 0 ? null : percentile(all, share));
  return { name, perSecond: median(rates), p50: of(0.5), p99: of(0.99) };
}

/** Our figure in relation to the peer's, 1 for the same: the median of the ratios of the rounds; so drift cancels out. */
export function ratioOf(ours: Measured, peer: Measured, by: Measure): number {
  const [us, them] = [ours, peer].map((side) =>
    by === "rate" ? side.rates : side.times.map((round) => percentile(round, 0.5)),
  );
  return median((us ?? []).map((figure, round) => figure / (them?.[round] ?? Number.NaN)));
}
