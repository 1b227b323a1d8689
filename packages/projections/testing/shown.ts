// Projects events into views in memory, and lists the documents of an index.
import type { StoredEvent } from "@taizhang/log";
import { digest, keysOf } from "../src/fold.ts";
import { memoryViews } from "../src/memory-views.ts";
import type { AnyReadModel, Documents } from "../src/read-model.ts";
import type { Views } from "../src/views.ts";

/** Projects events batch by batch into views, as the runner does. */
export async function projected(
  model: AnyReadModel,
  batches: readonly (readonly StoredEvent[])[],
  views: Views = memoryViews(),
): Promise<Views> {
  for (const events of batches) {
    const keys = keysOf(model, events);
    const [standing] = await views.look([{ model, keys }]);
    const { changes } = digest(model, new Map(keys.map((key, place) => [key, standing?.folds[place] ?? null])), events);
    const from = standing?.at.position ?? null;
    const to = { position: events.at(-1)?.position ?? from, live: true, stopped: false, mark: "log" };
    await views.commit([{ model, changes, from, to }]);
  }
  return views;
}

/** The documents of an index, in order, with their keys. */
export async function listed<Doc>(of: Documents<Doc>, events: readonly StoredEvent[], index: string) {
  const views = await projected(of.model, [events]);
  return (await views.list(of, index, { first: 100 })).value.items;
}
