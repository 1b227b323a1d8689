// Names of units by id, looked up once per request in as few questions as possible.
import { type DirectoryEntry, unitDirectory } from "@taizhang/projections";
import type { Context } from "../context.ts";

interface Batch {
  readonly ids: Set<string>;
  readonly found: Promise<ReadonlyMap<string, DirectoryEntry>>;
}

const batches = new WeakMap<Context, Batch>();

/** A unit or group by its id; null where the directory has none. Ids asked for in one go are looked up together. */
async function entryOf(context: Context, id: string): Promise<DirectoryEntry | null> {
  let batch = batches.get(context);
  if (!batch) {
    const ids = new Set<string>();
    batch = { ids, found: Promise.resolve().then(() => lookUp(context, ids)) };
    batches.set(context, batch);
  }
  batch.ids.add(id);
  return (await batch.found).get(id) ?? null;
}

/** The name of a unit or group; its id where the directory has none. */
export async function nameOf(context: Context, id: string): Promise<string> {
  return (await entryOf(context, id))?.name ?? id;
}

async function lookUp(context: Context, wanted: Set<string>): Promise<ReadonlyMap<string, DirectoryEntry>> {
  // Whoever asks from here on begins the next batch.
  batches.delete(context);
  const ids = [...wanted];
  const { value } = await context.views.getMany(unitDirectory, ids);
  return new Map(value.flatMap((entry, at) => (entry ? [[ids[at] ?? entry.id, entry] as const] : [])));
}
