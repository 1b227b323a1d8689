// A log of several thousand events as the product writes them: the story, and then months of reports from every unit.
import { randomUUID } from "node:crypto";
import { isRejection, task } from "@taizhang/domain";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { type EventLog, executor, identity, isForbidden } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { everything } from "@taizhang/log/testing/shell";
import { storyLog } from "@taizhang/test/support/story";
import type { After } from "./after.ts";

/** About how many events it contains. */
const wanted = 5000;
const atOnce = 16;

/** Starts an event store and fills it through the executor, so that all events are such as the product writes. */
export async function startBusyLog(after: After): Promise<EventLog> {
  // The drafts of the story are larger than EventStoreDB takes by default.
  const { url, stop } = await startEventStore({ flags: ["--max-append-bytes", String(8 << 20)] });
  after(stop);
  const log = esdbLog({ url });
  after(log.close);
  await storyLog(log);
  const { parts, events } = await openParts(log);
  const reporting = executor({ log, identity, usedCommand: async () => null });
  const left = Array.from({ length: Math.max(0, wanted - events) }, (_, n) => parts[n % parts.length]);
  const work = left.values();
  const reporter = async () => {
    for (const part of work) if (part) await report(reporting, part);
  };
  await Promise.all(Array.from({ length: atOnce }, reporter));
  return log;
}

/** A part in a task on which its unit may report. */
interface Part {
  readonly taskId: string;
  readonly unitId: string;
  readonly regionId: string;
}

async function openParts(log: EventLog): Promise<{ parts: Part[]; events: number }> {
  const all = await everything(log);
  const states = executor({ log, identity, usedCommand: async () => null });
  const taskIds = new Set(all.flatMap(({ meta }) => meta.taskId ?? []));
  const parts: Part[] = [];
  for (const taskId of taskIds) {
    const { state } = await states.load(task, taskId);
    for (const [unitId, part] of Object.entries(state.assignments))
      if (state.about && (part.state === "assigned" || part.state === "accepted"))
        parts.push({ taskId, unitId, regionId: state.about.regionId });
  }
  return { parts, events: all.length };
}

async function report(reporting: ReturnType<typeof executor>, { taskId, unitId, regionId }: Part): Promise<void> {
  const actor = {
    subjectId: "reporter",
    regionId,
    unitId,
    roles: ["unit" as const],
    onBehalfOf: null,
    at: "2021-12-31T01:00:00.000Z",
  };
  const progress = { text: "本月已按要求公开有关信息，并更新目录。" };
  const command = { unitId, reportedOn: "2021-12-31", progress, evidence: [] };
  const outcome = await reporting.run(task, "reportProgress", taskId, command, { actor, commandId: randomUUID() });
  if (isRejection(outcome) || isForbidden(outcome)) throw new Error(`a report was refused: ${JSON.stringify(outcome)}`);
}
