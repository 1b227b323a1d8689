// The event store: every change of the log goes through here, decided and written inside the single writer.
import { randomUUID } from "node:crypto";
import { Arrivals } from "./arrivals.ts";
import { type Clock, type ProposedEvent, tombstoneRevision } from "./event.ts";
import { type Decision, decideAppend, decideDelete, type Expectation } from "./expected-revision.ts";
import {
  describedBy,
  isMetastream,
  metadataType,
  metastreamOf,
  softDeletedMetadata,
  withTruncateBefore,
} from "./metadata.ts";
import { type LogReader, type LogWriter, type Storage, StorageFull } from "./storage.ts";
import { isShown, type StreamState, streamState } from "./stream-state.ts";

/** What became of an append or a deletion. */
export type Outcome =
  | {
      readonly kind: "done";
      /** Revision of the last event, −1 if the stream has none. */
      readonly revision: bigint;
      /** Of the last event; none if the append repeats one that is hidden by now. */
      readonly position?: bigint;
    }
  | { readonly kind: "wrongExpectedVersion" /** −1 if there are no events. */; readonly current: bigint }
  | { readonly kind: "streamDeleted" };

export class Store {
  readonly arrivals = new Arrivals();
  readonly clock: Clock;
  /** A live, filtered subscription that skips events sends a checkpoint after this long at the latest; 0 for never. */
  readonly checkpointMs: number;
  readonly #storage: Storage;

  constructor(storage: Storage, clock: Clock, checkpointMs = 0) {
    this.#storage = storage;
    this.clock = clock;
    this.checkpointMs = checkpointMs;
  }

  get log(): LogReader {
    return this.#storage;
  }

  state(stream: string): StreamState {
    return streamState(this.log, stream, this.clock());
  }

  /**
   * Writes the first event of an empty log. The log of EventStoreDB is never empty, because its own bookkeeping is there,
   * and readers of the whole log rely on that; so do the tests of its client.
   */
  async begin(): Promise<void> {
    if (this.log.lastPosition() > 0n) return;
    try {
      await this.append("$log", "noStream", [newEvent("$logBegun", true, Buffer.from("{}"))]);
    } catch (error) {
      // The log then begins with what is written first when there is room.
      if (!(error instanceof StorageFull)) throw error;
    }
  }

  /** Writes all events or none, and answers when they are on disk. Rejects as `Storage.write` does. */
  append(stream: string, expected: Expectation, events: readonly ProposedEvent[]): Promise<Outcome> {
    return this.#change(stream, (pen, state) => {
      const ids = events.map(({ id }) => id);
      return conclude(pen, stream, state, decideAppend(pen.log, stream, state, expected, ids), () => {
        // Metadata also bring a soft-deleted stream back, and once they are written it no longer looks deleted.
        const described = isMetastream(stream) ? describedBy(stream) : stream;
        const before = described === stream ? state : pen.state(described);
        const positions = events.map((event, i) => pen.put(stream, state.last + 1n + BigInt(i), event));
        const position = positions.at(-1) ?? pen.log.reserve();
        if (before.softDeleted) undelete(pen, described, before);
        return { kind: "done", revision: state.last + BigInt(events.length), position };
      });
    });
  }

  /** Soft-deletes: hides all events by new metadata; later appends go on after the last revision. */
  delete(stream: string, expected: Expectation): Promise<Outcome> {
    return this.#change(stream, (pen, state) => {
      const missing = state.last < 0n && !state.hasMetadata;
      const decision: Decision =
        missing && !state.tombstoned ? { kind: "wrongExpectedVersion" } : decideDelete(state, expected);
      return conclude(pen, stream, state, decision, () => {
        // Metadata can no longer be written, so nothing can be hidden.
        if (pen.state(metastreamOf(stream)).tombstoned) return { kind: "streamDeleted" };
        const position = pen.putNext(metastreamOf(stream), metadataEvent(softDeletedMetadata));
        return { kind: "done", revision: state.last, position };
      });
    });
  }

  /** Ends the stream for good with an event that says so. */
  tombstone(stream: string, expected: Expectation): Promise<Outcome> {
    return this.#change(stream, (pen, state) =>
      conclude(pen, stream, state, decideDelete(state, expected), () => {
        const position = pen.end(stream);
        return { kind: "done", revision: tombstoneRevision, position };
      }),
    );
  }

  close(): Promise<void> {
    return this.#storage.close();
  }

  async #change(stream: string, work: (pen: Pen, state: StreamState) => Outcome): Promise<Outcome> {
    const touched = new Set<string>();
    const outcome = await this.#storage.write((log) => {
      const now = this.clock();
      return work(new Pen(log, now, touched), streamState(log, stream, now));
    });
    // A turn later, so that whoever wrote is answered before all who follow are told: they may be many, or that same process.
    setImmediate(() => {
      for (const each of touched) this.arrivals.announce(each);
    });
    return outcome;
  }
}

/** Puts events one after the other, all with the same time, and notes which streams have changed. */
class Pen {
  readonly log: LogWriter;
  readonly #now: bigint;
  readonly #touched: Set<string>;

  constructor(log: LogWriter, now: bigint, touched: Set<string>) {
    this.log = log;
    this.#now = now;
    this.#touched = touched;
  }

  put(stream: string, revision: bigint, event: ProposedEvent): bigint {
    this.#touched.add(stream);
    return this.log.put({ ...event, stream, revision, created: this.#now });
  }

  putNext(stream: string, event: ProposedEvent): bigint {
    return this.put(stream, this.log.lastRevision(stream) + 1n, event);
  }

  /** Puts a tombstone, which ends the metastream, too. */
  end(stream: string): bigint {
    this.#touched.add(metastreamOf(stream));
    return this.put(stream, tombstoneRevision, newEvent("$streamDeleted", false, new Uint8Array()));
  }

  state(stream: string): StreamState {
    return streamState(this.log, stream, this.#now);
  }
}

function conclude(pen: Pen, stream: string, state: StreamState, decision: Decision, write: () => Outcome): Outcome {
  if (decision.kind === "write") return write();
  if (decision.kind === "wrongExpectedVersion") return { kind: decision.kind, current: state.last };
  if (decision.kind === "streamDeleted") return decision;
  const event = pen.log.event(stream, decision.revision);
  const shown = event && isShown(state, event) && !state.softDeleted;
  return { kind: "done", revision: decision.revision, ...(shown && { position: event.position }) };
}

/** Brings a soft-deleted stream back without its old events, by metadata with another `$tb`, if they are a JSON object. */
function undelete(pen: Pen, stream: string, state: StreamState): void {
  const metastream = metastreamOf(stream);
  const metadata = pen.log.event(metastream, pen.log.lastRevision(metastream));
  const data = metadata && withTruncateBefore(metadata.data, state.last + 1n);
  if (data) pen.putNext(metastream, metadataEvent(data));
}

function metadataEvent(data: Uint8Array): ProposedEvent {
  return newEvent(metadataType, true, data);
}

function newEvent(type: string, json: boolean, data: Uint8Array): ProposedEvent {
  return { id: randomUUID(), type, json, data, metadata: new Uint8Array() };
}
