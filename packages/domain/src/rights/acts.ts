// What somebody may do to a thing now 可办事项, told before there is any input.
import type { AnyAction, Rejection } from "../kernel/action.ts";
import { isRejection } from "../kernel/action.ts";
import { type Actor, has } from "../kernel/actor.ts";
import type { AnyAggregate } from "../kernel/aggregate.ts";
import type { Sentence } from "../kernel/event.ts";
import { type Names, targetNamed } from "../kernel/target.ts";

/** An act on a thing: the action, and why it cannot be done now. */
export interface Act {
  readonly name: string;
  readonly title: Sentence;
  /** Null if the right and the state allow it. */
  readonly refusal: Rejection | null;
}

/**
 * The acts on a thing that are open to the actor's roles, in the order of the thing's life. Left out is what would change nothing,
 * whatever the command says. `names` are the ways in which commands name the thing; `{}` is what the stream itself is about.
 *
 * What is told goes by the right, and then by the state. So a refusal is final: every such command is refused by it, but for one that
 * repeats what is so already. Without a refusal nothing about the actor or the state of the thing forbids the act. The command can
 * still be refused by what it says (a day, an amount, another unit) and by what is looked up for it (the roster, the
 * notice), and it may change nothing.
 */
export function actsOn(of: AnyAggregate, state: AnyAggregate["initial"], names: readonly Names[], actor: Actor): Act[] {
  return actsBy(of, actor, (action) => {
    const targets = names.flatMap((each) => targetNamed(action.naming, each) ?? []);
    return targets.map((target) => action.may(state, target, actor) ?? action.open(state, target, actor));
  });
}

/** The acts of an aggregate that make something new and are open to the actor's roles, in the state of the stream that they are sent to. */
export function beginningsIn(of: AnyAggregate, state: AnyAggregate["initial"], actor: Actor): Act[] {
  return actsBy(of, actor, (action) => (action.naming === null ? [action.open(state, {}, actor)] : []));
}

type Standing = ReturnType<AnyAction["open"]>;

/** The acts of the actor's roles, by how each stands: in no way, or in one. */
function actsBy(of: AnyAggregate, actor: Actor, standings: (action: AnyAction) => readonly Standing[]): Act[] {
  return Object.entries<AnyAction>(of.actions).flatMap(([name, action]) => {
    if (!action.by.some((doer) => has(actor, doer))) return [];
    return standings(action).flatMap((standing) =>
      standing === null || isRejection(standing) ? [{ name, title: action.title, refusal: standing }] : [],
    );
  });
}
