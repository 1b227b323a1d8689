// The outcome of a command: a receipt, a refusal, or that the actor has none of the roles for it.
import type { Doer, Rejection } from "@taizhang/domain";
import type { Position } from "../event-log.ts";

/** The receipt of an accepted command. `unchanged` means that nothing was stored, because the wish was already true. */
export interface Receipt {
  readonly outcome: "done" | "unchanged";
  readonly commandId: string;
  readonly stream: string;
  /** The revision of the last event that the command stored; if it stored none, that of the stream (-1: empty). */
  readonly revision: number;
  /** The position of that event: a query with it as `atLeast` includes the effect. Null if the stream is empty. */
  readonly position: Position | null;
  readonly eventIds: readonly string[];
}

/** The actor has none of the roles that the action is open to. */
export interface Forbidden {
  readonly forbidden: readonly Doer[];
}

/** What became of a command. */
export type Outcome = Receipt | Rejection | Forbidden;

/** True for a missing role, false for a receipt or a refusal. */
export function isForbidden(outcome: object): outcome is Forbidden {
  return "forbidden" in outcome;
}
