// What comes of it if one thing is left out that the promises of the routing rest on: the simulation must see it, or it would see
// nothing at all.
import type { Outcome } from "@taizhang/log";
import { expect, test } from "vitest";
import type { Partition } from "./partition.ts";
import { nowhereYet } from "./partitioned-position.ts";
import { acknowledged, type Ended, few, ids, type Size, simulated } from "./simulation.ts";
import type { World } from "./world.ts";

function acknowledgesBlindly(partition: Partition): Partition {
  return {
    ...partition,
    async take(command, epoch, step) {
      let outcome: Outcome | null = null;
      const run: typeof command.run = async (executor) => (outcome = await command.run(executor));
      const taken = await partition.take({ ...command, run }, epoch, step);
      return outcome ?? taken;
    },
  };
}

function copiesFirst(partition: Partition, turn: World["turn"]): Partition {
  const early = new Map<string, Awaited<ReturnType<Partition["eventsOf"]>>>();
  return {
    ...partition,
    async leave(region) {
      if (!early.has(region)) early.set(region, await partition.eventsOf(region));
      await turn();
      return partition.leave(region);
    },
    eventsOf: async (region) => early.get(region) ?? partition.eventsOf(region),
  };
}

function withoutLines(partition: Partition): Partition {
  return {
    ...partition,
    async stayOf(region) {
      const stay = await partition.stayOf(region);
      return stay && { ...stay, before: nowhereYet };
    },
  };
}

function countsHere(partition: Partition): Partition {
  return {
    ...partition,
    async positionsOf(region) {
      const positions = await partition.positionsOf(region);
      const here = [...positions.values()].at(-1) ?? [];
      return new Map([...positions.keys()].map((epoch) => [epoch, here]));
    },
  };
}

function losesOrDoubles(ended: Ended): boolean {
  const stored = [...ended.homes.values()].flatMap(ids).toSorted();
  return JSON.stringify(stored) !== JSON.stringify(acknowledged(ended).toSorted());
}

/** True if lists of events are not those of the regions' homes. */
const differs = (homes: Ended["homes"], readOf: (region: string) => readonly { readonly id: string }[]): boolean =>
  [...homes].some(([region, events]) => JSON.stringify(ids(readOf(region))) !== JSON.stringify(ids(events)));

const readsAllWrongly = ({ homes, readOfAll }: Ended) =>
  differs(homes, (of) => readOfAll.filter(({ region }) => region === of));

const readsRegionsWrongly = ({ homes, readOfRegions }: Ended) => differs(homes, (of) => readOfRegions.get(of) ?? []);

async function isSeen(broken: Size["broken"], fault: (ended: Ended) => boolean): Promise<boolean> {
  for (const seed of [6, 7, 8, 9]) if (fault(await simulated({ seed, ...few, broken }))) return true;
  return false;
}

test("a partition that acknowledges what it stored without looking at the line again loses events", async () => {
  expect(await isSeen(acknowledgesBlindly, losesOrDoubles)).toBe(true);
});

test("a move that copies first and draws the line afterwards loses events", async () => {
  expect(await isSeen(copiesFirst, losesOrDoubles)).toBe(true);
});

test("a reader of all partitions that does not wait for the lines reads out of order", async () => {
  expect(await isSeen(withoutLines, readsAllWrongly)).toBe(true);
});

test("a cursor that is taken for one of the new log leaves events out, or gives them twice", async () => {
  expect(await isSeen(countsHere, readsRegionsWrongly)).toBe(true);
});
