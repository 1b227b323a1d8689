// Golden samples: one stored event of every type and version, taken from the story of the seeds.
import { eventTypes, memoryLog, type StoredEvent } from "@taizhang/domain";
import { everything, storyLog } from "../../test/support/story.ts";

/** Where the sample of an event type's current version is kept. */
export const goldenFile = (type: string, version: number): string => `test/golden/events/${type}.v${version}.json`;

/** The samples by file: data and metadata as the log stores them. Throws if an event type has no sample. */
export async function goldenSamples(): Promise<Map<string, string>> {
  const samples = new Map<string, string>();
  const events = await everything(await storyLog(memoryLog(() => "2026-01-01T00:00:00.000Z")));
  for (const event of events) {
    const file = goldenFile(event.fact.type, event.meta.schemaVersion);
    if (!samples.has(file)) samples.set(file, stored(event));
  }
  const imported = events.find((event) => event.fact.type === "PlanImported");
  // A draft is stored in several events only if its notice is far longer than those of the seeds.
  if (imported?.fact.type === "PlanImported") {
    const fact = { type: "PlanRowsImported" as const, data: { tasks: imported.fact.data.tasks.slice(0, 1) } };
    samples.set(goldenFile(fact.type, 1), stored({ ...imported, fact }));
  }
  const missing = [...eventTypes.values()]
    .map(({ type, version }) => goldenFile(type, version))
    .filter((file) => !samples.has(file));
  if (missing.length > 0) throw new Error(`no event of the story is a sample for ${missing.join(", ")}`);
  return samples;
}

const stored = ({ fact, meta }: Pick<StoredEvent, "fact" | "meta">): string =>
  `${JSON.stringify({ type: fact.type, data: fact.data, metadata: meta }, null, 2)}\n`;
