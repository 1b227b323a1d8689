// What the routing of partitions promises, held against a hundred of them: thousands of commands while regions move, processes are
// killed at every step, and readers go on from where they were. And what comes of it if a step is left out.

import { beforeAll, describe, expect, test } from "vitest";
import { acknowledged, type Ended, few, ids, many, simulated } from "./simulation.ts";

const runs = [
  { name: "a hundred partitions", seed: 1, ...many },
  ...[2, 3, 4].map((seed) => ({ name: "a few, between which regions often move", seed, ...few })),
];

describe.each(runs)("$name, seed $seed", (size) => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await simulated(size);
  });

  test("every command is carried out", () => {
    const { given } = ended;
    expect(given).toHaveLength(size.regions * size.clerks * size.commands);
    expect(given.filter(({ outcome }) => !("outcome" in outcome))).toEqual([]);
  });

  test("every event that was acknowledged is at home in exactly one partition, once, and no other is", () => {
    const { homes, homeCounts } = ended;
    expect(new Set(homeCounts.values())).toEqual(new Set([1]));
    const stored = [...homes.values()].flatMap(ids);
    expect(new Set(stored).size).toBe(stored.length);
    expect(stored.toSorted()).toEqual(acknowledged(ended).toSorted());
  });

  test("within a region the order is kept: of each stream, and of what each clerk did", () => {
    const { homes, given } = ended;
    for (const [region, events] of homes) {
      const revisions = new Map<string, number>();
      for (const { stream, revision } of events) {
        expect([stream, revision]).toEqual([stream, (revisions.get(stream) ?? -1) + 1]);
        revisions.set(stream, revision);
      }
      const places = new Map(ids(events).map((id, at) => [id, at]));
      for (let clerk = 0; clerk < size.clerks; clerk++) {
        const own = given.filter((each) => each.region === region && each.clerk === clerk);
        const stood = own
          .flatMap(({ outcome }) => ("eventIds" in outcome ? outcome.eventIds : []))
          .map((id) => places.get(id) ?? -1);
        expect(stood).toEqual(stood.toSorted((a, b) => a - b));
      }
    }
  });

  test("a reader of all partitions sees every event once, and each region's in their order", () => {
    const { homes, readOfAll } = ended;
    for (const [region, events] of homes)
      expect(ids(readOfAll.filter((event) => event.region === region))).toEqual(ids(events));
    expect(readOfAll).toHaveLength([...homes.values()].flat().length);
  });

  test("a reader of one region, with a cursor from before its moves, sees every event once and in order", () => {
    const { homes, readOfRegions } = ended;
    for (const [region, events] of homes) expect(ids(readOfRegions.get(region) ?? [])).toEqual(ids(events));
  });

  test("commands came with old epochs, some were stored behind a line, and processes were killed at every step", () => {
    const { moveCount, refusalCount, strayCount, crashes } = ended;
    expect(moveCount).toBeGreaterThan(size.moves / 4);
    expect(refusalCount).toBeGreaterThan(size.moves / 4);
    expect(strayCount).toBeGreaterThan(0);
    expect([...crashes.keys()].toSorted()).toEqual([
      "after a command is carried out",
      "after an event is copied",
      "after the table says so",
      "before a command is carried out",
      "before the line is drawn",
      "before the region arrives",
      "before the rest is copied",
      "before the table says so",
    ]);
  });
});
