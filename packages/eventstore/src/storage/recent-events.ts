// The part of the index that is not on disk yet: where the latest events of each stream are, and their ids.
import { tombstoneRevision } from "../core/event.ts";

/** Where an event stands, and what it is looked up by. */
export interface Entry {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  /** Whether no earlier event of the stream has this id. */
  readonly isFirstWithId: boolean;
  readonly position: number;
}

/** The recent entries of one stream, in order; their revisions have no gaps, except before a tombstone at the end. */
interface RecentStream {
  readonly entries: Entry[];
  readonly byId: Map<string, Entry>;
}

/** Entries are added and taken back at the end, and forgotten from the beginning. */
export class RecentEvents {
  readonly #entries: Entry[] = [];
  readonly #streams = new Map<string, RecentStream>();

  get size(): number {
    return this.#entries.length;
  }

  add(entry: Entry): void {
    const stream = this.#streams.get(entry.stream) ?? { entries: [], byId: new Map<string, Entry>() };
    this.#streams.set(entry.stream, stream);
    this.#entries.push(entry);
    stream.entries.push(entry);
    if (entry.isFirstWithId) stream.byId.set(entry.id, entry);
  }

  /** Takes back the entries behind a position. */
  takeBack(position: number): void {
    for (let last = this.#entries.at(-1); last && last.position > position; last = this.#entries.at(-1)) {
      this.#entries.pop();
      const stream = this.#streams.get(last.stream);
      stream?.entries.pop();
      if (last.isFirstWithId) stream?.byId.delete(last.id);
      if (stream?.entries.length === 0) this.#streams.delete(last.stream);
    }
  }

  /** The entries up to a position, the earliest first. */
  upTo(position: number): readonly Entry[] {
    const firstAfter = this.#entries.findIndex((entry) => entry.position > position);
    return this.#entries.slice(0, firstAfter < 0 ? undefined : firstAfter);
  }

  /** Forgets the earliest entries, which are the first of their streams, too. */
  forget(count: number): void {
    const forgotten = new Map<string, number>();
    for (const { stream, id, isFirstWithId } of this.#entries.splice(0, count)) {
      forgotten.set(stream, (forgotten.get(stream) ?? 0) + 1);
      if (isFirstWithId) this.#streams.get(stream)?.byId.delete(id);
    }
    for (const [name, gone] of forgotten) {
      const entries = this.#streams.get(name)?.entries;
      entries?.splice(0, gone);
      if (entries?.length === 0) this.#streams.delete(name);
    }
  }

  /** The stream's entries up to a position, in order. */
  of(stream: string, position: number): readonly Entry[] {
    const entries = this.#streams.get(stream)?.entries ?? [];
    return (entries.at(-1)?.position ?? 0) <= position
      ? entries
      : entries.filter((entry) => entry.position <= position);
  }

  /** The stream's last entry up to a position. */
  last(stream: string, position: number): Entry | undefined {
    return this.#streams.get(stream)?.entries.findLast((entry) => entry.position <= position);
  }

  entry(stream: string, revision: bigint, position: number): Entry | undefined {
    const entries = this.#streams.get(stream)?.entries ?? [];
    const first = entries[0]?.revision ?? 0n;
    const found =
      revision === tombstoneRevision
        ? entries.at(-1)
        : revision >= first
          ? entries[Number(revision - first)]
          : undefined;
    return found?.revision === revision && found.position <= position ? found : undefined;
  }

  withId(stream: string, id: string, position: number): Entry | undefined {
    const found = this.#streams.get(stream)?.byId.get(id);
    return found && found.position <= position ? found : undefined;
  }
}
