// The policy runner: follows the facts that policies wait for and executes the commands that follow from them.
import { once } from "node:events";
import { type Identity, policies } from "@taizhang/domain";
import { type Logger, untilItWorks } from "@taizhang/process";
import type { EventLog } from "../event-log.ts";
import { Outage } from "../outage.ts";
import { UnreadableEvent } from "../unreadable-event.ts";
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
 * has one effect. The runner waits during outages. Where a policy needs an event that cannot be read, it stands still and
 * everything else goes on. If a policy is refused, it stops and logs an error, because an event that policies wait for
 * must never be skipped.
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

  async function run(): Promise<string | null> {
    try {
      const from = await patiently(() => log.checkpoint(checkpointName));
      for await (const followed of log.follow(from, { types, signal })) {
        if (followed.kind === "unreadable") throw followed.event;
        if (followed.kind !== "event") continue;
        const { event } = followed;
        await patiently(() => carryOutPolicies(event, executor, identity));
        await patiently(() => log.storeCheckpoint(checkpointName, event.position));
      }
      return null;
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof UnreadableEvent) {
        logger.error(
          { err: error },
          "policies need an event that cannot be read, and stand still until the next start",
        );
        await untilAborted(signal);
        return null;
      }
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

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
