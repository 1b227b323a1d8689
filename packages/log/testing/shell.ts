// What tests run commands with: a log in memory, an executor on it, and policies that are carried out on demand.
import { now } from "@taizhang/domain/testing/people";
import { identity } from "../src/event-id.ts";
import type { EventLog, StoredEvent } from "../src/event-log.ts";
import { memoryLog } from "../src/memory/memory-log.ts";
import { carryOutPolicies } from "../src/policies/carry-out.ts";
import { executor } from "../src/write/execute.ts";
import type { Executor } from "../src/write/executor.ts";

export { identity };

/** A log in memory whose clock stands still. */
export const emptyLog = () => memoryLog(() => now);

/** Everything a log holds, in order. */
export async function everything(log: EventLog): Promise<StoredEvent[]> {
  const ended = new AbortController();
  const events: StoredEvent[] = [];
  for await (const received of log.follow(null, { signal: ended.signal })) {
    if (received.kind === "event") events.push(received.event);
    if (received.kind === "caughtUp") ended.abort();
  }
  return events;
}

/** An executor on a log. It finds used commands by reading the whole log; production asks a read model. */
export function processOn(log: EventLog): Executor {
  return executor({
    log,
    identity,
    async usedCommand(regionId, commandId) {
      const used = (await everything(log)).find(
        ({ meta }) => meta.regionId === regionId && meta.commandId === commandId,
      );
      return used ? { stream: used.stream, hash: used.meta.commandHash } : null;
    },
  });
}

/** Carries out the policies on every event of the log, from the first; doing so again has no effect. */
export async function letPoliciesAct(log: EventLog, process: Executor): Promise<void> {
  for (const event of await everything(log)) await carryOutPolicies(event, process, identity);
}
