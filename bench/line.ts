// A line of the benchmark: work that we do beside peers in turn, or a trial that is made once.
import type { Bound } from "./bound.ts";
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

/** What is compared: work per second, where more is better, or the middle duration, where less is. */
export type Measure = "rate" | "p50";

/** Somebody to be compared with. */
export interface Peer extends Side {
  /** `rate` if left out. */
  readonly by?: Measure;
  /** What our ratio to this peer ought to be. */
  readonly wanted?: Bound;
}

/** Something that was counted or timed without a peer. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly wanted?: Bound;
}

/** The sides of a line, ready to begin. */
export interface Contest {
  readonly ours: Side;
  /** The peers: the physical limit, or the same exchange with less behind it. */
  readonly peers: readonly Peer[];
  /** What can be said beside the rounds; asked for once they are over. */
  readonly beside?: () => Promise<readonly Finding[]>;
}

interface Named {
  /** Lines whose names begin alike can be asked for together: `appends` means three. */
  readonly name: string;
  /** True for what takes minutes and much room: it is run only if it is named, or with `--long`. */
  readonly isLong?: boolean;
}

/** One kind of work, repeated in rounds. */
export interface Rounds extends Named {
  /** What is counted. */
  readonly unit: string;
  /** Prepares everything that is not to be measured. */
  open(ground: Ground): Promise<Contest>;
}

/** Something that is too large to be repeated in rounds. */
export interface Trial extends Named {
  /** Makes the trial. `say` tells a person how far it has come. */
  make(ground: Ground, say: (words: string) => void): Promise<readonly Finding[]>;
}

export type Line = Rounds | Trial;
