// A partition in memory: a log, what it says of the regions that stay or stayed in it, and a process that carries out commands.
import {
  type EventBytes,
  type EventLog,
  type Executor,
  executor,
  identity,
  type LogOfBytes,
  memoryLog,
  type NewEvent,
  type Outcome,
  type Position,
  regionOf,
} from "@taizhang/log";
import type { RegionPositions } from "./region-cursor.ts";
import { counts, isHere, type Stay } from "./stay.ts";
import type { Step } from "./world.ts";

/** A command for a region, ready to be given to an executor. */
export interface RegionCommand {
  readonly region: string;
  readonly run: (executor: Executor) => Promise<Outcome>;
}

/** What a partition answers: the outcome, or that the region is not here under this epoch, and that nothing came of the command. */
export type Taken = Outcome | "elsewhere";

/** An event of a partition's log, with its region. */
export interface PartitionEvent extends EventBytes {
  readonly region: string | null;
}

export type Partition = ReturnType<typeof partition>;

export function partition(name: string) {
  const log: EventLog & LogOfBytes = memoryLog(() => "2021-06-30T02:00:00.000Z");
  // In a store a stay is a stream of its own in this log, so a line has a position among the events. Here, what the map gets and
  // what the head of the log is are of one moment, because nothing is waited for between them.
  const stays = new Map<string, Promise<Stay>>();
  const earlier = new Map<string, RegionPositions>();
  const known: PartitionEvent[] = [];
  let process = started();

  function started(): Executor {
    return executor({ log, identity, usedCommand: async () => null });
  }

  const stayOf = async (region: string): Promise<Stay | null> => (await stays.get(region)) ?? null;

  async function drawn(stay: Promise<Stay>, head: Promise<Position | null>): Promise<Stay> {
    const [before, line] = [await stay, (await head) ?? 0n];
    return before.line === null ? { ...before, line } : before;
  }

  /** The events of the log behind a position. Each is read once, and remembered. */
  async function* eventsAfter(position: Position): AsyncGenerator<PartitionEvent> {
    const last = known.at(-1);
    for await (const event of log.bytes(last ? { position: last.position, mark: null } : null)) {
      const metadata: unknown = JSON.parse(utf8(event.metadata));
      // Somebody else may have read it meanwhile.
      if (event.position > (known.at(-1)?.position ?? 0n))
        known.push({ ...event, region: regionOf({ stream: event.stream, metadata }) });
    }
    for (const event of known) if (event.position > position) yield event;
  }

  /** The events of a region that count, those that were copied here included. */
  async function eventsOf(region: string): Promise<EventBytes[]> {
    const found: EventBytes[] = [];
    for await (const { region: of, ...event } of eventsAfter(0n)) if (of === region) found.push(event);
    // Only now: whatever was read behind a line, the line was there before it.
    const stay = await stayOf(region);
    return found.filter(({ position }) => stay === null || counts(stay, position));
  }

  return {
    name,
    eventsAfter,
    eventsOf,
    stayOf,
    stays: () => [...stays.keys()],

    /** Begins the stay of a region, once its events are here. Beginning it again changes nothing. */
    arrive(region: string, stay: Omit<Stay, "line">, positions: RegionPositions): void {
      if (stays.has(region)) return;
      stays.set(region, Promise.resolve({ ...stay, line: null }));
      earlier.set(region, positions);
    },

    /** Draws the line behind which no event of the region counts; gives the stay as it ended. Drawing it again changes nothing. */
    async leave(region: string): Promise<Stay> {
      const stay = stays.get(region);
      if (stay === undefined) throw new Error(`region ${region} was never in ${name}`);
      const ended = drawn(stay, log.head());
      stays.set(region, ended);
      return ended;
    },

    /** The positions of the region's events here, and in the logs it lived in before. */
    async positionsOf(region: string): Promise<RegionPositions> {
      const stay = await stayOf(region);
      const here = (await eventsOf(region)).map(({ position }) => position);
      return new Map([...(earlier.get(region) ?? []), ...(stay === null ? [] : [[stay.epoch, here] as const])]);
    },

    /**
     * Stores an event of another log as it is there: what would be read and written anew had other bytes, and so another leaf.
     * Storing it again changes nothing.
     */
    async copy({ id, stream, revision, type, data, metadata }: EventBytes): Promise<void> {
      const [fact, meta] = [`{"type":${JSON.stringify(type)},"data":${utf8(data)}}`, utf8(metadata)];
      const event: NewEvent = { id, fact: JSON.parse(fact), meta: JSON.parse(meta) };
      const appended = await log.append(stream, revision - 1, [event]);
      if (typeof appended === "string")
        throw new Error(`${name}: ${stream} at ${revision} cannot be copied: ${appended}`);
    },

    /** Carries out a command that comes with an epoch. What it answers is true also if the region leaves at that moment. */
    async take({ region, run }: RegionCommand, epoch: number, step: Step): Promise<Taken> {
      if (!isHere(await stayOf(region), epoch)) return "elsewhere";
      await step("before a command is carried out");
      const outcome = await run(process);
      await step("after a command is carried out");
      const stay = await stayOf(region);
      if (isHere(stay, epoch)) return outcome;
      return stay !== null && isStored(outcome) && counts(stay, outcome.position) ? outcome : "elsewhere";
    },

    /** Ends the process and starts another one, which knows what is in the log. */
    restart(): void {
      process = started();
    },
  };
}

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

/** True if the outcome is that something is in the log. What stored nothing is only true while the region is here. */
const isStored = (outcome: Outcome): outcome is Outcome & { readonly position: Position } =>
  "outcome" in outcome && outcome.outcome === "done" && outcome.position !== null;
