// A line of the benchmark: one kind of work, done by us and by each peer in turn.
import type { Ground } from "./ground.ts";

/** The result of one round. */
export interface Round {
  /** How often the work was done. */
  readonly done: number;
  /** How long each piece of work took, in milliseconds; empty if only the whole matters. */
  readonly times: readonly number[];
}

/** One of the sides that do the same work. */
export interface Side {
  readonly name: string;
  round(): Promise<Round>;
}

/** The sides of a line, ready to begin. */
export interface Contest {
  readonly ours: Side;
  /** The peers: the physical limit, or the same exchange with nothing behind it. */
  readonly peers: readonly Side[];
}

/** One kind of work. Lines whose names begin alike can be asked for together: `appends` means three. */
export interface Line {
  readonly name: string;
  /** What is counted. */
  readonly unit: string;
  /** Prepares everything that is not to be measured. */
  open(ground: Ground): Promise<Contest>;
}
