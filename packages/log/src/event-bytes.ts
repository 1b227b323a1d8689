// Events byte by byte: what proofs and archives are made of. Nothing in them is read, so none is unreadable.
import type { CallLimits, Place, Position, StoredEvent } from "./event-log.ts";

/** An event exactly as the store holds it. */
export interface EventBytes extends Pick<StoredEvent, "id" | "stream" | "revision" | "position" | "recordedAt"> {
  readonly type: string;
  /** The media type of the data, such as `application/json`. */
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** A log that also gives its events byte by byte. */
export interface LogOfBytes {
  /**
   * Every domain event after a place (null: from the beginning) up to the end of the log, in its order. Rejects with
   * `LogUnavailable`, and with `LogReplaced` where the log does not hold what stands at the place.
   */
  bytes(after: Place | null, limits?: CallLimits): AsyncIterable<EventBytes>;
  /** The domain event that stands at exactly this position; null if none does. */
  bytesAt(position: Position, limits?: CallLimits): Promise<EventBytes | null>;
}
