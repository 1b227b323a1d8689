// The sentence a decision test is: given these facts, when this command is given, then these facts, or this refusal.
import { expect } from "vitest";
import type { AnyAction } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { AnyAggregate, CommandOf, GivenOf } from "../src/kernel/aggregate.ts";
import type { Fact } from "../src/kernel/event.ts";
import type { RejectionCode } from "../src/rejections.ts";

/** Decision tests on an aggregate: `given(...facts).when(action, command, actor, given).yields(...facts)`. */
export function specification(of: AnyAggregate) {
  return (...facts: readonly Fact[]) => ({
    when<A extends AnyAction>(
      action: A,
      command: CommandOf<A>,
      actor: Actor,
      ...[looked]: GivenOf<A> extends void ? [] : [GivenOf<A>]
    ) {
      const decide = () =>
        action.decide(facts.reduce(of.evolve, of.initial), action.command.parse(command), actor, looked);
      return {
        yields: (...expected: readonly Fact[]) => expect(decide()).toEqual(expected),
        changesNothing: () => expect(decide()).toEqual([]),
        rejects: (code: RejectionCode) => expect(decide()).toMatchObject({ rejected: code }),
      };
    },
  });
}
