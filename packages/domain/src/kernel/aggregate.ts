// What an aggregate is: the state decisions read, and the actions that make up its life.
import type { RejectionCode } from "../rejections.ts";
import type { Action, AnyAction } from "./action.ts";
import type { FieldsOfAggregate } from "./changed-fields.ts";
import type { AnyEvent, Fact, FactOf } from "./event.ts";

/** What a stream is about. It is stored with every event, so that filters need no state. */
export interface Subject {
  readonly regionId: string;
  readonly planId: string | null;
  readonly taskId: string | null;
}

/** An aggregate: one stream per id, named `<name>-<id>`. */
export interface Aggregate<State, Actions extends Readonly<Record<string, AnyAction<State>>>> {
  readonly name: string;
  readonly initial: State;
  readonly actions: Actions;
  /** The refusal for an id that names nothing, or nothing in the actor's region. */
  readonly missing: RejectionCode;
  /** Every event of the aggregate by its type. */
  readonly events: ReadonlyMap<string, AnyEvent>;
  /** What its events change, field by field: the executor keeps it in their envelopes. */
  readonly fields: FieldsOfAggregate<State>;
  /** What the stream is about; null while nothing has happened in it. */
  readonly subject: (state: State, id: string) => Subject | null;
  /** The state after a fact; `revision` is the fact's place in the stream, from 0. */
  evolve(state: State, fact: Fact, revision: number): State;
}

type EventsOf<Actions> = {
  [Name in keyof Actions]: Actions[Name] extends { events: infer Events extends readonly AnyEvent[] }
    ? Events[number]
    : never;
}[keyof Actions];

/** The facts that can be in an aggregate's stream, inferred from its actions. */
export type FactsOf<A> = A extends { actions: infer Actions } ? FactOf<EventsOf<Actions>> : never;

/** Compile-time check: the actions, and every event they may state, work on the aggregate's state. */
type FitsState<State, Actions> =
  EventsOf<Actions> extends { evolve: (state: State, data: never, revision: number) => State }
    ? Actions[keyof Actions] extends {
        decide: (state: State, command: never, actor: never, given: never) => unknown;
        may: (state: State, target: never, actor: never) => unknown;
        open: (state: State, target: never, actor: never) => unknown;
      }
      ? unknown
      : never
    : never;

/** Declares an aggregate from its actions. Facts of other aggregates leave its state unchanged. */
export function aggregate<State, const Actions extends Readonly<Record<string, AnyAction<State>>>>(
  spec: Pick<Aggregate<State, Actions>, "name" | "initial" | "actions" | "missing" | "fields" | "subject"> &
    FitsState<State, Actions>,
): Aggregate<State, Actions> {
  const events = new Map<string, AnyEvent>();
  for (const { events: declared } of Object.values<AnyAction<State>>(spec.actions)) {
    for (const type of declared) events.set(type.type, type);
  }
  return {
    ...spec,
    events,
    evolve: (state, fact, revision) => events.get(fact.type)?.evolve(state, fact.data, revision) ?? state,
  };
}

/** The command of an action. */
export type CommandOf<A> = A extends Action<infer _Events, infer Command, infer _State, infer _Given> ? Command : never;

/** What the shell looks up for an action's decision; void if it needs nothing. */
export type GivenOf<A> = A extends Action<infer _Events, infer _Command, infer _State, infer Given> ? Given : never;

/** Any aggregate. */
// biome-ignore lint/suspicious/noExplicitAny: state and actions are invariant; no other bound accepts them all.
export type AnyAggregate = Aggregate<any, any>;

/** The name of an aggregate's stream. EventStoreDB takes the text before the first dash as the category. */
export function streamOf(of: Pick<AnyAggregate, "name">, id: string): string {
  return `${of.name}-${id}`;
}
