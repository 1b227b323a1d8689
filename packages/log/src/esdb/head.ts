// The head of the log: the position of its last domain event.
import {
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  type ReadAllOptions,
  type ReadPosition,
} from "@eventstore/db-client";
import { streamPrefixes } from "@taizhang/domain";
import type { Position } from "../event-log.ts";
import { page, type Reading } from "./read.ts";

const largestPage = 512;

/** True for streams of domain events. A store also holds streams of its own, and our checkpoints. */
const isOurs = (stream: string): boolean => streamPrefixes.some((prefix) => stream.startsWith(prefix));

/** Gives a function that finds the head, or null while there is none. It does not look twice at the same events. */
export function headOf(reading: Reading): (signal: AbortSignal) => Promise<Position | null> {
  let known: { readonly upTo: Position; readonly head: Position | null } = { upTo: -1n, head: null };

  return async (signal) => {
    const before = known;
    let upTo = before.upTo;
    let { head } = before;
    for await (const { streamId, position } of backwards(reading, signal)) {
      if (position.commit <= before.upTo) break;
      if (upTo === before.upTo) upTo = position.commit;
      if (!isOurs(streamId)) continue;
      head = position.commit;
      break;
    }
    // Another call may have seen more in the meantime.
    if (upTo > known.upTo) known = { upTo, head };
    return head;
  };
}

/** All events in the store, last first. The first is nearly always the one wanted; if not, the pages grow. */
async function* backwards(reading: Reading, signal: AbortSignal): AsyncGenerator<AllStreamRecordedEvent> {
  let fromPosition: ReadPosition = END;
  for (let maxCount = 1; ; maxCount = Math.min(8 * maxCount, largestPage)) {
    const options: ReadAllOptions = { direction: BACKWARDS, fromPosition, maxCount, requiresLeader: true };
    const found: AllStreamResolvedEvent[] = await page(reading, "looking for the last event", { signal }, (client) =>
      client.readAll(options),
    );
    for (const { event } of found) {
      if (!event) continue;
      yield event;
      fromPosition = event.position;
    }
    if (found.length < maxCount) return;
  }
}
