// A log of given events, byte by byte: a store as somebody has altered it.
import { type EventBytes, type EventLog, holds, type LogOfBytes, LogReplaced, type Place } from "@taizhang/log";
import type { ArchivedEvent } from "@taizhang/proofs";

/** What proofs read of a log. */
export type ReadLog = Pick<EventLog, "read" | "eventAt"> & LogOfBytes;

/** A log that holds these events, in this order. Nothing can be read of it but bytes. */
export function logOfEvents(events: readonly ArchivedEvent[]): ReadLog {
  const placed: readonly EventBytes[] = events.map((event, at) => ({
    ...event,
    position: BigInt(100 * (at + 1)),
    recordedAt: "2021-06-01T00:00:00.000Z",
  }));
  const eventAt: EventLog["eventAt"] = async (position) => {
    const event = placed.find((each) => each.position === position);
    return event ? { id: event.id, recordedAt: event.recordedAt, happenedAt: null, regionId: null } : null;
  };
  return {
    async *read() {},
    eventAt,
    async *bytes(after: Place | null) {
      if (after !== null && !(await holds({ eventAt }, after))) throw new LogReplaced(after);
      yield* placed.filter(({ position }) => after === null || position > after.position);
    },
    bytesAt: async (position) => placed.find((each) => each.position === position) ?? null,
  };
}

/** The events of a log, all that there are. */
export async function eventsOf(log: LogOfBytes): Promise<EventBytes[]> {
  const found: EventBytes[] = [];
  for await (const event of log.bytes(null)) found.push(event);
  return found;
}
