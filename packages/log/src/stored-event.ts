// Reads events as the log keeps them. One that cannot be read is told with its place, and never skipped.
import { aggregates, decodeFact, envelope, streamOf } from "@taizhang/domain";
import type { Followed, StoredEvent } from "./event-log.ts";
import { UnreadableEvent } from "./unreadable-event.ts";

/** An event as it comes from a store, before anything in it is believed. */
export interface RawEvent extends Pick<StoredEvent, "id" | "stream" | "revision" | "position" | "recordedAt"> {
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** A roster's stream is named after its region. */
const rosterStreams = streamOf(aggregates.roster, "");

/** The region that an event is of, by its stream's name or its metadata; null if neither says. */
export function regionOf({ stream, metadata }: Pick<RawEvent, "stream" | "metadata">): string | null {
  if (stream.startsWith(rosterStreams)) return stream.slice(rosterStreams.length);
  return envelope.shape.regionId.safeParse(Reflect.get(Object(metadata), "regionId")).data ?? null;
}

/** When an event happened, by its metadata; null where that is not ours. */
export function happenedAtIn(metadata: unknown): string | null {
  return envelope.shape.happenedAt.safeParse(Reflect.get(Object(metadata), "happenedAt")).data ?? null;
}

/** Reads an event, with its data raised to the current version. Throws `UnreadableEvent`. */
export function storedEvent(raw: RawEvent): StoredEvent {
  const { id, stream, revision, position, recordedAt, type, data, metadata } = raw;
  try {
    const meta = envelope.parse(metadata);
    return { id, stream, revision, position, recordedAt, fact: decodeFact(type, meta.schemaVersion, data), meta };
  } catch (error) {
    throw new UnreadableEvent({ id, stream, revision, position, recordedAt, type, regionId: regionOf(raw) }, error);
  }
}

/** Reads an event for a follower, who is told of one that cannot be read, and decides. */
export function followedEvent(raw: RawEvent): Followed {
  try {
    return { kind: "event", event: storedEvent(raw) };
  } catch (error) {
    if (error instanceof UnreadableEvent) return { kind: "unreadable", event: error };
    throw error;
  }
}
