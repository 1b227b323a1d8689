// How long the tests of faults try, and the random numbers they try with.

const isFull = process.env["EVENTSTORE_TEST_FAULTS"] === "full";

/** A number of trials: few as a rule, many with `EVENTSTORE_TEST_FAULTS=full`. */
export const trials = (quick: number, full: number): number => (isFull ? full : quick);

/** The seed of all random numbers; a failure names it, and `EVENTSTORE_TEST_SEED` sets it. */
const seed = Number(process.env["EVENTSTORE_TEST_SEED"] ?? Date.now() % 2 ** 31);

/** Added to what a test expects, so that a failure tells how to repeat it. */
export const repeatWith = `repeat with EVENTSTORE_TEST_SEED=${seed}`;

/** Numbers from 0 to below 1, the same for the same seed and name. */
export function chance(name: string): () => number {
  let state = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed);
  return () => {
    // The generator known as splitmix32.
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from the first to the last, both included. */
export const between = (random: () => number, first: number, last: number): number =>
  first + Math.floor(random() * (last - first + 1));
