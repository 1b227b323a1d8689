// Carries out policies: looks up what each policy needs, lets it react to an event, and executes its commands.
import {
  deedOf,
  type Identity,
  isRejection,
  type LookedUp,
  type Needs,
  ownCommandId,
  type PolicyCommand,
  policies,
  policyActor,
  type Rejection,
} from "@taizhang/domain";
import type { StoredEvent } from "../event-log.ts";
import type { Executor } from "../write/executor.ts";
import { type Forbidden, isForbidden } from "../write/outcome.ts";
import { tasksOfPlan } from "../write/plan-as-it-stands.ts";

/** A command of a policy was refused. What the policy did before it stands. */
export class PolicyRefused extends Error {
  override readonly name = "PolicyRefused";
  readonly policy: string;
  readonly order: PolicyCommand;
  readonly outcome: Rejection | Forbidden;

  constructor(policy: string, order: PolicyCommand, outcome: Rejection | Forbidden) {
    super(`the policy ${policy} was refused at ${deedOf(order)}: ${JSON.stringify(outcome)}`);
    this.policy = policy;
    this.order = order;
    this.outcome = outcome;
  }
}

/**
 * Executes the commands that policies give for an event, if any. Doing so twice has no second effect. Throws `PolicyRefused`
 * if a command is refused.
 */
export async function carryOutPolicies(event: StoredEvent, executor: Executor, identity: Identity): Promise<void> {
  for (const policy of policies.filter((each) => each.on === event.fact.type)) {
    const needs = policy.needs(event);
    if (needs === null) continue;
    const actor = policyActor(policy, event);
    const given = await lookUp(needs, executor);
    const about = policy.tasksOf === undefined ? undefined : given[policy.tasksOf];
    const tasks = about === undefined ? [] : await tasksOfPlan(executor, identity, about);
    for (const order of policy.react(event, given, identity, tasks)) {
      const { of, action, id, command, given } = order;
      const commandId = ownCommandId(event.id, deedOf(order));
      const outcome = await executor.run(of, action, id, command, {
        actor,
        commandId,
        cause: event,
        given: () => given,
      });
      if (isRejection(outcome) || isForbidden(outcome)) throw new PolicyRefused(policy.name, order, outcome);
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
