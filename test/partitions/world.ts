// What happens around the partitions of a simulation: chance that can be repeated, turns taken by all that is at work, and crashes.
import { setImmediate } from "node:timers/promises";
import { drawing } from "@taizhang/proofs/testing/archives";

/** A process was ended here. What it had stored stays, what it knew is gone, and nobody got its answer. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** A step between two things that a process does: others may come first, and it may be killed there. */
export type Step = (name: string) => Promise<void>;

/** How a world goes on. */
export interface World {
  /** A whole number below this one. */
  readonly draw: (below: number) => number;
  /** A step that is never the last. */
  readonly turn: () => Promise<void>;
  /** Some such steps, fewer than this many. */
  readonly pause: (below: number) => Promise<void>;
  /** A step that ends its process once in so many times. */
  readonly dangerous: (onceIn: number) => Step;
  /** How often a process was ended, by step. */
  readonly crashes: ReadonlyMap<string, number>;
}

/** The same seed makes the same world: nothing in it waits for a clock or a device. */
export function world(seed: number): World {
  const draw = drawing(seed);
  const crashes = new Map<string, number>();
  const turn = async () => {
    for (let left = draw(3); left >= 0; left--) await setImmediate();
  };
  return {
    draw,
    turn,
    async pause(below) {
      for (let left = draw(below); left > 0; left--) await turn();
    },
    crashes,
    dangerous: (onceIn) => async (name) => {
      await turn();
      if (draw(onceIn) > 0) return;
      crashes.set(name, (crashes.get(name) ?? 0) + 1);
      throw new Crash(`killed ${name}`);
    },
  };
}
