// The region of an event, also of one that nobody can read: each has its place in one tree, and none is skipped.
import { type EventBytes, type EventLog, regionOf, UnreadableEvent } from "@taizhang/log";
import { jsonIn } from "./json-in.ts";

/** The region of events whose region nobody can tell. It is no division code. */
export const nowhere = "000000";

/**
 * Gives a function that tells the region of an event: that which its stream's name or its metadata say, or else the first
 * event of its stream.
 */
export function regionsOf(log: Pick<EventLog, "read">): (event: EventBytes) => string | Promise<string> {
  return (event) => {
    const { stream } = event;
    const region = regionOf({ stream, metadata: jsonIn(event.metadata) });
    return isCode(region) ? region : regionOfStream(log, stream);
  };
}

async function regionOfStream(log: Pick<EventLog, "read">, stream: string): Promise<string> {
  try {
    for await (const { meta } of log.read(stream)) return meta.regionId;
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    if (error.revision === 0 && isCode(error.regionId)) return error.regionId;
  }
  return nowhere;
}

const isCode = (region: string | null): region is string => region !== null && /^\d{6}$/.test(region);
