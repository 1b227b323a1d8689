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
export const isOurs = (stream: string): boolean => streamPrefixes.some((prefix) => stream.startsWith(prefix));

interface Known {
  /** The last event that was looked at. */
  readonly last: { readonly position: Position; readonly id: string } | null;
  readonly head: Position | null;
}

/** Gives a function that finds the head, or null while there is none. It does not look twice at the same events. */
export function headOf(reading: Reading): (signal: AbortSignal) => Promise<Position | null> {
  let known: Known = { last: null, head: null };

  return async (signal) => {
    const before = known;
    let last: Known["last"] = null;
    let head: Position | null = null;
    for await (const { streamId, id, position } of backwards(reading, signal)) {
      last ??= { position: position.commit, id };
      // The same event at the same position: before it nothing has changed. A restored log may hold another one there.
      const isKnown = position.commit === before.last?.position && id === before.last.id;
      if (!isKnown && !isOurs(streamId)) continue;
      head = isKnown ? before.head : position.commit;
      break;
    }
    if (known === before) known = { last, head };
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
