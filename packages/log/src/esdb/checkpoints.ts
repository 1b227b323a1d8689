// How far policies have come: a stream for each, which followers do not see, and in which the last event counts.
import { randomUUID } from "node:crypto";
import { ANY, BACKWARDS, END, jsonEvent } from "@eventstore/db-client";
import type { Place } from "../event-log.ts";
import { type Appending, append } from "./append.ts";
import { type Reading, recordedIn } from "./read.ts";

const streamOf = (name: string): string => `checkpoint-${name}`;

/** Reads the place that was last stored under a name; null if there is none. */
export async function readCheckpoint(reading: Reading, name: string): Promise<Place | null> {
  const stream = streamOf(name);
  const [last] = await recordedIn(reading, stream, { fromRevision: END, direction: BACKWARDS, maxCount: 1 });
  if (!last) return null;
  const { data } = last;
  if (typeof data === "object" && "position" in data && typeof data.position === "string") {
    // Earlier versions kept no mark.
    const mark = "mark" in data && typeof data.mark === "string" ? data.mark : null;
    return { position: BigInt(data.position), mark };
  }
  throw new Error(`the last event of ${stream} (revision ${last.revision}) holds no position: it is no checkpoint`);
}

/** Stores a place under a name. */
export async function writeCheckpoint(appending: Appending, name: string, { position, mark }: Place): Promise<void> {
  const data = { position: `${position}`, mark };
  await append(appending, streamOf(name), ANY, [jsonEvent({ id: randomUUID(), type: "CheckpointStored", data })]);
}
