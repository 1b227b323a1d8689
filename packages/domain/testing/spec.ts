// The form of a decision test: given these facts, a command yields those facts or that refusal.
import { expect } from "vitest";
import { type AnyAction, isRejection } from "../src/kernel/action.ts";
import type { Actor } from "../src/kernel/actor.ts";
import type { AnyAggregate, CommandOf, GivenOf } from "../src/kernel/aggregate.ts";
import type { AnyEvent, Fact } from "../src/kernel/event.ts";
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
      const state = facts.reduce(of.evolve, of.initial);
      const decide = () => action.decide(state, action.command.parse(command), actor, looked);
      return {
        /** Expects exactly these facts, and that each can be stored and read back unchanged. */
        yields(...expected: readonly Fact[]) {
          const decided = decide();
          expect(decided).toEqual(expected);
          for (const fact of isRejection(decided) ? [] : decided) expect(readBack(action, fact)).toEqual(fact.data);
        },
        changesNothing: () => expect(decide()).toEqual([]),
        /** Expects this refusal; with `detail` only if the test is about it. */
        rejects: (code: RejectionCode, detail?: string) =>
          expect(decide()).toMatchObject(detail === undefined ? { rejected: code } : { rejected: code, detail }),
      };
    },
  });
}

function readBack(action: AnyAction, fact: Fact): unknown {
  const type = action.events.find((each: AnyEvent) => each.type === fact.type);
  return type?.decode(type.version, JSON.parse(JSON.stringify(fact.data)));
}
