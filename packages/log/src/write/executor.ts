// The executor as the rest of the system sees it: it takes commands, and gives the states of aggregates.
import type { Actor, AnyAction, AnyAggregate, CommandOf, GivenOf, RecordedFact } from "@taizhang/domain";
import { LogUnavailable, type Position } from "../event-log.ts";
import { Outage } from "../outage.ts";
import type { Outcome } from "./outcome.ts";

/** A stream as folded so far. */
export interface Folded<State> {
  readonly state: State;
  /** The revision of the last event that is in the state; -1 if the stream is empty. */
  readonly revision: number;
  readonly position: Position | null;
}

/**
 * Looks up what a decision needs from elsewhere; called with the current state, and only if something must be decided: not for
 * somebody who may not, and not where the state is not open for it.
 */
export type Lookup<Given, State> = (state: State) => Given | Promise<Given>;

/** The last parameter of functions that pass a command on: required if the action's decision needs something. */
export type LookupOf<A extends AnyAggregate, Name extends keyof A["actions"]> =
  GivenOf<A["actions"][Name]> extends void
    ? [given?: Lookup<GivenOf<A["actions"][Name]>, A["initial"]>]
    : [given: Lookup<GivenOf<A["actions"][Name]>, A["initial"]>];

/** How a command came about. */
export interface Circumstances<Given, State> {
  readonly actor: Actor;
  readonly commandId: string;
  /** The event that made a policy act. */
  readonly cause?: Pick<RecordedFact, "id" | "meta">;
  readonly given?: Lookup<Given, State>;
  /**
   * Ends the command if it is not at the store yet: it rejects with the signal's reason, and stores nothing. What has been
   * sent to the store goes on.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Takes commands to aggregates, and gives their states. */
export interface Executor {
  /**
   * Gives a command to an aggregate. Throws `Malformed` if the command does not fit the action's shape, `LogUnavailable`
   * if the log does not answer, `OutcomeUnknown` if it does not answer the append, `Overloaded` if too many commands wait,
   * `Contended` if others kept changing the stream, and `ClockDoubted` if the clock is not believed (not for a command that
   * is stored already). It also throws if a denied attempt cannot be recorded, so that nobody can try unseen while the log
   * is away.
   */
  run<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
    of: A,
    name: Name,
    id: string,
    command: CommandOf<A["actions"][Name]>,
    circumstances: Circumstances<GivenOf<A["actions"][Name]>, A["initial"]>,
  ): Promise<Outcome>;
  /** The state of an aggregate, folded up to the end of its stream. */
  load<A extends AnyAggregate>(of: A, id: string, signal?: AbortSignal): Promise<Folded<A["initial"]>>;
}

/** What a shape finds wrong. */
type Faults = NonNullable<ReturnType<AnyAction["command"]["safeParse"]>["error"]>;

/** The input does not fit the shape of the action's command. It carries what was said and its faults, so that any language can explain them. */
export class Malformed extends Error {
  override readonly name = "Malformed";
  readonly said: unknown;
  readonly faults: Faults;

  constructor(said: unknown, faults: Faults) {
    super(faults.message, { cause: faults });
    this.said = said;
    this.faults = faults;
  }
}

/** The log did not answer the append: whether the command was stored shows when it is sent again with the same id. */
export class OutcomeUnknown extends LogUnavailable {
  override readonly name: string = "OutcomeUnknown";
}

/** Others kept changing the stream first. The command had no effect and may be sent again. */
export class Contended extends Outage {
  override readonly name = "Contended";
}
