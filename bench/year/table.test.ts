// The arithmetic of a year, by numbers that can be done in the head; and that docs/scale.md prints what follows from the measured ones.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Assumed, assumed, boundsOf, yearOf } from "./arithmetic.ts";
import { type Measured, readMeasured } from "./measured.ts";
import { boundsTable, measuredTable, yearTable } from "./table.ts";

const round: Measured = {
  machine: "none",
  story: {
    ...{ events: 1, plans: 1, tasks: 1, parts: 2 },
    ...{ eventsAPlan: 10, eventsATask: 3, notesAPart: 1, eventsACompletion: 4, eventsAnAct: 2, importKb: 50 },
  },
  history: {
    ...{ events: 1, jsonBytes: 700, logBytes: 800, indexBytes: 200, redisBytes: 500 },
    ...{ readingCpu: 50, rebuildCpu: 100, rebuildRate: 1 },
  },
  command: { ledgerCpu: 6000, storeCpu: 4000 },
};
const by: Assumed = {
  ...{ plans: 1, tasks: 10, units: 5, partsATask: null, acts: 3, counties: 100, provinces: 10 },
  ...{ hours: 1, peak: 10, years: 2, rebuildHours: 1, redisGb: 1, cores: 1 },
};

test("a county's year is its plans, their tasks and completion reports, what is done on parts and noted of them, and its days", () => {
  const year = yearOf(1, round, by);
  expect(year.parts).toBe(20);
  expect(year.events).toBe(10 + 10 * 3 + 5 * 4 + 20 * 1 + 60 * 2 + 365);
  expect(year.logGb).toBeCloseTo((year.events * 1000 + 50_000) / 1e9, 12);
  expect(year.redisGb).toBeCloseTo((year.events * 500) / 1e9, 12);
  expect(year.commandRate).toBeCloseTo(60 / 3600, 12);
  expect(year.peakCores).toBeCloseTo((600 / 3600) * 0.01, 12);
  expect(year.rebuildHours).toBeCloseTo((year.events * 100) / 3.6e9, 12);
});

test("many counties are so many times one", () => {
  const [one, many] = [yearOf(1, round, by), yearOf(7, round, by)];
  for (const [name, figure] of Object.entries(one))
    expect(Object.entries(many)).toContainEqual([name, expect.closeTo(7 * figure, 6)]);
});

test("a partition has as many counties as its bounds allow, the narrowest first", () => {
  const { redisGb } = yearOf(1, round, by);
  const [narrowest, ...others] = boundsOf(round, { ...by, redisGb: redisGb * 2 * 8.5 });
  expect(narrowest).toEqual({ by: "redis", counties: 8, partitions: 13 });
  expect(others.map((bound) => bound.counties)).toEqual(
    others.map((bound) => bound.counties).toSorted((a, b) => a - b),
  );
});

test("a county that is more than the bound has a partition to itself", () => {
  expect(boundsOf(round, { ...by, redisGb: 1e-9 })[0]).toEqual({ by: "redis", counties: 1, partitions: 100 });
});

const page = readFileSync(fileURLToPath(new URL("../../docs/scale.md", import.meta.url)), "utf8");
const measured = readMeasured();

test.each([
  ["what was measured", measuredTable(measured)],
  ["a year", yearTable(measured, assumed)],
  ["how many counties a partition may have", boundsTable(measured, assumed)],
])("docs/scale.md prints the table of %s as `bench/year.ts` does", (_name, table) => {
  expect(page).toContain(table);
});
