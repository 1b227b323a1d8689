// A hundred partitions in one process: clerks of many regions give commands while regions move, readers read, and processes are killed.
import { dayEndIdOf, dayend, plan, planIdOf, roster, unitIdOf } from "@taizhang/domain";
import { draft, notice } from "@taizhang/domain/testing/facts";
import { office, policy } from "@taizhang/domain/testing/people";
import { type EventBytes, identity, type Outcome } from "@taizhang/log";
import { directory as newDirectory } from "./directory.ts";
import { carryThrough } from "./move.ts";
import { type Partition, partition, type RegionCommand } from "./partition.ts";
import { nowhereYet, readPosition, writtenPosition } from "./partitioned-position.ts";
import { readOn, readRegion } from "./reader.ts";
import type { RegionCursor } from "./region-cursor.ts";
import { router as newRouter } from "./router.ts";
import { Crash, type World, world } from "./world.ts";

/** How much goes on. */
export interface Size {
  readonly seed: number;
  readonly partitions: number;
  readonly regions: number;
  /** Clerks in each region, who act at the same time. */
  readonly clerks: number;
  /** Commands of each clerk. */
  readonly commands: number;
  /** Moves that are wished for. Some of them the table refuses. */
  readonly moves: number;
  /** Builds a partition wrongly: then something of what is promised must be seen to fail. */
  readonly broken?: ((partition: Partition, turn: World["turn"]) => Partition) | undefined;
}

/** A hundred partitions, and 300 counties of 60 prefectures. */
export const many = { partitions: 100, regions: 300, clerks: 2, commands: 10, moves: 200 };
/** Few partitions, between which regions move as often as they can. */
export const few = { partitions: 6, regions: 12, clerks: 5, commands: 9, moves: 60 };

/** A command, with what was answered in the end. */
export interface Given {
  readonly region: string;
  readonly clerk: number;
  readonly outcome: Outcome;
}

/** What a reader has read, in the order in which it came. */
export type Read = readonly (EventBytes & { readonly region: string })[];

/** Everything that can be asked once all is done. */
export interface Ended {
  readonly given: readonly Given[];
  /** By region: the events of the partition that the table names. */
  readonly homes: ReadonlyMap<string, readonly EventBytes[]>;
  /** By region: in how many partitions it is at home. */
  readonly homeCounts: ReadonlyMap<string, number>;
  /** Events of a region behind the line of a partition that it left: acknowledged to nobody. */
  readonly strayCount: number;
  readonly readOfAll: Read;
  readonly readOfRegions: ReadonlyMap<string, readonly EventBytes[]>;
  readonly moveCount: number;
  readonly refusalCount: number;
  readonly crashes: ReadonlyMap<string, number>;
}

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** The events that commands were acknowledged with, in the order of the answers. */
export const acknowledged = ({ given }: Pick<Ended, "given">): string[] =>
  given.flatMap(({ outcome }) => ("eventIds" in outcome ? outcome.eventIds : []));

/** A division code: the county `nth` of the simulation, five to a prefecture. */
const codeOf = (nth: number) => `${4200 + Math.floor(nth / 5)}${String((nth % 5) + 1).padStart(2, "0")}`;

/** The nth command of a clerk: a new unit, a new plan, or a day that is closed. Each needs another kind of stream. */
function commandOf(region: string, clerk: number, nth: number): RegionCommand {
  const name = `${clerk}-${nth}`;
  const how = { actor: { ...office, regionId: region }, commandId: `${region}/${name}` };
  if (nth % 3 === 0) {
    const unit = {
      regionId: region,
      unitId: unitIdOf(identity, region, name),
      name: `第${name}局`,
      validFrom: "2021-01-01",
    };
    return { region, run: (executor) => executor.run(roster, "registerUnit", region, unit, how) };
  }
  if (nth % 3 === 1) {
    const sourceSha256 = identity.hash(name);
    const id = planIdOf(identity, region, sourceSha256);
    const given = () => notice({ draft: draft() });
    return {
      region,
      run: (executor) => executor.run(plan, "importPlan", id, { regionId: region, sourceSha256 }, { ...how, given }),
    };
  }
  const day = `2021-0${clerk + 1}-${String(nth + 1).padStart(2, "0")}`;
  const closing = { regionId: region, day, dueSoonCount: 0, overdueCount: 0 };
  const byTimer = { ...how, actor: { ...policy, regionId: region } };
  return { region, run: (executor) => executor.run(dayend, "closeDay", dayEndIdOf(region, day), closing, byTimer) };
}

