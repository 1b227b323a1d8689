// The views in memory: for one machine without Redis, and for tests. They are rebuilt from the log at every start.
import type { IndexEntry } from "./read-model.ts";
import { type SortedIndex, sortedIndex } from "./sorted-index.ts";
import {
  type Answer,
  type Checkpoint,
  type KeptDoc,
  type ModelOf,
  type ModelRef,
  noCheckpoint,
  rebuilding,
  type Views,
} from "./views.ts";

interface Shelf {
  readonly docs: Map<string, KeptDoc>;
  readonly indexes: Map<string, SortedIndex>;
  checkpoint: Checkpoint;
}

/** Views that live as long as the process. Documents are handed out as they are kept: nobody changes them. */
export function memoryViews(): Views {
  /** By name, then by version. */
  const models = new Map<string, Map<number, Shelf>>();

  const shelfOf = ({ name, version }: ModelRef): Shelf | undefined => models.get(name)?.get(version);

  function newShelf({ name, version }: ModelRef): Shelf {
    const shelf: Shelf = { docs: new Map(), indexes: new Map(), checkpoint: noCheckpoint };
    models.set(name, (models.get(name) ?? new Map<number, Shelf>()).set(version, shelf));
    return shelf;
  }

  function answer<Value>(model: ModelRef, value: (shelf: Shelf) => Value): Answer<Value> {
    const shelf = shelfOf(model);
    if (!shelf?.checkpoint.live) throw rebuilding(model);
    return { value: value(shelf), position: shelf.checkpoint.position, stopped: shelf.checkpoint.stopped };
  }

  // A document of this model: only `commit` writes under the model, and only what the model itself has made.
  const docIn = <Doc>(_model: ModelOf<Doc>, shelf: Shelf, key: string) => (shelf.docs.get(key)?.doc ?? null) as Doc;

  const unlist = (shelf: Shelf, entries: readonly IndexEntry[], key: string) => {
    for (const { index, sort } of entries) {
      const listed = shelf.indexes.get(index);
      listed?.remove(sort, key);
      if (listed?.size() === 0) shelf.indexes.delete(index);
    }
  };

  const list = (shelf: Shelf, entries: readonly IndexEntry[], key: string) => {
    for (const { index, sort } of entries) {
      const listed = shelf.indexes.get(index) ?? sortedIndex();
      listed.add(sort, key);
      shelf.indexes.set(index, listed);
    }
  };

  return {
    get: async (model, key) => answer(model, (shelf) => docIn(model, shelf, key)),
    getMany: async (model, keys) => answer(model, (shelf) => keys.map((key) => docIn(model, shelf, key))),
    list: async (model, index, page) =>
      answer(model, (shelf) => {
        const members = shelf.indexes.get(index)?.page(page) ?? [];
        const items = members.slice(0, page.first);
        return {
          items: items.map(({ key, sort }) => ({ key, sort, doc: docIn(model, shelf, key) })),
          hasMore: members.length > items.length,
        };
      }),
    count: async (model, index) => answer(model, (shelf) => shelf.indexes.get(index)?.size() ?? 0),
    checkpoint: async (model) => shelfOf(model)?.checkpoint ?? noCheckpoint,
    current: async (model, keys) => keys.map((key) => shelfOf(model)?.docs.get(key)?.doc ?? null),
    async commit(model, { kept, gone }, from, to) {
      const shelf = shelfOf(model) ?? newShelf(model);
      if (shelf.checkpoint.position !== from) return false;
      for (const key of [...gone, ...kept.map((doc) => doc.key)]) {
        unlist(shelf, shelf.docs.get(key)?.entries ?? [], key);
        shelf.docs.delete(key);
      }
      for (const doc of kept) {
        shelf.docs.set(doc.key, doc);
        list(shelf, doc.entries, doc.key);
      }
      shelf.checkpoint = { ...to, live: to.live || shelf.checkpoint.live };
      return true;
    },
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
