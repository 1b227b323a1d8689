// A line of the benchmark: one kind of work, done by us and by each peer in turn.
import type { Ground } from "./ground.ts";

/** What one round brought. */
export interface Round {
  /** How often the work was done. */
  readonly done: number;
  /** How long each piece of it took, in milliseconds; none where only the whole is of interest. */
  readonly times: readonly number[];
}

/** One of those who do the same work. */
export interface Side {
  readonly name: string;
  round(): Promise<Round>;
}

/** Those who do the work of a line, ready to begin. */
export interface Contest {
  readonly ours: Side;
  /** The physical limit, or the same exchange with nothing behind it. */
  readonly peers: readonly Side[];
}

/** One kind of work. Those whose names begin alike are asked for together: `appends` is three. */
export interface Line {
  readonly name: string;
  /** What is counted. */
  readonly unit: string;
  /** Gets everything ready that is not to be measured. */
  open(ground: Ground): Promise<Contest>;
}
