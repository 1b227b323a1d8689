// What an action is: who may do it, the shape of its command, and the pure decision that turns a command into facts.
import type { z } from "zod";
import type { RejectionCode } from "../rejections.ts";
import type { Actor, Doer } from "./actor.ts";
import type { AnyEvent, FactOf, Sentence } from "./event.ts";
import { type Naming, namingIn, type TargetOf } from "./target.ts";
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

/** The outcome where what is asked for is so already: no facts. */
export type Unchanged = readonly [];
export const unchanged: Unchanged = [];

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
       * is told so in whatever state the target is.
       */
      may(state: State, target: TargetOf<NoInfer<Command>>, actor: Actor): Rejection | null;
    };

/** What a decision goes on from: what its action found open. */
type Found<Opened> = Exclude<Opened, Rejection | Unchanged>;

// The steps are declared as methods for the reason given at `EventSpec`.
interface ActionSpec<Events extends readonly AnyEvent[], Command, State, Given, Opened extends object> {
  /** What is done, in words: for the documentation and the schema. */
  readonly title: Sentence;
  /** The shape of the command that a person sends. */
  readonly command: z.ZodType<Command>;
  /** A valid command, from which tests of the API, of rights and of rules make theirs. */
  readonly example: NoInfer<Command>;
  /** Every event the decision may state. */
  readonly events: Events;
  /**
   * Whether it can be done to the target as things stand, whatever else the command says: what the decision goes on from, the
   * refusal, or `unchanged` if nothing is left to do. It sees of the command what names the target, so that it can be asked
   * before there is any input.
   */
  open(state: State, target: TargetOf<NoInfer<Command>>, actor: Actor): Opened;
  /**
   * True if the command asks for what is so already, as a repeated one does, though the state is not open for it any more:
   * then it changes nothing, instead of being refused. Left out where `open` and the decision see that.
   */
  already?(state: State, command: NoInfer<Command>, actor: Actor): boolean;
  /**
   * The refusal by the plan that it is asked by, whatever else the command says; null where that lets it be asked. It sees of what is
   * looked up the plan, so that it can be asked before there is any input. Left out where the plan does not matter.
   */
  byPlan?(given: NoInfer<Given>): Rejection | null;
  /**
   * The decision about somebody who may, on what is open: facts, `[]` if what is asked for is already true, or a refusal that
   * goes by what the command says. `given` is what the shell looks up elsewhere (the roster, the notice). It is never sent by
   * the person and is not part of the command's hash.
   */
  decide(
    opened: NoInfer<Found<Opened>>,
    command: Command,
    actor: Actor,
    given: Given,
  ): Rejection | readonly FactOf<Events[number]>[];
}

/** An action 动作. Its steps in order: who may do it, whether the state is open for it, and the plan, and what the command does. */
export interface Action<Events extends readonly AnyEvent[], Command, State, Given> {
  readonly title: Sentence;
  readonly command: z.ZodType<Command>;
  readonly example: NoInfer<Command>;
  readonly events: Events;
  /** The roles that it is open to. To which targets is said by `may`. */
  readonly by: readonly Doer[];
  /** How its commands name their targets; null if it makes something new. */
  readonly naming: Naming | null;
  /** The right of an actor with such a role to do it to the target: null, or the refusal. */
  may(state: State, target: TargetOf<Command>, actor: Actor): Rejection | null;
  /**
   * Whether somebody who may can do it to the target as things stand: null, the refusal, or `unchanged` if nothing is left to
   * do. What null promises is said at `actsOn`.
   */
  open(state: State, target: TargetOf<Command>, actor: Actor): Rejection | Unchanged | null;
  /** The refusal by the plan that it is asked by; null where that lets it be asked, or does not matter. */
  byPlan(given: Given): Rejection | null;
  /** True if the plan that it is asked by matters. */
  readonly goesByPlan: boolean;
  /** The outcome of a command that needs no decision, because of the right or of the state; null if it must be decided. */
  foregone(state: State, command: Command, actor: Actor): Rejection | Unchanged | null;
  /** The outcome of a command: the foregone one, if there is one, else what is decided. */
  decide(state: State, command: Command, actor: Actor, given: Given): Rejection | readonly FactOf<Events[number]>[];
  /**
   * The command as a person may say it: its texts are such as the ledger may keep. Policies repeat what facts hold, and are
   * held to `command` alone.
   */
  readonly said: z.ZodType<Command>;
}

/** True for the outcome of something that is so already. */
const isUnchanged = (opened: object): opened is Unchanged => Array.isArray(opened) && opened.length === 0;

/**
 * Declares an action. The bound on `Events` must not mention the state, or the compiler infers the state from it and
 * not from `open`. `aggregate` checks that the events fit the state. If `decide` takes no `given`, it is void.
 */
export function action<const Events extends readonly AnyEvent[], Command, State, Given, Opened extends object>(
  spec: ActionSpec<Events, Command, State, Given, Opened> & Rights<Command, State>,
): Action<Events, Command, State, unknown extends Given ? void : Given>;
export function action({
  title,
  by,
  command,
  example,
  events,
  ...steps
}: ActionSpec<readonly AnyEvent[], unknown, unknown, unknown, object> & Rights<unknown, unknown>): AnyAction {
  const may: AnyAction["may"] = (state, target, actor) => steps.may?.(state, target, actor) ?? null;
  const opened = (state: unknown, said: object, actor: Actor): object =>
    steps.already?.(state, said, actor) ? unchanged : steps.open(state, said, actor);
  const byPlan = (given: unknown): Rejection | null => steps.byPlan?.(given) ?? null;
  const barred = (found: object): Rejection | Unchanged | null => {
    if (isUnchanged(found)) return found;
    return isRejection(found) ? found : null;
  };
  return {
    ...{ title, by, command, example, events, may, byPlan, naming: namingIn(command), said: asSaid(command) },
    goesByPlan: steps.byPlan !== undefined,
    open: (state, target, actor) => barred(steps.open(state, target, actor)),
    foregone: (state, said, actor) => may(state, said, actor) ?? barred(opened(state, said, actor)),
    decide(state, said, actor, given) {
      const denied = may(state, said, actor);
      if (denied) return denied;
      const found = opened(state, said, actor);
      return barred(found) ?? byPlan(given) ?? steps.decide(found, said, actor, given);
    },
  };
}

/** Any action on a state, for code that treats all actions alike. */
// biome-ignore lint/suspicious/noExplicitAny: commands and givens are contravariant; no other bound accepts them all.
export type AnyAction<State = any> = Action<readonly AnyEvent[], any, State, any>;
