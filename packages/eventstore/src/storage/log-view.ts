// The log as readers and writers see it: the index leads to records in the file, which are refused unless they are the ones meant.
import { type RecordedEvent, tombstoneRevision } from "../core/event.ts";
import { Damaged, type Direction, type EventLookup, type LogReader } from "../core/storage.ts";
import { missing } from "./damage.ts";
import type { LogFile } from "./log-file.ts";
import type { LogIndex } from "./log-index.ts";
import type { LogRecord } from "./record.ts";
import type { RecordReader } from "./record-reader.ts";

/** The log as a writer sees it, with what is only staged. Every method throws `Damaged` rather than answer wrongly. */
export function stagedView(file: LogFile, index: LogIndex): EventLookup {
  const everything = Number.MAX_SAFE_INTEGER;
  return {
    ...lookup(
      index,
      () => everything,
      (position) => file.stagedRecord(position) ?? file.reader("backwards").endingAt(position),
    ),
    lastPosition: () => BigInt(file.stagedEnd),
  };
}

/** The log as readers see it: what is on disk. Every method throws `Damaged` rather than answer wrongly. */
export function writtenView(file: LogFile, index: LogIndex): LogReader {
  const { lastRevision, revisionOf, event } = lookup(
    index,
    () => file.end,
    (position) => file.reader("backwards").endingAt(position),
  );

  function* stream(name: string, from: bigint, direction: Direction): Iterable<RecordedEvent> {
    const last = lastRevision(name);
    const forwards = direction === "forwards";
    if (forwards && from > last) return;
    const reader = file.reader(direction);
    const step = forwards ? 1n : -1n;
    let due: bigint | undefined = from > last ? last : from;
    for (const { revision, position } of index.places(name, from, direction, file.end)) {
      // Any revision may stand before a tombstone, or none.
      if (due !== undefined && revision !== due && revision !== tombstoneRevision && last !== tombstoneRevision)
        throw new Damaged(missing(due, name));
      yield eventIn(reader.endingAt(position), name, revision);
      due = revision === tombstoneRevision ? undefined : revision + step;
    }
    if (last !== tombstoneRevision && due !== (forwards ? last + 1n : -1n))
      throw new Damaged(missing(due ?? last, name));
  }

  function* forwards(from: bigint): Iterable<RecordedEvent> {
    const { end } = file;
    const reader = file.reader("forwards");
    let at = endUpTo(reader, from > end ? end : Math.max(0, Number(from) - 1));
    while (at < end) {
      const record = reader.startingAt(at);
      if (record.event) yield record.event;
      at = record.end;
    }
  }

  function* backwards(from: bigint): Iterable<RecordedEvent> {
    const reader = file.reader("backwards");
    let at = endUpTo(file.reader("forwards"), from > file.end ? file.end : Number(from));
    while (at > 0) {
      const record = reader.endingAt(at);
      if (record.event) yield record.event;
      at = record.start;
    }
  }

  /** The last position up to this one at which a record ends, 0 if there is none. */
  function endUpTo(reader: RecordReader, position: number): number {
    if (position >= file.end) return file.end;
    let at = file.boundaries.upTo(position) ?? index.waypoint(position);
    while (at < position) {
      const end = endOfNext(reader, at);
      if (end > position) break;
      at = end;
    }
    return at;
  }

  /** Where the record here ends. A damaged one ends where the next sound record begins that the index knows. */
  function endOfNext(reader: RecordReader, at: number): number {
    try {
      return reader.startingAt(at).end;
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      for (const { event, start, end } of reader.soundFrom(at + 1))
        if (event && index.positionOf(event.stream, event.revision, file.end) === end) return start;
      return file.end;
    }
  }

  return {
    lastRevision,
    revisionOf,
    event,
    stream,
    all: (from, direction) => (direction === "forwards" ? forwards(from) : backwards(from)),
    lastPosition: () => BigInt(file.end),
  };
}

function lookup(
  index: LogIndex,
  until: () => number,
  record: (position: number) => LogRecord,
): Omit<EventLookup, "lastPosition"> {
  const lastRevision = (stream: string) => index.lastRevision(stream, until());

  function event(stream: string, revision: bigint): RecordedEvent | undefined {
    const position = index.positionOf(stream, revision, until());
    if (position !== undefined) return eventIn(record(position), stream, revision);
    const last = lastRevision(stream);
    if (revision < 0n || revision > last || last === tombstoneRevision) return undefined;
    throw new Damaged(missing(revision, stream));
  }

  function revisionOf(stream: string, id: string): bigint | undefined {
    const revision = index.revisionOf(stream, id, until());
    if (revision !== undefined && event(stream, revision)?.id !== id)
      throw new Damaged({
        zh: `流 ${stream} 的索引已损坏：编号 ${id} 指向版本 ${revision}`,
        en: `The index of stream ${stream} is damaged: id ${id} leads to revision ${revision}`,
      });
    return revision;
  }

  return { lastRevision, event, revisionOf };
}

function eventIn({ event, end }: LogRecord, stream: string, revision: bigint): RecordedEvent {
  if (event?.stream === stream && event.revision === revision) return event;
  throw new Damaged({
    zh: `流 ${stream} 的索引已损坏：版本 ${revision} 指向 ${end}`,
    en: `The index of stream ${stream} is damaged: revision ${revision} leads to ${end}`,
  });
}
