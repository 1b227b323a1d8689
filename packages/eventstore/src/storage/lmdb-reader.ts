// Reading the log in LMDB, and noticing what is not as it was written.
//
// A record has a checksum. That none is missing is seen by what surrounds it: a record names the position of the one
// before, revisions of a stream have no gaps, and head and end say where to stop.
import { type RecordedEvent, tombstoneRevision } from "../core/event.ts";
import { decodeRecord, idBytes, positionOf, type StoredRecord } from "./record.ts";
import { Damaged, type Direction, type LogReader } from "./storage.ts";
import { endKey, inStream, largest, number, readEnd, readHead, streamKey, type Tables } from "./tables.ts";

/** Every method throws `Damaged` rather than answer wrongly. */
export function lmdbReader({ events, revisions, ids, heads }: Tables): LogReader {
  const end = () => readEnd(heads.get(endKey));

  function lastRevision(stream: string): bigint {
    const key = streamKey(stream);
    const head = heads.get(key);
    const revision = head ? readHead(key, head) : hasEvents(key) ? undefined : -1n;
    if (revision === undefined) throw new Damaged(`What says where stream ${stream} ends is damaged`);
    return revision;
  }

  /** Whether there is a first event, or the only one that may stand alone. */
  const hasEvents = (key: Buffer): boolean =>
    [0n, tombstoneRevision].some((revision) => revisions.get(inStream(key, number(revision))) !== undefined);

  function event(stream: string, revision: bigint): RecordedEvent | undefined {
    const at = revisions.get(inStream(streamKey(stream), number(revision)));
    if (at) return eventOf(stream, revision, at);
    const last = lastRevision(stream);
    if (revision < 0n || revision > last || last === tombstoneRevision) return undefined;
    throw missing(stream, revision);
  }

  function eventOf(stream: string, revision: bigint, at: Buffer): RecordedEvent {
    const bytes = events.get(at);
    if (!bytes) throw new Damaged(`The event at position ${positionOf(at)} (${stream}@${revision}) is missing`);
    const found = decodeRecord(at, bytes).event;
    if (found.stream !== stream || found.revision !== revision)
      throw new Damaged(`The index of stream ${stream} is damaged: revision ${revision} leads to ${positionOf(at)}`);
    return found;
  }

  function revisionOf(stream: string, id: string): bigint | undefined {
    const found = ids.get(inStream(streamKey(stream), idBytes(id)));
    if (!found) return undefined;
    const revision = positionOf(found);
    if (event(stream, revision)?.id !== id)
      throw new Damaged(`The index of stream ${stream} is damaged: id ${id} leads to revision ${revision}`);
    return revision;
  }

  function* stream(name: string, from: bigint, direction: Direction): Iterable<RecordedEvent> {
    const key = streamKey(name);
    const last = lastRevision(name);
    const forwards = direction === "forwards";
    if (forwards && from > last) return;
    const start = inStream(key, number(from));
    const range = revisions.getRange({
      start,
      end: forwards ? inStream(key, number(largest)) : key,
      reverse: !forwards,
    });
    const step = forwards ? 1n : -1n;
    let due: bigint | undefined = from > last ? last : from;
    for (const { key: found, value } of range) {
      const revision = positionOf(found.subarray(key.length));
      // Beside a tombstone stands any revision, or none.
      if (due !== undefined && revision !== due && revision !== tombstoneRevision && last !== tombstoneRevision)
        throw missing(name, due);
      yield eventOf(name, revision, value);
      due = revision === tombstoneRevision ? undefined : revision + step;
    }
    if (last !== tombstoneRevision && due !== (forwards ? last + 1n : -1n)) throw missing(name, due ?? last);
  }

  function* forwards(from: bigint): Iterable<RecordedEvent> {
    const { lastEvent } = end();
    let before = 0n;
    for (const { key, value } of events.getRange({ start: number(from) })) {
      const { event, previous } = decodeRecord(key, value);
      const follows = before === 0n ? previous === 0n || previous < from : previous === before;
      if (!follows) throw missingAt(previous);
      yield event;
      before = event.position;
    }
    if (lastEvent >= from && before !== lastEvent) throw missingAt(lastEvent);
  }

  function* backwards(from: bigint): Iterable<RecordedEvent> {
    const { lastEvent } = end();
    let due = from < lastEvent ? firstAfter(from).previous : lastEvent;
    for (const { key, value } of events.getRange({ start: number(from), reverse: true })) {
      const { event, previous } = decodeRecord(key, value);
      if (event.position !== due) throw missingAt(due);
      yield event;
      due = previous;
    }
    if (due !== 0n) throw missingAt(due);
  }

  function firstAfter(position: bigint): StoredRecord {
    for (const { key, value } of events.getRange({ start: number(position + 1n), limit: 1 }))
      return decodeRecord(key, value);
    throw missingAt(end().lastEvent);
  }

  return {
    lastRevision,
    event,
    revisionOf,
    stream,
    all: (from, direction) => (direction === "forwards" ? forwards(from) : backwards(from)),
    lastPosition: () => end().position,
  };
}

const missing = (stream: string, revision: bigint) =>
  new Damaged(`Revision ${revision} of stream ${stream} is missing`);

const missingAt = (position: bigint) => new Damaged(`The event at position ${position} is missing`);
