// The shell a test runs commands in: real hashes, a log in memory, an executor, and the policies carried out at once.
import { createHash } from "node:crypto";
import { v5 } from "uuid";
import type { Identity } from "../src/identity.ts";
import { eventIdOf } from "../src/identity.ts";
import type { EventLog, StoredEvent } from "../src/log/event-log.ts";
import { type Executor, executor } from "../src/log/execute.ts";
import { memoryLog } from "../src/log/memory-log.ts";
import { carryOutPolicies } from "../src/policies/carry-out.ts";
import { now } from "./people.ts";

/** UUIDs of version 5 and SHA-256, as in production; but in another namespace. */
export const identity: Identity = {
  uuid: (name) => v5(Buffer.from(name, "utf8"), v5.URL),
  hash: (text) => createHash("sha256").update(text).digest("hex"),
};

/** A log in memory whose clock stands still. */
export const emptyLog = () => memoryLog(() => now);

/** Everything a log holds, in order. */
export async function everything(log: EventLog): Promise<StoredEvent[]> {
  const ended = new AbortController();
  const events: StoredEvent[] = [];
  for await (const heard of log.follow(null, { signal: ended.signal })) {
    if (heard.kind === "event") events.push(heard.event);
    if (heard.kind === "caughtUp") ended.abort();
  }
  return events;
}

/** A process on a log: it finds used commands by reading the whole log, where production asks a read model. */
export function processOn(log: EventLog): Executor {
  return executor({
    log,
    identity,
    async usedCommand(commandId) {
      const used = (await everything(log)).find(({ meta }) => meta.commandId === commandId);
      return used ? { stream: used.stream, hash: used.meta.commandHash } : null;
    },
  });
}

/** Carries out the policies on every event of the log, from the first; doing so again has no effect. */
export async function letPoliciesAct(log: EventLog, process: Executor): Promise<void> {
  for (const event of await everything(log)) await carryOutPolicies(event, process, identity);
}

/** Writes facts into a stream as they are, without a decision: how a test begins in the middle of a story. */
export async function begin(
  log: EventLog,
  stream: string,
  facts: readonly StoredEvent["fact"][],
  meta: StoredEvent["meta"],
) {
  const events = facts.map((fact, place) => ({ id: eventIdOf(identity, stream, meta.commandId, place), fact, meta }));
  const appended = await log.append(stream, -1, events);
  if (typeof appended === "string") throw new Error(`${stream} cannot begin: ${appended}`);
}
