// A policy: a pure function from one fact, and the states it asked for, to commands.
import type { DomainFact } from "../catalogue.ts";
import type { Identity } from "../identity.ts";
import type { AnyAction } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { AnyAggregate, CommandOf, GivenOf } from "../kernel/aggregate.ts";
import type { RecordedFact } from "../kernel/recorded-fact.ts";

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
  said: CommandOf<A["actions"][Name]>,
  ...[given]: GivenOf<A["actions"][Name]> extends void ? [] : [given: GivenOf<A["actions"][Name]>]
): PolicyCommand {
  return { of, action, id, command: said, given };
}

/** A policy 规则, with the type of its fact and of what it needs. */
export interface PolicyOn<Type extends DomainFact["type"], Needed extends Needs> {
  readonly name: string;
  /** The fact it waits for. */
  readonly on: Type;
  /** What must be looked up to react to the fact; null where nothing follows from it. */
  needs(event: RecordedFact<Extract<DomainFact, { readonly type: Type }>>): Needed | null;
  /** The commands that the fact calls for. The same fact may come again: the same command twice has one effect. */
  react(
    event: RecordedFact<Extract<DomainFact, { readonly type: Type }>>,
    given: LookedUp<Needed>,
    identity: Identity,
  ): readonly PolicyCommand[];
}

/** Any policy, as its runner sees it. */
export type Policy = PolicyOn<DomainFact["type"], Needs>;

/** What a command does to what. The id of the command is derived from this and from the fact. */
export const deedOf = ({ action, id }: Pick<PolicyCommand, "action" | "id">): string => `${action}/${id}`;

/** Declares a policy. Its reaction throws if it gives the same deed twice: the second would be taken for the first. */
export function policy<const Type extends DomainFact["type"], const Needed extends Needs>(
  spec: PolicyOn<Type, Needed>,
): PolicyOn<Type, Needed> {
  return {
    ...spec,
    react(event, looked, identity) {
      const commands = spec.react(event, looked, identity);
      const given = new Set<string>();
      const twice = commands.map(deedOf).find((deed) => given.size === given.add(deed).size);
      if (twice !== undefined) throw new Error(`the policy ${spec.name} gives ${twice} twice because of one fact`);
      return commands;
    },
  };
}

/** The actor of a policy: it acts in its own name, on behalf of whoever set it off, at the time of the cause. */
export function policyActor({ name }: Pick<Policy, "name">, { meta }: Pick<RecordedFact, "meta">): Actor {
  return {
    subjectId: `policy:${name}`,
    regionId: meta.regionId,
    unitId: null,
    roles: ["policy"],
    onBehalfOf: { subjectId: meta.actor.subjectId, unitId: meta.actor.unitId },
    at: meta.happenedAt,
  };
}
