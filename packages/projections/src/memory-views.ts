// The views in memory: for one machine without Redis, and for tests. They are rebuilt from the log at every start.
import { movesIn } from "./changes.ts";
import type { Documents } from "./read-model.ts";
import { type SortedIndex, sortedIndex } from "./sorted-index.ts";
import {
  type Answer,
  type Checkpoint,
  type Commit,
  type ModelRef,
  noCheckpoint,
  rebuilding,
  type Views,
} from "./views.ts";

interface Shelf {
  readonly docs: Map<string, unknown>;
  readonly indexes: Map<string, SortedIndex>;
  checkpoint: Checkpoint;
}

/** Views that live as long as the process. They return the documents themselves, not copies, so nobody may change them. */
export function memoryViews(): Views {
  /** By name, then by version. */
  const models = new Map<string, Map<number, Shelf>>();

  const shelfOf = ({ name, version }: ModelRef): Shelf | undefined => models.get(name)?.get(version);

  function newShelf({ name, version }: ModelRef): Shelf {
    const shelf: Shelf = { docs: new Map(), indexes: new Map(), checkpoint: noCheckpoint };
    models.set(name, (models.get(name) ?? new Map<number, Shelf>()).set(version, shelf));
    return shelf;
  }

  function answer<Value>({ model }: Documents<unknown>, value: (shelf: Shelf) => Value): Answer<Value> {
    const shelf = shelfOf(model);
    if (!shelf?.checkpoint.live) throw rebuilding(model);
    return { value: value(shelf), position: shelf.checkpoint.position, stopped: shelf.checkpoint.stopped };
  }

  const docIn = <Doc>(of: Documents<Doc>, shelf: Shelf, key: string): Doc | null =>
    of.read(shelf.docs.get(of.prefix + key) ?? null);

  function committed({ model, changes, from, to }: Commit): boolean {
    const shelf = shelfOf(model) ?? newShelf(model);
    if (shelf.checkpoint.position !== from) return false;
    const { gone, left, taken } = movesIn(changes);
    for (const key of gone) shelf.docs.delete(key);
    for (const { key, doc } of changes.after) shelf.docs.set(key, doc);
    for (const { index, sort, key } of left) {
      const listed = shelf.indexes.get(index);
      listed?.remove(sort, key);
      if (listed?.size() === 0) shelf.indexes.delete(index);
    }
    for (const { index, sort, key } of taken) {
      const listed = shelf.indexes.get(index) ?? sortedIndex();
      listed.add(sort, key);
      shelf.indexes.set(index, listed);
    }
    shelf.checkpoint = { ...to, live: to.live || shelf.checkpoint.live };
    return true;
  }

  return {
    get: async (of, key) => answer(of, (shelf) => docIn(of, shelf, key)),
    getMany: async (of, keys) => answer(of, (shelf) => keys.map((key) => docIn(of, shelf, key))),
    list: async (of, index, page) =>
      answer(of, (shelf) => {
        const { after } = page;
        const within = { ...page, ...(after ? { after: { ...after, key: of.prefix + after.key } } : {}) };
        const found = shelf.indexes.get(of.prefix + index)?.page(within);
        const { members, ...around } = found ?? { members: [], hasMore: false, hasPrevious: false };
        const items = members.map(({ key: kept, sort }) => {
          const key = kept.slice(of.prefix.length);
          return { key, sort, doc: of.read(shelf.docs.get(kept) ?? null) };
        });
        return { items, ...around };
      }),
    count: async (of, index, span) => answer(of, (shelf) => shelf.indexes.get(of.prefix + index)?.size(span) ?? 0),
    checkpoint: async (model) => shelfOf(model)?.checkpoint ?? noCheckpoint,
    look: async (looks) =>
      looks.map(({ model, keys }) => {
        const shelf = shelfOf(model);
        const folds = keys.map((key) => shelf?.docs.get(key) ?? null);
        return { at: shelf?.checkpoint ?? noCheckpoint, folds, isWhole: true };
      }),
    commit: async (commits) => commits.map(committed),
    async drop({ name, version }) {
      models.get(name)?.delete(version);
    },
    async dropOlder({ name, version }) {
      const versions = models.get(name);
      for (const older of [...(versions?.keys() ?? [])].filter((each) => each < version)) versions?.delete(older);
    },
    async close() {
      models.clear();
    },
  };
}
