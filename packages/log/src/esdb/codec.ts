// How the store keeps a fact: the data as JSON under the name of its type, and the envelope as metadata.
import { type EventData, jsonEvent, type RecordedEvent } from "@eventstore/db-client";
import { decodeFact, envelope } from "@taizhang/domain";
import type { NewEvent, StoredEvent } from "../event-log.ts";

/** Puts an event into the form that the client sends. */
export function toEventData({ id, fact, meta }: NewEvent): EventData {
  return jsonEvent({ id, type: fact.type, data: fact.data, metadata: meta });
}

/**
 * Reads a recorded event, with its data raised to the current version. Throws if the type is unknown, the version newer
 * or the shape another: the reader must then stop, because a fact that it skips would be missing for ever.
 */
export function toStoredEvent(recorded: RecordedEvent): StoredEvent {
  const { streamId: stream, id, revision, type, data, metadata, created, position } = recorded;
  try {
    if (!position) throw new Error("the event store tells no positions; version 22.10 or later is needed");
    const meta = envelope.parse(metadata);
    const fact = decodeFact(type, meta.schemaVersion, data);
    const recordedAt = created.toISOString();
    return { id, fact, meta, stream, revision: Number(revision), position: position.commit, recordedAt };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`event ${revision} of ${stream} (${type}) cannot be read: ${reason}`, { cause: error });
  }
}
