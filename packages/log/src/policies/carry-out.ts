// Carries out a policy's reaction to one event: what its runner does live, and the story does with its own clock.
import { commandIdOf, type Identity, isRejection } from "@taizhang/domain";
import type { StoredEvent } from "../event-log.ts";
import type { Executor } from "../write/execute.ts";
import { isForbidden } from "../write/outcome.ts";
import { policies } from "./index.ts";
import { policyActor } from "./policy.ts";

/**
 * Executes the commands that an event calls for; nothing where no policy waits for it. Doing so twice has no second
 * effect. Throws where a command is refused: a policy that cannot act must stop its runner, not be passed over.
 */
export async function carryOutPolicies(event: StoredEvent, executor: Executor, identity: Identity): Promise<void> {
  for (const policy of policies.filter((each) => each.on === event.fact.type)) {
    const actor = policyActor(policy, event);
    for (const { deed, run } of await policy.react(event, executor, identity)) {
      const outcome = await run(executor, { actor, commandId: commandIdOf(identity, event.id, deed), cause: event });
      if (isRejection(outcome) || isForbidden(outcome)) {
        throw new Error(`the policy ${policy.name} was refused at ${deed}: ${JSON.stringify(outcome)}`);
      }
    }
  }
}
