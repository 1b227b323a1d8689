// Carries out policies: looks up what each policy needs, lets it react to an event, and executes its commands.
import {
  commandIdOf,
  deedOf,
  type Identity,
  isRejection,
  type LookedUp,
  type Needs,
  policies,
  policyActor,
} from "@taizhang/domain";
import type { StoredEvent } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import { isForbidden } from "../write/outcome.ts";

/**
 * Executes the commands that policies give for an event, if any. Doing so twice has no second effect. Throws if a command
 * is refused: a policy that cannot act must stop its runner.
 */
export async function carryOutPolicies(event: StoredEvent, executor: Executor, identity: Identity): Promise<void> {
  for (const policy of policies.filter((each) => each.on === event.fact.type)) {
    const needs = policy.needs(event);
    if (needs === null) continue;
    const actor = policyActor(policy, event);
    for (const order of policy.react(event, await lookUp(needs, executor), identity)) {
      const { of, action, id, command, given } = order;
      const deed = deedOf(order);
      const commandId = commandIdOf(identity, event.id, deed);
      const outcome = await executor.run(of, action, id, command, {
        actor,
        commandId,
        cause: event,
        given: () => given,
      });
      if (isRejection(outcome) || isForbidden(outcome)) {
        throw new Error(`the policy ${policy.name} was refused at ${deed}: ${JSON.stringify(outcome)}`);
      }
    }
  }
}

async function lookUp(needs: Needs, executor: Executor): Promise<LookedUp<Needs>> {
  const found = Object.entries(needs).map(async ([name, { of, id }]) => {
    const { state } = await executor.load(of, id);
    return [name, { id, state }] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}
