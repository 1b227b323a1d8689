// The rounds of a line: the sides take turns, so that whatever disturbs the machine disturbs all of them.
import type { Measured } from "./figures.ts";
import type { Side } from "./line.ts";

/** Two rounds agree if their rates differ by no more than this share of the greater. */
const tolerated = 0.03;

export interface RoundsOptions {
  /** How many rounds count. */
  readonly rounds: number;
  /** How many rounds there are at most before them, to warm up. */
  readonly mostWarmUps: number;
  /** The time in milliseconds, from any start. */
  readonly clock: () => number;
  /** Called with the number of the round that begins, from 1; those to warm up are numbered by themselves. */
  readonly onRound: (round: number, isWarmUp: boolean) => void;
  /** Ends the rounds after the current one. */
  readonly signal: AbortSignal;
}

/** What came of the rounds. */
export interface Contested {
  /** In the order of the sides. */
  readonly measured: readonly Measured[];
  /** How many rounds it took to warm up. */
  readonly warmUps: number;
  /** The sides of which no two rounds had agreed when those rounds were used up: their figures may still rise. */
  readonly restless: readonly string[];
}

/**
 * Lets every side do every round, A B A B …. All of them go on to warm up until each has done two rounds, one after the
 * other, at the same rate: a server that is compiled while it runs may double its rate over many of them.
 */
export async function interleaved(sides: readonly Side[], options: RoundsOptions): Promise<Contested> {
  const { rounds, mostWarmUps, clock, onRound, signal } = options;

  async function turn(side: Side) {
    signal.throwIfAborted();
    const from = clock();
    const { done, times } = await side.round();
    const seconds = (clock() - from) / 1000;
    if (done === 0) throw new Error(`${side.name} did nothing in a round`);
    return { rate: done / seconds, times };
  }

  const last = new Map<Side, number>();
  const cold = new Set(sides);
  let warmUps = 0;
  while (cold.size > 0 && warmUps < mostWarmUps) {
    warmUps += 1;
    onRound(warmUps, true);
    for (const side of sides) {
      const { rate } = await turn(side);
      if (agree(rate, last.get(side) ?? 0)) cold.delete(side);
      last.set(side, rate);
    }
  }
  const measured = sides.map((side) => ({ side, rates: [] as number[], times: [] as (readonly number[])[] }));
  for (let round = 1; round <= rounds; round++) {
    onRound(round, false);
    for (const { side, rates, times } of measured) {
      const done = await turn(side);
      rates.push(done.rate);
      times.push(done.times);
    }
  }
  return { measured, warmUps, restless: [...cold].map(({ name }) => name) };
}

const agree = (one: number, other: number): boolean => Math.abs(one - other) <= tolerated * Math.max(one, other);
