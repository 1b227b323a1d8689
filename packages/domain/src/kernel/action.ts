// What an action is: who may do it, the shape of its command, and the pure decision that turns a command into facts.
import type { z } from "zod";
import type { RejectionCode } from "../rejections.ts";
import type { Actor, Doer } from "./actor.ts";
import type { AnyEvent, FactOf, Sentence } from "./event.ts";
import { asSaid } from "./texts.ts";

/** A refusal 不予受理: why a command changes nothing. `detail` names the cause, such as the unknown names. */
export interface Rejection {
  readonly rejected: RejectionCode;
  readonly detail: string | null;
}

/** Makes a refusal. People read its sentence from `rejections.ts`, with the detail after it. */
export function reject(code: RejectionCode, detail: string | null = null): Rejection {
  return { rejected: code, detail };
}

/** True for a refusal, false for facts. */
export function isRejection(outcome: object): outcome is Rejection {
  return "rejected" in outcome;
}

/**
 * Who may do it. A role may be the whole right; that of a unit never is, because what is a unit's to do goes by what it is to
 * the target. So an action that is open to units says who may, or it does not compile.
 */
type Rights<Command, State> =
  | { readonly by: readonly Exclude<Doer, "unit">[]; readonly may?: undefined }
  | {
      /** The roles that it is open to. */
      readonly by: readonly Doer[];
      /**
       * The right to do it to the target: null, or the refusal. It is judged before anything else, so that who may not do it
       * is told so in whatever state the target is. It reads of the command what names the target, and nothing of the input.
       */
      may(state: State, target: NoInfer<Command>, actor: Actor): Rejection | null;
    };

// `decide` is declared as a method for the reason given at `EventSpec`.
interface ActionSpec<Events extends readonly AnyEvent[], Command, State, Given> {
  /** What is done, in words: for the documentation and the schema. */
  readonly title: Sentence;
  /** The shape of the command that a person sends. */
  readonly command: z.ZodType<Command>;
  /** A valid command, from which tests of the API, of rights and of rules make theirs. */
  readonly example: NoInfer<Command>;
  /** Every event the decision may state. */
  readonly events: Events;
  /**
   * The decision about somebody who may: facts, `[]` if what is asked for is already true, or a refusal. `given` is what the
   * shell looks up elsewhere (the roster, the notice). It is never sent by the person and is not part of the command's hash.
   */
  decide(state: State, command: Command, actor: Actor, given: Given): Rejection | readonly FactOf<Events[number]>[];
}

/** An action 动作. */
export interface Action<Events extends readonly AnyEvent[], Command, State, Given>
  extends ActionSpec<Events, Command, State, Given> {
  /** The roles that it is open to. To which targets is said by `may`. */
  readonly by: readonly Doer[];
  /** The right of an actor with such a role to do it to the target: null, or the refusal. `decide` asks it first. */
  may(state: State, target: Command, actor: Actor): Rejection | null;
  /**
   * The command as a person may say it: its texts are such as the ledger may keep. Policies repeat what facts hold, and are
   * held to `command` alone.
   */
  readonly said: z.ZodType<Command>;
}

/**
 * Declares an action. The bound on `Events` must not mention the state, or the compiler infers the state from it and
 * not from `decide`. `aggregate` checks that the events fit the state. If `decide` takes no `given`, it is void.
 */
export function action<const Events extends readonly AnyEvent[], Command, State, Given>(
  spec: ActionSpec<Events, Command, State, Given> & Rights<Command, State>,
): Action<Events, Command, State, unknown extends Given ? void : Given>;
export function action(
  spec: Omit<AnyAction, "said" | "may"> & { readonly may?: AnyAction["may"] | undefined },
): AnyAction {
  const may: AnyAction["may"] = (...of) => spec.may?.(...of) ?? null;
  return {
    ...spec,
    may,
    said: asSaid(spec.command),
    decide: (state, command, actor, given) => may(state, command, actor) ?? spec.decide(state, command, actor, given),
  };
}

/** Any action on a state, for code that treats all actions alike. */
// biome-ignore lint/suspicious/noExplicitAny: commands and givens are contravariant; no other bound accepts them all.
export type AnyAction<State = any> = Action<readonly AnyEvent[], any, State, any>;
