// A fact as the store keeps it: JSON data under the event's type name, the envelope as its metadata.
import { type EventData, jsonEvent, type RecordedEvent } from "@eventstore/db-client";
import { decodeFact, envelope } from "@taizhang/domain";
import type { NewEvent, StoredEvent } from "../event-log.ts";

/** An event ready to be sent. */
export function toEventData({ id, fact, meta }: NewEvent): EventData {
  return jsonEvent({ id, type: fact.type, data: fact.data, metadata: meta });
}

/**
 * A recorded event with its data raised to the current version.
 * Throws where the event is of an unknown type, of a newer version or of another shape: whoever reads must then stop,
 * because a fact that is passed over would be missing for ever.
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
