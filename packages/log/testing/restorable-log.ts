// A log in memory that can be restored from a backup while others follow it, as a store that is stopped and started again.
import {
  type EventLog,
  type Followed,
  type FollowOptions,
  type Place,
  type Position,
  placeOf,
} from "../src/event-log.ts";
import { memoryLog } from "../src/memory/memory-log.ts";
import { everything } from "./shell.ts";

/** A log that can be restored. */
export interface RestorableLog {
  readonly log: EventLog;
  /** Puts the log back to what it held up to a position (null: nothing). Its followers connect to it again. */
  restore(upTo: Position | null): Promise<void>;
}

/** An empty log that can be restored. `now` is the store's clock. */
export function restorableLog(now: () => string): RestorableLog {
  let current = memoryLog(now);
  let connection = new AbortController();

  async function* follow(after: Place | null, options: FollowOptions): AsyncIterable<Followed> {
    let place = after;
    while (!options.signal.aborted) {
      const signal = AbortSignal.any([options.signal, connection.signal]);
      for await (const followed of current.follow(place, { ...options, signal })) {
        if (followed.kind === "event" || followed.kind === "unreadable") place = placeOf(followed.event);
        yield followed;
      }
    }
  }

  return {
    log: {
      follow,
      read: (stream, where) => current.read(stream, where),
      append: (stream, expectedRevision, events) => current.append(stream, expectedRevision, events),
      takesAppends: () => current.takesAppends(),
      head: () => current.head(),
      eventAt: (position) => current.eventAt(position),
      session: () => current.session(),
      checkpoint: (name) => current.checkpoint(name),
      storeCheckpoint: (name, place) => current.storeCheckpoint(name, place),
    },
    async restore(upTo) {
      const kept = (await everything(current)).filter(({ position }) => upTo !== null && position <= upTo);
      let recordedAt = "";
      const restored = memoryLog(() => recordedAt || now());
      for (const event of kept) {
        recordedAt = event.recordedAt;
        await restored.append(event.stream, event.revision - 1, [event]);
      }
      recordedAt = "";
      current = restored;
      const before = connection;
      connection = new AbortController();
      before.abort();
    },
  };
}
