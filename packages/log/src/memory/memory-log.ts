// The event log in memory, for tests and rehearsals. It keeps events as text, so that nothing is shared by accident.
import type { EventBytes, LogOfBytes } from "../event-bytes.ts";
import {
  type Appended,
  type CallLimits,
  type EventLog,
  type Followed,
  type FollowOptions,
  holds,
  LogReplaced,
  type NewEvent,
  type Place,
  type Position,
  type ReadFrom,
  type StoredEvent,
} from "../event-log.ts";
import { followedEvent, happenedAtIn, type RawEvent, regionOf, storedEvent } from "../stored-event.ts";

interface Row {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly id: string;
  readonly recordedAt: string;
  readonly body: string;
}

/** A log that lives as long as the process. `now` is the store's clock. */
export function memoryLog(now: () => string): EventLog & LogOfBytes {
  const rows: Row[] = [];
  const streams = new Map<string, Row[]>();
  const checkpoints = new Map<string, Place>();
  const waiting = new Set<() => void>();
  const session = {};

  const raw = ({ body, ...place }: Row): RawEvent => {
    const { type, data, meta } = JSON.parse(body);
    return { ...place, type, data, metadata: meta };
  };

  // Positions leave gaps, as byte offsets do, so that nobody counts on the next one.
  const nextPosition = () => (rows.at(-1)?.position ?? 0n) + 100n;

  async function* read(
    stream: string,
    { from, backwards = false }: ReadFrom = {},
    { signal }: CallLimits = {},
  ): AsyncIterable<StoredEvent> {
    signal?.throwIfAborted();
    const held = streams.get(stream) ?? [];
    const wanted = backwards ? held.slice(0, (from ?? held.length) + 1).reverse() : held.slice(from);
    for (const row of wanted) {
      yield storedEvent(raw(row));
      signal?.throwIfAborted();
    }
  }

  /** As the client would have written them. */
  const bytesOf = (value: unknown) => Buffer.from(value === undefined ? "" : JSON.stringify(value), "utf8");

  async function append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<Appended> {
    const held = streams.get(stream) ?? [];
    const last = held.length - 1;
    const known = held.slice(expectedRevision + 1, expectedRevision + 1 + events.length);
    const retried = known.at(-1);
    if (retried && known.length === events.length && known.every((row, at) => row.id === events[at]?.id)) {
      return { revision: retried.revision, position: retried.position };
    }
    if (expectedRevision !== last) return "conflict";
    for (const { id, fact, meta } of events) {
      const body = JSON.stringify({ type: fact.type, data: fact.data, meta });
      const row = { stream, revision: held.length, position: nextPosition(), id, recordedAt: now(), body };
      rows.push(row);
      held.push(row);
    }
    streams.set(stream, held);
    for (const wake of waiting) wake();
    return { revision: held.length - 1, position: rows.at(-1)?.position ?? 0n };
  }

  const eventAt: EventLog["eventAt"] = async (position) => {
    const row = rows.find((each) => each.position === position);
    if (row === undefined) return null;
    const { id, stream, recordedAt, metadata } = raw(row);
    return { id, recordedAt, happenedAt: happenedAtIn(metadata), regionId: regionOf({ stream, metadata }) };
  };

  const eventBytes = (row: Row): EventBytes => {
    const { data, metadata, ...event } = raw(row);
    return { ...event, contentType: "application/json", data: bytesOf(data), metadata: bytesOf(metadata) };
  };

  async function* bytes(after: Place | null, { signal }: CallLimits = {}): AsyncGenerator<EventBytes, void> {
    signal?.throwIfAborted();
    if (after !== null && !(await holds({ eventAt }, after))) throw new LogReplaced(after);
    for (const row of rows.filter(({ position }) => after === null || position > after.position)) {
      yield eventBytes(row);
      signal?.throwIfAborted();
    }
  }

  async function* follow(after: Place | null, { types, signal }: FollowOptions): AsyncIterable<Followed> {
    if (signal.aborted) return;
    if (after !== null && !(await holds({ eventAt }, after))) throw new LogReplaced(after);
    const wanted = types && new Set(types);
    let at = rows.findIndex((row) => after === null || row.position > after.position);
    if (at < 0) at = rows.length;
    while (!signal.aborted) {
      for (let row = rows[at]; row && !signal.aborted; row = rows[at]) {
        at += 1;
        const event = raw(row);
        if (!wanted || wanted.has(event.type)) yield followedEvent(event);
        else yield { kind: "checkpoint", position: row.position };
      }
      yield { kind: "caughtUp" };
      if (at < rows.length || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener("abort", wake);
      });
    }
  }

  return {
    read,
    append,
    follow,
    takesAppends: async () => true,
    head: async () => rows.at(-1)?.position ?? null,
    eventAt,
    session: () => session,
    bytes,
    async bytesAt(position) {
      const row = rows.find((each) => each.position === position);
      return row ? eventBytes(row) : null;
    },
    checkpoint: async (name) => checkpoints.get(name) ?? null,
    storeCheckpoint: async (name, place) => void checkpoints.set(name, place),
  };
}