export async function simulated(size: Size): Promise<Ended> {
  const { draw, turn, pause, dangerous, crashes } = world(size.seed);
  const built = Array.from({ length: size.partitions }, (_, nth) => partition(`p${nth}`));
  const all = built.map((each) => size.broken?.(each, turn) ?? each);
  const byName = new Map(all.map((each) => [each.name, each]));
  const partitionOf = (name: string): Partition => {
    const found = byName.get(name);
    if (!found) throw new Error(`there is no partition ${name}`);
    return found;
  };
  const directory = newDirectory();
  const regions = Array.from({ length: size.regions }, (_, nth) => codeOf(nth));

  // A prefecture begins in one partition, with all of its counties.
  for (const region of regions) {
    const home = partitionOf(`p${Number(region.slice(0, 4)) % size.partitions}`);
    await directory.placeRegion(region, home.name);
    home.arrive(region, { epoch: 1, from: 0n, before: nowhereYet }, new Map());
  }

  const given: Given[] = [];
  let refusalCount = 0;
  async function clerkOf(region: string, clerk: number): Promise<void> {
    const router = await newRouter({ directory, partitionOf, step: dangerous(40) });
    for (let nth = 0; nth < size.commands; nth++) {
      await pause(60);
      const outcome = await router.give(commandOf(region, clerk, nth), turn);
      given.push({ region, clerk, outcome });
    }
    refusalCount += router.refusals();
  }

  let [wishes, moveCount] = [0, 0];
  async function mover(): Promise<void> {
    while (wishes < size.moves) {
      wishes += 1;
      await pause(60);
      const region = regions[draw(regions.length)] ?? "";
      if ((await directory.beginMove(region, `p${draw(size.partitions)}`)) !== null) continue;
      moveCount += 1;
      await Promise.all([carriedThrough(region), carriedThrough(region)]);
    }
  }

  /** Begins a move again whenever it was cut off. */
  async function carriedThrough(region: string): Promise<void> {
    try {
      await carryThrough({ directory, partitionOf, step: dangerous(12) }, region);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await turn();
      await carriedThrough(region);
    }
  }

  const readOfAll: Read[number][] = [];
  let cursorOfAll = writtenPosition(nowhereYet);
  async function readAll(): Promise<void> {
    const { events, at } = await readOn(all, readPosition(cursorOfAll));
    readOfAll.push(...events);
    cursorOfAll = writtenPosition(at);
  }

  const readOfRegions = new Map(regions.map((region) => [region, [] as EventBytes[]]));
  const cursors = new Map<string, RegionCursor>();
  async function readOne(region: string): Promise<void> {
    const found = await readRegion({ directory, partitionOf }, region, cursors.get(region) ?? null);
    readOfRegions.get(region)?.push(...(found?.events ?? []));
    if (found?.cursor) cursors.set(region, found.cursor);
  }

  let isOver = false;
  async function reading(): Promise<void> {
    while (!isOver) {
      for (let left = 60; left > 0 && !isOver; left--) {
        if (left % 5 === 0) await readOne(regions[draw(regions.length)] ?? "");
        await turn();
      }
      await readAll();
    }
  }

  const read = reading();
  const acting = regions.flatMap((region) => Array.from({ length: size.clerks }, (_, clerk) => clerkOf(region, clerk)));
  const moving = Array.from({ length: 6 }, mover);
  await Promise.all([...acting, ...moving]).finally(() => (isOver = true));
  await read;
  // What was read in one go may have waited for a log that came later in it.
  for (let before = ""; before !== cursorOfAll; ) {
    before = cursorOfAll;
    await readAll();
  }
  for (const region of regions) await readOne(region);

  const table = await directory.read();
  const homes = new Map<string, EventBytes[]>();
  const homeCounts = new Map<string, number>();
  let strayCount = 0;
  for (const region of regions) {
    homes.set(region, await partitionOf(table.get(region)?.partition ?? "").eventsOf(region));
    const stays = await Promise.all(all.map((each) => each.stayOf(region)));
    homeCounts.set(region, stays.filter((stay) => stay !== null && stay.line === null).length);
    for (const [nth, each] of all.entries()) {
      const line = stays[nth]?.line ?? null;
      if (line === null) continue;
      for await (const event of each.eventsAfter(line)) if (event.region === region) strayCount += 1;
    }
  }
  return { given, homes, homeCounts, strayCount, readOfAll, readOfRegions, moveCount, refusalCount, crashes };
}
