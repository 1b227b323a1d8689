// The domain event at a position, by which it is told whether the log is still the one that somebody has read.
import { type AllStreamResolvedEvent, FORWARDS, isCommandError } from "@eventstore/db-client";
import { status } from "@grpc/grpc-js";
import type { EventLog, Position } from "../event-log.ts";
import { happenedAtIn, regionOf } from "../stored-event.ts";
import { isOurs } from "./head.ts";
import { page, type Reading } from "./read.ts";

/** Finds the domain event that stands at exactly this position; null if none does. */
export async function eventAt(reading: Reading, position: Position): ReturnType<EventLog["eventAt"]> {
  const fromPosition = { commit: position, prepare: position };
  const doing = `looking at position ${position}`;
  let found: AllStreamResolvedEvent[];
  try {
    found = await page(reading, doing, {}, (client) =>
      client.readAll({ direction: FORWARDS, fromPosition, maxCount: 1, requiresLeader: true }),
    );
  } catch (error) {
    if (isNoPlace(error)) return null;
    throw error;
  }
  const event = found[0]?.event;
  if (event?.position.commit !== position || !isOurs(event.streamId)) return null;
  const { id, created, metadata, streamId: stream } = event;
  return {
    ...{ id, recordedAt: created.toISOString() },
    happenedAt: happenedAtIn(metadata),
    regionId: regionOf({ stream, metadata }),
  };
}

/**
 * True if the store says that nothing begins at the position. EventStoreDB answers so with INVALID_ARGUMENT; earlier ones
 * (before 22.10) with UNKNOWN and a name of this kind.
 */
export function isNoPlace(error: unknown): boolean {
  const answer = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(answer instanceof Error) || !isCommandError(answer)) return false;
  return answer.code === status.INVALID_ARGUMENT || /ReadAllResult/.test(answer.message);
}
