// What somebody may do to a thing now 可办事项, told before there is any input.
import type { AnyAction, Rejection } from "../kernel/action.ts";
import { isRejection } from "../kernel/action.ts";
import { type Actor, has } from "../kernel/actor.ts";
import type { AnyAggregate } from "../kernel/aggregate.ts";
import type { Sentence } from "../kernel/event.ts";
import { type Names, targetNamed } from "../kernel/target.ts";
import type { PlanStanding } from "../plan/plan-now.ts";

/** An act on a thing: the action, and why it cannot be done now. */
export interface Act {
  readonly name: string;
  readonly title: Sentence;
  /** Null if the right, the state and the plan that it is asked by allow it. */
  readonly refusal: Rejection | null;
}

/** How a thing stands. */
export interface Standing extends Partial<PlanStanding> {
  /** The state of its stream. */
  readonly state: AnyAggregate["initial"];
}

/**
 * The acts on a thing that are open to the actor's roles, in the order of the thing's life. Left out is what would change nothing,
 * whatever the command says. `names` are the ways in which commands name the thing; `{}` is what the stream itself is about.
 *
 * What is told goes by the right, then by the state, and then by the plan that it is asked by. So a refusal is final: every such command is refused by it, but for one that
 * repeats what is so already. Without a refusal nothing about the actor, the state of the thing or its plan forbids the act. The command can
 * still be refused by what it says (a day, an amount, another unit) and by what is looked up for it (the roster, the
 * notice), and it may change nothing.
 */
export function actsOn(of: AnyAggregate, { state, plan }: Standing, names: readonly Names[], actor: Actor): Act[] {
  return actsBy(of, actor, (action) => {
    const targets = names.flatMap((each) => targetNamed(action.naming, each) ?? []);
    const byPlan = plan ? action.byPlan({ plan }) : null;
    return targets.map((target) => action.may(state, target, actor) ?? action.open(state, target, actor) ?? byPlan);
  });
}

/** True if the plan matters to something that the actor's roles may do. */
export const goByPlan = (of: AnyAggregate, actor: Actor): boolean =>
  Object.values<AnyAction>(of.actions).some(({ by, goesByPlan }) => goesByPlan && by.some((doer) => has(actor, doer)));

/** The acts of an aggregate that make something new and are open to the actor's roles, in the state of the stream that they are sent to. */
export function beginningsIn(of: AnyAggregate, state: AnyAggregate["initial"], actor: Actor): Act[] {
  return actsBy(of, actor, (action) => (action.naming === null ? [action.open(state, {}, actor)] : []));
}

type Outcome = ReturnType<AnyAction["open"]>;

/** The acts of the actor's roles, by how each stands: in no way, or in one. */
function actsBy(of: AnyAggregate, actor: Actor, standings: (action: AnyAction) => readonly Outcome[]): Act[] {
  return Object.entries<AnyAction>(of.actions).flatMap(([name, action]) => {
    if (!action.by.some((doer) => has(actor, doer))) return [];
    return standings(action).flatMap((standing) =>
      standing === null || isRejection(standing) ? [{ name, title: action.title, refusal: standing }] : [],
    );
  });
}
