// What was measured for the arithmetic of a year: kept in a file, so that the tables of docs/scale.md can be made again from it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const amount = z.number().positive();

const shape = z.object({
  /** When, and on what machine under what load. */
  machine: z.string(),
  /** Of the story of the seeds: real notices, and people who act on them. */
  story: z.object({
    events: amount,
    plans: amount,
    tasks: amount,
    parts: amount,
    /** Events of a plan itself: importing, confirming, issuing, closing. */
    eventsAPlan: amount,
    /** Events by which policies open, assign and close a task. */
    eventsATask: amount,
    /** Events by which days' ends note that a part is due. */
    notesAPart: amount,
    /** Events of a unit's completion report for a plan. */
    eventsACompletion: amount,
    /** Events that a person's command on a task makes. */
    eventsAnAct: amount,
    /** What is stored of an import, in kB: the table as it was read. */
    importKb: amount,
  }),
  /** Of a long history in our event store: plans of 50 tasks with 10 parts, all of which report. */
  history: z.object({
    events: amount,
    /** Data and metadata of an event, as JSON. */
    jsonBytes: amount,
    /** What an event takes in `events.log` and in `index.mdb`. */
    logBytes: amount,
    indexBytes: amount,
    /** What an event takes in Redis, in documents and indexes. */
    redisBytes: amount,
    /** CPU of the projector for an event: reading alone, and with the read models built into Redis. In µs. */
    readingCpu: amount,
    rebuildCpu: amount,
    /** The same by the clock of the machine as it was loaded, in events a second. */
    rebuildRate: amount,
  }),
  /** CPU of a command, from HTTP until it is stored and shown: of `taizhang start`, and of its event store. In µs. */
  command: z.object({ ledgerCpu: amount, storeCpu: amount }),
});

export type Measured = z.infer<typeof shape>;

export const measuredFile = fileURLToPath(new URL("./measured.json", import.meta.url));

/** What was measured last. */
export const readMeasured = (): Measured => shape.parse(JSON.parse(readFileSync(measuredFile, "utf8")));
