// A policy: a pure function from one fact, and the states it asked for, to commands.
import type { DomainFact } from "../catalogue.ts";
import type { Identity } from "../identity.ts";
import type { AnyAction } from "../kernel/action.ts";
import { type Actor, policySubject } from "../kernel/actor.ts";
import type { AnyAggregate, CommandOf, FactsOf, GivenOf } from "../kernel/aggregate.ts";
import type { RecordedFact } from "../kernel/recorded-fact.ts";
import type { plan } from "../plan/index.ts";
import type { TaskAsItStands } from "../task/task-as-it-stands.ts";

/** What a policy needs looked up: aggregates by their ids, under names that the policy chooses. */
export type Needs = Readonly<Record<string, { readonly of: AnyAggregate; readonly id: string }>>;

/** What was looked up: the id and the state of each aggregate, under the same names. */
export type LookedUp<Needed extends Needs> = {
  readonly [Name in keyof Needed]: { readonly id: string; readonly state: Needed[Name]["of"]["initial"] };
};

/** A command of a policy, and what its decision is given. Made by `command`, which keeps the types together. */
export interface PolicyCommand {
  readonly of: AnyAggregate;
  readonly action: string;
  readonly id: string;
  readonly command: CommandOf<AnyAction>;
  readonly given: GivenOf<AnyAction>;
}

/** Makes a command to an aggregate. */
export function command<A extends AnyAggregate, Name extends keyof A["actions"] & string>(
  of: A,
  action: Name,
  id: string,
  input: CommandOf<A["actions"][Name]>,
  ...[given]: GivenOf<A["actions"][Name]> extends void ? [] : [given: GivenOf<A["actions"][Name]>]
): PolicyCommand {
  return { of, action, id, command: input, given };
}

/**
 * The facts that policies may wait for: those of a plan, which is parked if a policy is refused, and those by which a unit
 * gets a part in a task. What follows from the latter must follow from `PlanResumed` too, for the whole plan: while it is
 * parked such a fact is passed over, and nobody goes back to it.
 */
type Trigger = FactsOf<typeof plan>["type"] | "UnitsAssigned" | "GroupExpanded" | "AssignmentHandedOver";

/** The fact that a policy reacts to, with its revision in its stream. */
export type Cause<Type extends DomainFact["type"]> = RecordedFact<Extract<DomainFact, { readonly type: Type }>> & {
  readonly revision: number;
};

/** A policy 规则, with the type of its fact and of what it needs. */
export interface PolicyOn<Type extends DomainFact["type"], Needed extends Needs> {
  readonly name: string;
  /** The fact it waits for. */
  readonly on: Type;
  /** What must be looked up to react to the fact; null if nothing follows from it. */
  needs(event: Cause<Type>): Needed | null;
  /** The name of a plan in what it needs, all tasks of which are looked up as well; left out, none are. */
  readonly tasksOf?: string;
  /**
   * The commands that follow from the fact. The same fact may come again: the same command twice has one effect. `tasks` are
   * those of the plan that `tasksOf` names, in the order of its rows.
   */
  react(
    event: Cause<Type>,
    given: LookedUp<Needed>,
    identity: Identity,
    tasks: readonly TaskAsItStands[],
  ): readonly PolicyCommand[];
}

/** Any policy, as its runner sees it. */
export type Policy = PolicyOn<DomainFact["type"], Needs>;

/** Names what a command does to which target. The command's id is derived from this and from the fact's id. */
export const deedOf = ({ action, id }: Pick<PolicyCommand, "action" | "id">): string => `${action}/${id}`;

/**
 * Declares a policy. Its reaction throws if two of its commands do the same to the same aggregate: they would have one
 * id, and the second would be taken for a repetition of the first.
 */
export function policy<const Type extends Trigger, const Needed extends Needs>(
  spec: PolicyOn<Type, Needed> & { readonly tasksOf?: keyof Needed & string },
): PolicyOn<Type, Needed> {
  return {
    ...spec,
    react(event, looked, identity, tasks) {
      const commands = spec.react(event, looked, identity, tasks);
      const given = new Set<string>();
      const twice = commands.map(deedOf).find((deed) => given.size === given.add(deed).size);
      if (twice !== undefined) throw new Error(`the policy ${spec.name} gives ${twice} twice for one fact`);
      return commands;
    },
  };
}

/** A policy as an actor: in its own name, on behalf of the person whose act it reacts to, at the time of that act. */
export function policyActor({ name }: Pick<Policy, "name">, { meta }: Pick<RecordedFact, "meta">): Actor {
  return {
    subjectId: policySubject(name),
    regionId: meta.regionId,
    unitId: null,
    roles: ["policy"],
    onBehalfOf: { subjectId: meta.actor.subjectId, unitId: meta.actor.unitId },
    at: meta.happenedAt,
  };
}
