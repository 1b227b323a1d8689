// The policy runner: follows the facts that policies wait for and executes the commands that follow from them.
import { type Identity, policies } from "@taizhang/domain";
import { type Logger, untilItWorks } from "@taizhang/process";
import { type EventLog, holds, LogReplaced, type Place, placeOf } from "../event-log.ts";
import { Outage } from "../outage.ts";
import type { Executor } from "../write/executor.ts";
import { carryOutPolicies } from "./carry-out.ts";

/** What the policy runner works with. */
export interface PolicyRunnerParts {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly identity: Identity;
  readonly logger: Logger;
}

/** A policy runner at work. */
export interface PolicyRunner {
  /** Resolves when it has ended: null after `stop`, else why it could not go on. */
  readonly ended: Promise<string | null>;
  stop(): Promise<void>;
}

/** The name its checkpoint has in the log. */
const checkpointName = "policies";

/**
 * Starts the policy runner. Its checkpoint is in the log. The same event carried out twice, or by two runners at once,
 * has one effect. The runner waits during outages. If a policy is refused, it stops and logs an error, because an event
 * that policies wait for must never be skipped.
 */
export function startPolicyRunner({ log, executor, identity, logger }: PolicyRunnerParts): PolicyRunner {
  const stopping = new AbortController();
  const { signal } = stopping;
  const types = [...new Set(policies.map((policy) => policy.on))];
  const patiently = <Value>(work: () => Promise<Value>) =>
    untilItWorks(work, {
      passes: (error) => error instanceof Outage,
      onFailure: (error, delayMs) =>
        logger.warn({ err: error, delayMs }, "a policy cannot be carried out yet; trying again"),
      signal,
    });

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

  async function run(): Promise<string | null> {
    try {
      const from = await patiently(beginning);
      for await (const followed of log.follow(from, { types, signal })) {
        if (followed.kind !== "event") continue;
        const { event } = followed;
        await patiently(() => carryOutPolicies(event, executor, identity));
        await patiently(() => log.storeCheckpoint(checkpointName, placeOf(event)));
      }
      return null;
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof LogReplaced) return run();
      logger.error({ err: error }, "a policy could not be carried out; the policies stand still");
      return `the policies stand still: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  const ended = run();
  return {
    ended,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
