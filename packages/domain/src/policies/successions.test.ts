// Successions as pure functions: who has the work of ended units on a day, and the command for each of their parts.
import { expect, test } from "vitest";
import { words } from "../../testing/facts.ts";
import { educationBureau, financeBureau, healthBureau, region, taskId } from "../../testing/people.ts";
import { roster } from "../roster/index.ts";
import { UnitMerged } from "../roster/merge-units.ts";
import { UnitRegistered } from "../roster/register-unit.ts";
import { UnitRenamed } from "../roster/rename-unit.ts";
import { UnitRetired } from "../roster/retire-unit.ts";
import { task } from "../task/index.ts";
import { succeeding, successionsOn } from "./successions.ts";

const reason = words("机构改革");
const unit = (unitId: string, name: string) =>
  UnitRegistered({ regionId: region, unitId, name, validFrom: "2021-01-01" });
const state = [
  unit(financeBureau, "区财政局"),
  unit(healthBureau, "区卫健局"),
  unit(educationBureau, "区教育局"),
  UnitMerged({ unitId: financeBureau, into: healthBureau, on: "2021-04-01", reason }),
  UnitRenamed({ unitId: healthBureau, name: "区卫健和财政局", before: "区卫健局", on: "2021-04-01" }),
  UnitMerged({ unitId: healthBureau, into: educationBureau, on: "2021-06-01", reason }),
  UnitRetired({ unitId: educationBureau, on: "2021-09-01", reason }),
].reduce(roster.evolve, roster.initial);

test.each([
  ["2021-03-31", []],
  ["2021-04-01", [[financeBureau, healthBureau]]],
  [
    "2021-06-01",
    [
      [financeBureau, educationBureau],
      [healthBureau, educationBureau],
    ],
  ],
  [
    "2021-09-01",
    [
      [financeBureau, null],
      [healthBureau, null],
      [educationBureau, null],
    ],
  ],
])("on %s", (day, expected) => {
  expect(successionsOn(state, day).map(({ unitId, to }) => [unitId, to])).toEqual(expected);
});

test("a part goes to who has the work, with the names of the day, or is noted as nobody's", () => {
  const left = { kind: "part", taskId } as const;
  const [first] = successionsOn(state, "2021-04-01");
  expect(succeeding(first ?? expect.fail("nobody"), left, state)).toMatchObject({
    ...{ of: task, action: "handOver", id: taskId },
    command: {
      ...{ unitId: financeBureau, toUnitId: healthBureau },
      reason: { text: "区财政局自2021-04-01起撤并，由区卫健和财政局承接。" },
    },
  });
  const [last] = successionsOn(state, "2021-09-01");
  expect(succeeding(last ?? expect.fail("nobody"), left, state)).toMatchObject({
    ...{ action: "noteOwnerless", command: { unitId: financeBureau, on: "2021-04-01" } },
  });
  expect(
    succeeding(first ?? expect.fail("nobody"), { kind: "completionReport", completionId: taskId }, state),
  ).toMatchObject({ action: "endCompletionReport", command: { unitId: financeBureau, cause: "unitEnded" } });
  // What is done goes to nobody, whoever has the work.
  expect(succeeding(first ?? expect.fail("nobody"), { kind: "donePart", taskId }, state)).toMatchObject({
    ...{ action: "noteOwnerless", command: { unitId: financeBureau, on: "2021-04-01" } },
  });
});
