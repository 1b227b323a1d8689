// What follows from a fact of a plan or of its tasks: its policies are carried out, or the plan is parked.
import {
  type Identity,
  isRejection,
  ownCommandId,
  type Parked,
  plan,
  policies,
  policyActor,
  streamOf,
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

/** The types of the facts from which something may follow. */
export const followedUp: readonly string[] = [...new Set([...policies.map((policy) => policy.on), "PlanResumed"])];

/** True for a fact from which something follows. */
export const isFollowedUp = (event: StoredEvent): boolean =>
  event.fact.type === "PlanResumed" ||
  policies.some((policy) => policy.on === event.fact.type && policy.needs(event) !== null);

/**
 * Makes the function that does what follows from a fact. If a policy is refused, its plan is parked 搁置: what follows from
 * this fact and from later ones of the plan waits for the fact `PlanResumed`, and is then tried in order. Facts of tasks are
 * passed over while their plan is parked: what follows from them follows from `PlanResumed` as well. Doing it twice, or
 * in two processes at once, has one effect. Rejects with an `Outage` where it may be tried again, and with another error
 * where the plan cannot even be parked.
 */
export function followUps({ log, executor, identity, logger }: FollowUpParts): (event: StoredEvent) => Promise<void> {
  return async (event) => {
    const { planId } = event.meta;
    if (planId === null) return;
    if (event.fact.type === "PlanResumed") {
      for await (const waiting of log.read(event.stream, { from: event.fact.data.revision })) {
        if (waiting.revision >= event.revision) break;
        if (!(await succeeds(planId, waiting, event))) return;
      }
    }
    const { state, revision } = await executor.load(plan, planId);
    // Nothing that is in the plan's stream by now waits for a fact of one of its tasks.
    const place = event.stream === streamOf(plan, planId) ? event.revision : revision + 1;
    if (!waitsParked(state, place)) await succeeds(planId, event, event, place);
  };

  /**
   * Carries out the policies of a fact; false if the plan was parked instead. `cause` is why it is tried: the fact itself, or
   * that the plan is resumed. `place` is the revision of the plan's stream from which on everything waits then.
   */
  async function succeeds(
    planId: string,
    event: StoredEvent,
    cause: StoredEvent,
    place = event.revision,
  ): Promise<boolean> {
    try {
      await carryOutPolicies(event, executor, identity);
      return true;
    } catch (error) {
      if (error instanceof Outage) throw error;
      logger.error({ err: error, planId }, "a policy could not be carried out; its plan is parked until it is resumed");
      await park(planId, cause, whatFailed(event, error, place));
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

function whatFailed({ fact }: StoredEvent, error: unknown, revision: number): Parked {
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
