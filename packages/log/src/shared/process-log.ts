// The log as the parts of one process follow it: read models, policies, successions, and whatever tells subscribers.
import type { EventLog } from "../event-log.ts";
import { type SharedBounds, sharedLog, usualRecent } from "./shared-log.ts";

// They are few and belong to the process: each goes over its history at once and as fast as it can.
const ofAProcess: SharedBounds = {
  recent: usualRecent,
  replays: null,
  replaySlice: { pieces: Number.POSITIVE_INFINITY, ms: Number.POSITIVE_INFINITY },
  telling: { wokenAtOnce: Number.POSITIVE_INFINITY, eventsAtOnce: 16 },
};

/**
 * The same log, whose followers share one following of what is new, so that an event is fetched and decoded once for all of
 * them. What a follower gets is what a following of its own would give.
 */
export function processLog<Log extends EventLog & { close(): Promise<void> }>(log: Log): Log {
  const shared = sharedLog(log, ofAProcess);
  return {
    ...log,
    follow: shared.follow,
    close() {
      shared.close();
      return log.close();
    },
  };
}
