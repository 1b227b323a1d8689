// The rounds of a line: the sides take turns, so that whatever disturbs the machine disturbs all of them.
import type { Measured } from "./figures.ts";
import type { Side } from "./line.ts";

export interface RoundsOptions {
  /** How many rounds count; one more before them is to warm up. */
  readonly rounds: number;
  /** The time in milliseconds, from any start. */
  readonly clock: () => number;
  /** Called with the number of the round that begins; 0 is the warm-up. */
  readonly onRound: (round: number) => void;
  /** Ends the rounds after the current one. */
  readonly signal: AbortSignal;
}

/** Lets every side do every round, A B A B …; gives what was measured in the order of the sides. */
export async function interleaved(
  sides: readonly Side[],
  { rounds, clock, onRound, signal }: RoundsOptions,
): Promise<Measured[]> {
  const measured = sides.map((side) => ({ side, rates: [] as number[], times: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    onRound(round);
    for (const { side, rates, times } of measured) {
      signal.throwIfAborted();
      const from = clock();
      const { done, times: taken } = await side.round();
      const seconds = (clock() - from) / 1000;
      if (done === 0) throw new Error(`${side.name} did nothing in a round`);
      if (round === 0) continue;
      rates.push(done / seconds);
      for (const time of taken) times.push(time);
    }
  }
  return measured;
}
