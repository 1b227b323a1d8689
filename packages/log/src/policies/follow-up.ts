// What follows from a fact of a plan: its policies are carried out, or the plan is parked.
import {
  type Identity,
  isRejection,
  ownCommandId,
  type Parked,
  plan,
  policies,
  policyActor,
  waitsParked,
} from "@taizhang/domain";
import type { Logger } from "@taizhang/process";
import type { EventLog, StoredEvent } from "../event-log.ts";
import { Outage } from "../outage.ts";
import { UnreadableEvent } from "../unreadable-event.ts";
import type { Executor } from "../write/executor.ts";
import { isForbidden } from "../write/outcome.ts";
import { carryOutPolicies, PolicyRefused } from "./carry-out.ts";

/** What a follow-up works with. */
export interface FollowUpParts {
  readonly log: Pick<EventLog, "read">;
  readonly executor: Executor;
  readonly identity: Identity;
  readonly logger: Logger;
}

/** The types of the facts from which something follows. */
export const followedUp: readonly string[] = [...new Set([...policies.map((policy) => policy.on), "PlanResumed"])];

/**
 * Makes the function that does what follows from a fact. If a policy is refused, its plan is parked 搁置: what follows from
 * this fact and from later ones of the plan waits for the fact `PlanResumed`, and is then tried in order. Doing it twice, or
 * in two processes at once, has one effect. Rejects with an `Outage` where it may be tried again, and with another error
 * where the plan cannot even be parked.
 */
export function followUps({ log, executor, identity, logger }: FollowUpParts): (event: StoredEvent) => Promise<void> {
  return async (event) => {
    const { planId } = event.meta;
    if (planId === null) return;
    if (event.fact.type === "PlanResumed") {
      for await (const waiting of log.read(event.stream, event.fact.data.revision)) {
        if (waiting.revision >= event.revision || !(await succeeds(planId, waiting, event))) return;
      }
      return;
    }
    const { state } = await executor.load(plan, planId);
    if (!waitsParked(state, event.revision)) await succeeds(planId, event, event);
  };

  /**
   * Carries out the policies of a fact; false if the plan was parked instead. `cause` is why it is tried: the fact itself, or
   * that the plan is resumed.
   */
  async function succeeds(planId: string, event: StoredEvent, cause: StoredEvent): Promise<boolean> {
    try {
      await carryOutPolicies(event, executor, identity);
      return true;
    } catch (error) {
      if (error instanceof Outage) throw error;
      logger.error({ err: error, planId }, "a policy could not be carried out; its plan is parked until it is resumed");
      await park(planId, cause, whatFailed(event, error));
      return false;
    }
  }

  async function park(planId: string, cause: StoredEvent, parked: Parked): Promise<void> {
    const outcome = await executor.run(plan, "parkPlan", planId, parked, {
      actor: policyActor({ name: parked.policy }, cause),
      commandId: ownCommandId(cause.id, `parkPlan/${planId}`),
      cause,
    });
    if (isRejection(outcome) || isForbidden(outcome)) {
      throw new Error(`the plan ${planId} could not be parked: ${JSON.stringify(outcome)}`);
    }
  }
}

const detailBound = 2000;

const nameOf = (error: unknown): string | null => (error instanceof Error ? error.name : null);

function whatFailed({ fact, revision }: StoredEvent, error: unknown): Parked {
  if (!(error instanceof PolicyRefused)) {
    const policy = policies.find(({ on }) => on === fact.type)?.name ?? fact.type;
    // The log of the process has the rest: what a failure says is for operators.
    const detail = error instanceof UnreadableEvent ? `EVENT_UNREADABLE ${error.position}` : nameOf(error);
    return { revision, policy, action: null, title: null, targetId: null, code: null, detail };
  }
  const { policy, order, outcome } = error;
  const { action, id } = order;
  const { rejected, detail } = isRejection(outcome) ? outcome : { rejected: "FORBIDDEN", detail: null };
  return {
    revision,
    policy,
    action,
    title: order.of.actions[action].title,
    targetId: id,
    code: rejected,
    detail: detail?.slice(0, detailBound) ?? null,
  };
}
