// What comes of a command: a receipt, a refusal, or that the actor lacks every role for it.
import type { Doer, Rejection } from "@taizhang/domain";
import type { Position } from "../event-log.ts";

/** What a command did. `unchanged` means that the wish was already true: nothing was stored. */
export interface Receipt {
  readonly outcome: "done" | "unchanged";
  readonly commandId: string;
  readonly stream: string;
  /** The revision of the last event the command stored; of the stream where it stored none, -1 for an empty one. */
  readonly revision: number;
  /** Its position in the log: ask for it with `atLeast` to see the effect. Null where the stream is empty. */
  readonly position: Position | null;
  readonly eventIds: readonly string[];
}

/** The actor lacks every role that opens the action. */
export interface Forbidden {
  readonly forbidden: readonly Doer[];
}

export type Outcome = Receipt | Rejection | Forbidden;

/** Tells a missing role from a receipt or a refusal. */
export function isForbidden(outcome: object): outcome is Forbidden {
  return "forbidden" in outcome;
}
