// The policy runner: follows the facts that policies wait for and does what follows from them.
import { keepRunning, type Running, untilItWorks } from "@taizhang/process";
import { type EventLog, holds, LogReplaced, type Place, placeOf, type StoredEvent } from "../event-log.ts";
import { Outage } from "../outage.ts";
import { type FollowUpParts, followedUp, followUps, isFollowedUp } from "./follow-up.ts";

/** What the policy runner works with. */
export interface PolicyRunnerParts extends FollowUpParts {
  readonly log: EventLog;
}

/**
 * The name its checkpoint has in the log. Older builds used another, so that a new one goes over every plan once: it then
 * makes the units of each owe their completion reports.
 */
const checkpointName = "policies/3";

/**
 * Starts the policy runner. Its checkpoint is in the log. The same event carried out twice, or by two runners at once,
 * has one effect. The runner waits during outages. Where a plan can be neither served nor parked, because its stream
 * cannot be read, everything else goes on, and the plan is tried again at the next start: the checkpoint then stays before
 * its first fact that waits.
 */
export const startPolicyRunner = (parts: PolicyRunnerParts): Running =>
  keepRunning((signal) => carryOutAll(parts, signal), { failed: "the policies stand still", logger: parts.logger });

async function carryOutAll({ log, ...parts }: PolicyRunnerParts, signal: AbortSignal): Promise<void> {
  const { logger } = parts;
  const followUp = followUps({ log, ...parts });
  const stuck = new Set<string>();
  const patiently = <Value>(work: () => Promise<Value>) =>
    untilItWorks(work, {
      passes: (error) => error instanceof Outage,
      onFailure: (error, delayMs) =>
        logger.warn({ err: error, delayMs }, "a policy cannot be carried out yet; trying again"),
      signal,
    });

  /** Does what follows from a fact, unless its plan is stuck. */
  async function take(event: StoredEvent): Promise<void> {
    const { stream } = event;
    if (stuck.has(stream)) return;
    try {
      await patiently(() => followUp(event));
    } catch (error) {
      if (signal.aborted) throw error;
      standStill(stream, error);
    }
  }

  function standStill(stream: string, error: unknown): void {
    stuck.add(stream);
    logger.error({ err: error, stream }, "a plan can be neither served by the policies nor parked; it stands still");
  }

  /**
   * Where to go on. A checkpoint of events that the log does not hold comes from before a restore: a runner that was at work
   * meanwhile stored it. Then all is gone through again, because nobody knows what it stands for.
   */
  async function beginning(): Promise<Place | null> {
    const stored = await log.checkpoint(checkpointName);
    if (stored === null || (await holds(log, stored))) return stored;
    logger.warn(
      { position: `${stored.position}` },
      "the checkpoint of the policies is not of this log; beginning anew",
    );
    return null;
  }

  async function follow(): Promise<void> {
    try {
      const from = await patiently(beginning);
      for await (const followed of log.follow(from, { types: followedUp, signal })) {
        if (followed.kind === "unreadable") standStill(followed.event.stream, followed.event);
        if (followed.kind !== "event") continue;
        const { event } = followed;
        if (!isFollowedUp(event)) continue;
        await take(event);
        if (stuck.size === 0) await patiently(() => log.storeCheckpoint(checkpointName, placeOf(event)));
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof LogReplaced)) throw error;
      await follow();
    }
  }

  await follow();
}

/** True once policies have carried out what follows from every fact that is in the log now. */
export async function policiesAreDone(
  log: Pick<EventLog, "checkpoint" | "follow">,
  signal: AbortSignal,
): Promise<boolean> {
  const stored = await log.checkpoint(checkpointName);
  const looking = new AbortController();
  const ending = AbortSignal.any([signal, looking.signal]);
  try {
    for await (const followed of log.follow(stored, { types: followedUp, signal: ending })) {
      if (followed.kind === "caughtUp") return true;
      if (followed.kind === "checkpoint") continue;
      if (followed.kind === "unreadable" || isFollowedUp(followed.event)) return false;
    }
    return false;
  } finally {
    looking.abort();
  }
}
