// What an action is: who may do it, what it asks for, and the pure decision which facts follow.
import type { z } from "zod";
import type { RejectionCode } from "../rejections.ts";
import type { Actor, Doer } from "./actor.ts";
import type { AnyEvent, FactOf, Sentence } from "./event.ts";

/** A refusal 不予受理: why a command changes nothing. `detail` names what is meant, such as the unknown names. */
export interface Rejection {
  readonly rejected: RejectionCode;
  readonly detail: string | null;
}

/** Refuses. The sentence people read is in `rejections.ts`; the detail is put after it. */
export function reject(code: RejectionCode, detail: string | null = null): Rejection {
  return { rejected: code, detail };
}

/** Tells a refusal from facts. */
export function isRejection(outcome: object): outcome is Rejection {
  return "rejected" in outcome;
}

interface ActionSpec<Events extends readonly AnyEvent[], Command, State, Given> {
  /** What is done, in words: for the documentation and the schema. */
  readonly title: Sentence;
  /** Who may do it at all; what they may do it to is decided from the state. */
  readonly by: readonly Doer[];
  /** What the person says. */
  readonly command: z.ZodType<Command>;
  /** A command of this shape: tests of the API, of rights and of rules make theirs from it. */
  readonly example: NoInfer<Command>;
  /** Every event the decision may state. */
  readonly events: Events;
  /**
   * The decision: facts, `[]` where the wish is already true, or a refusal. `given` is what the shell looks up
   * elsewhere (the roster, the notice's bytes): it is never said by the person and not part of the command's identity.
   */
  readonly decide: (
    state: State,
    command: Command,
    actor: Actor,
    given: Given,
  ) => Rejection | readonly FactOf<Events[number]>[];
}

/** An action 动作. */
export interface Action<Events extends readonly AnyEvent[], Command, State, Given>
  extends ActionSpec<Events, Command, State, Given> {}

/**
 * Declares an action. The bound on `Events` must not mention the state, or inference fixes it before it looks at
 * `decide`; that the events fit the state is checked in `aggregate`.
 */
export function action<const Events extends readonly AnyEvent[], Command, State, Given = void>(
  spec: ActionSpec<Events, Command, State, Given>,
): Action<Events, Command, State, Given> {
  return spec;
}

/** Any action on a state, where only its being one matters. */
// biome-ignore lint/suspicious/noExplicitAny: commands and givens are contravariant; no other bound accepts them all.
export type AnyAction<State = any> = Action<readonly AnyEvent[], any, State, any>;
