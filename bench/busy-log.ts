// A log of several thousand events as the product writes them: the story, and then months of reports from every unit.
import { task } from "@taizhang/domain";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { type EventLog, executor, identity } from "@taizhang/log";
import { type EsdbLog, esdbLog } from "@taizhang/log/esdb";
import { everything } from "@taizhang/log/testing/shell";
import { storyLog } from "@taizhang/test/support/story";
import type { After } from "./after.ts";
import { type Part, reporter } from "./report.ts";

/** About how many events it contains. */
const wanted = 5000;
const atOnce = 16;

/** Starts an event store and fills it through the executor, so that all events are such as the product writes. */
export async function startBusyLog(after: After): Promise<EsdbLog> {
  // The drafts of the story are larger than EventStoreDB takes by default.
  const { url, stop } = await startEventStore({ flags: ["--max-append-bytes", String(8 << 20)] });
  after(stop);
  const log = esdbLog({ url });
  after(log.close);
  await storyLog(log);
  const { parts, events } = await openParts(log);
  const report = reporter(log, "2021-12-31T01:00:00.000Z");
  const left = Array.from({ length: Math.max(0, wanted - events) }, (_, n) => parts[n % parts.length]);
  const work = left.values();
  const working = async () => {
    for (const part of work) if (part) await report(part);
  };
  await Promise.all(Array.from({ length: atOnce }, working));
  return log;
}

async function openParts(log: EventLog): Promise<{ parts: Part[]; events: number }> {
  const all = await everything(log);
  const states = executor({ log, identity, usedCommand: async () => null });
  const taskIds = new Set(all.flatMap(({ meta }) => meta.taskId ?? []));
  const parts: Part[] = [];
  for (const taskId of taskIds) {
    const { state } = await states.load(task, taskId);
    for (const [unitId, part] of Object.entries(state.assignments))
      if (state.about && (part.state === "assigned" || part.state === "accepted") && part.ownerlessSince === null)
        parts.push({ taskId, unitId, regionId: state.about.regionId });
  }
  return { parts, events: all.length };
}
