// Reads several streams of the log as one, in the order of the log.
import type { EventLog, StoredEvent } from "@taizhang/log";
import { fewAtOnce } from "../limits/few-at-once.ts";

/** The wanted events of all streams, in the order of the log. */
export async function streamsInOrder(
  log: EventLog,
  streams: readonly string[],
  isWanted: (event: StoredEvent) => boolean,
): Promise<StoredEvent[]> {
  const read = await fewAtOnce(streams, async (stream) => {
    const events: StoredEvent[] = [];
    for await (const event of log.read(stream)) if (isWanted(event)) events.push(event);
    return events;
  });
  return read.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
}
