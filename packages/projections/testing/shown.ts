// What a model shows after some events: the documents by key, and the keys in each index.
import type { StoredEvent } from "@taizhang/log";
import { digest, keysOf } from "../src/fold.ts";
import { memoryViews } from "../src/memory-views.ts";
import type { AnyReadModel } from "../src/read-model.ts";
import type { ModelOf, Views } from "../src/views.ts";

/** Projects events batch by batch into views, as the runner does. */
export async function projected(
  model: AnyReadModel,
  batches: readonly (readonly StoredEvent[])[],
  views: Views = memoryViews(),
): Promise<Views> {
  let from = (await views.checkpoint(model)).position;
  for (const events of batches) {
    const keys = keysOf(model, events);
    const folds = await views.current(model, keys);
    const { changes } = digest(model, new Map(keys.map((key, place) => [key, folds[place] ?? null])), events);
    const position = events.at(-1)?.position ?? from;
    await views.commit(model, changes, from, { position, live: true, stopped: false, logId: "log" });
    from = position;
  }
  return views;
}

/** The keys that stand in an index, in order, with their documents. */
export async function listed<Doc>(model: ModelOf<Doc>, events: readonly StoredEvent[], index: string) {
  const views = await projected(model, [events]);
  return (await views.list(model, index, { first: 100 })).value.items;
}
