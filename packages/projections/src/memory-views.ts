// The views in memory: for one machine without Redis, and for tests.
import { movesIn } from "./changes.ts";
import type { Documents } from "./read-model.ts";
import { type SortedIndex, sortedIndex } from "./sorted-index.ts";
import {
  type Answer,
  type Beside,
  type Checkpoint,
  type Commit,
  type ModelRef,
  noCheckpoint,
  type Page,
  type PageOf,
  type ReadBeside,
  rebuilding,
  type Views,
} from "./views.ts";

interface Shelf {
  readonly docs: Map<string, unknown>;
  readonly indexes: Map<string, SortedIndex>;
  checkpoint: Checkpoint;
}

/** A part of what views in memory keep. That of a model comes before its documents and its indexes. */
export type KeptPart =
  | { readonly model: ModelRef; readonly at: Checkpoint }
  | { readonly key: string; readonly doc: unknown }
  | { readonly index: string; readonly members: readonly (readonly [sort: string, key: string])[] };

/** Views in memory, which can tell all that they keep and be given it again. */
export interface MemoryViews extends Views {
  /** How many times something was changed. What `parts` gives belongs together only while this stays. */
  changeCount(): number;
  /** Everything, in pieces of moderate size. */
  parts(): Iterable<KeptPart>;
  /** Takes back a model, whole, which must not be there yet. Throws if the first part does not say of which model the others are. */
  take(parts: readonly KeptPart[]): void;
}

/** How many members of an index are in one part. */
const membersInPart = 500;

/** Views that live as long as the process. They return the documents themselves, not copies, so nobody may change them. */
export function memoryViews(): MemoryViews {
  let changes = 0;
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

  function list<Doc>(of: Documents<Doc>, index: string, page: PageOf): Answer<Page<Doc>> {
    return answer(of, (shelf) => {
      const { after } = page;
      const within = { ...page, ...(after ? { after: { ...after, key: of.prefix + after.key } } : {}) };
      const found = shelf.indexes.get(of.prefix + index)?.page(within);
      const { members, ...around } = found ?? { members: [], hasMore: false, hasPrevious: false };
      const items = members.map(({ key: kept, sort }) => {
        const key = kept.slice(of.prefix.length);
        return { key, sort, doc: of.read(shelf.docs.get(kept) ?? null) };
      });
      return { items, ...around };
    });
  }

  function besideOf({ of, keys }: Beside, docs: readonly unknown[]): ReadBeside | null {
    if (!shelfOf(of.model)?.checkpoint.live) return null;
    const named = new Set("inField" in keys ? docs.map((doc) => Reflect.get(Object(doc), keys.inField)) : keys);
    return answer(of, (shelf) => {
      const found = new Map<string, unknown>();
      for (const key of named) if (typeof key === "string") found.set(key, docIn(of, shelf, key));
      return found;
    });
  }

  function committed({ model, changes: changed, from, to }: Commit): boolean {
    const shelf = shelfOf(model) ?? newShelf(model);
    if (shelf.checkpoint.position !== from) return false;
    changes += 1;
    const { gone, left, taken } = movesIn(changed);
    for (const key of gone) shelf.docs.delete(key);
    for (const { key, doc } of changed.after) shelf.docs.set(key, doc);
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

  function* partsOf({ docs, indexes }: Shelf): Generator<KeptPart> {
    for (const [key, doc] of docs) yield { key, doc };
    for (const [index, listed] of indexes) {
      for (let from = 0; from < listed.size(); from += membersInPart) {
        yield { index, members: listed.some(from, membersInPart).map(({ sort, key }) => [sort, key] as const) };
      }
    }
  }

  return {
    changeCount: () => changes,
    *parts() {
      for (const [name, versions] of models) {
        for (const [version, shelf] of versions) {
          yield { model: { name, version }, at: shelf.checkpoint };
          yield* partsOf(shelf);
        }
      }
    },
    take([first, ...parts]) {
      if (!first || !("model" in first)) throw new Error("what is taken back begins with its model");
      const shelf = newShelf(first.model);
      for (const part of parts) {
        if ("key" in part) shelf.docs.set(part.key, part.doc);
        if (!("index" in part)) continue;
        const listed = shelf.indexes.get(part.index) ?? sortedIndex();
        for (const [sort, key] of part.members) listed.add(sort, key);
        shelf.indexes.set(part.index, listed);
      }
      shelf.checkpoint = first.at;
    },
    get: async (of, key) => answer(of, (shelf) => docIn(of, shelf, key)),
    getMany: async (of, keys) => answer(of, (shelf) => keys.map((key) => docIn(of, shelf, key))),
    list: async (of, index, page) => list(of, index, page),
    async listBeside(of, index, page, others) {
      const listed = list(of, index, page);
      const docs = listed.value.items.map(({ doc }) => doc);
      return { ...listed, beside: others.map((each) => besideOf(each, docs)) };
    },
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
      changes += 1;
      models.get(name)?.delete(version);
    },
    // In memory, nothing is built beside what answers.
    dropLeft: async () => false,
    async dropOlder({ name, version }) {
      changes += 1;
      const versions = models.get(name);
      for (const older of [...(versions?.keys() ?? [])].filter((each) => each < version)) versions?.delete(older);
    },
    async close() {
      models.clear();
    },
  };
}
