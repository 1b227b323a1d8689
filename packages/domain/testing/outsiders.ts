// Somebody without the right to an act is told so, whatever state the thing is in: tried for every act that goes by a relation.
import { expect, test } from "vitest";
import { denying } from "../src/denial/reasons.ts";
import { type AnyAction, isRejection } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { AnyAggregate } from "../src/kernel/aggregate.ts";
import type { Fact } from "../src/kernel/event.ts";
import type { RejectionCode } from "../src/rejections.ts";
import { actor, of as personOf, stranger } from "./people.ts";

/** A thing in all of its states, by name with the facts that lead to each, and the acts on it with their command in a state. */
export interface Tries {
  readonly of: AnyAggregate;
  readonly states: Readonly<Record<string, readonly Fact[]>>;
  readonly acts: Readonly<Record<string, readonly [action: AnyAction, commandIn: (state: string) => object]>>;
}

/** Those of the acts that units may do, each tried by somebody in every state: the refusal, or null. */
export function refusalsOf({ of, states, acts }: Tries, who: Actor): [act: string, (RejectionCode | null)[]][] {
  const units = Object.entries(acts).filter(([, [action]]) => action.by.includes("unit"));
  return units.map(([act, [action, commandIn]]) => [
    act,
    Object.entries(states).map(([name, facts]) => {
      const state = facts.reduce(of.evolve, of.initial);
      const command = action.command.parse(commandIn(name));
      const refusal = action.may(state, named(command), who);
      // Nobody gets as far as what is looked up.
      const decided = refusal && action.decide(state, command, who, undefined);
      expect(decided, "the right goes by what names the target, and is judged first").toEqual(refusal);
      return decided && isRejection(decided) ? decided.rejected : null;
    }),
  ]);
}

/** What of a command names its target. */
const named = ({ unitId, itemId }: { readonly unitId?: string; readonly itemId?: string }) => ({ unitId, itemId });

/** A unit that is nothing to the thing, and a person of no unit. */
const outsiders: readonly Actor[] = [personOf(stranger), actor("unit")];

/** Tests that such people are denied each act in every state, always alike: they learn nothing, and the attempt is recorded. */
export function testOutsiders(tries: Tries): void {
  test.each(outsiders)("whoever has nothing to do with it is denied every act in every state: $subjectId", (who) => {
    for (const [act, refusals] of refusalsOf(tries, who)) {
      const [first = null] = refusals;
      expect(first !== null && denying.has(first), `${act}: ${first}`).toBe(true);
      expect(new Set(refusals), act).toEqual(new Set([first]));
    }
  });
}
