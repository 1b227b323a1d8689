// Restorations as pure functions: which units were restored by a day, and what each of them gets back.
import { expect, test } from "vitest";
import { words } from "../../testing/facts.ts";
import { educationBureau, financeBureau, healthBureau, planId, region, taskId, uuid } from "../../testing/people.ts";
import { completion } from "../completion/index.ts";
import { defaultSettings } from "../plan/settings.ts";
import { noPlan, type PlanState } from "../plan/state.ts";
import { roster } from "../roster/index.ts";
import { UnitRegistered } from "../roster/register-unit.ts";
import { UnitRestored } from "../roster/restore-unit.ts";
import { UnitRetired } from "../roster/retire-unit.ts";
import { task } from "../task/index.ts";
import { restoredUnits, returning } from "./restorations.ts";
import { successionsOn } from "./successions.ts";

const reason = words("机构改革");
const unit = (unitId: string, name: string) =>
  UnitRegistered({ regionId: region, unitId, name, validFrom: "2021-01-01" });
const retired = (unitId: string, on: string) => UnitRetired({ unitId, on, reason });
const restored = (unitId: string, on: string) =>
  UnitRestored({ unitId, reason, authority: reason, before: { kind: "retired", on, into: [], heir: null } });
const state = [
  unit(financeBureau, "区财政局"),
  unit(healthBureau, "区卫健局"),
  unit(educationBureau, "区教育局"),
  ...[retired(financeBureau, "2021-04-01"), restored(financeBureau, "2021-04-01")],
  ...[retired(healthBureau, "2021-04-01"), restored(healthBureau, "2021-04-01"), retired(healthBureau, "2021-09-01")],
  retired(educationBureau, "2021-04-01"),
].reduce(roster.evolve, roster.initial);

test.each([
  ["2021-08-31", [financeBureau, healthBureau], [educationBureau]],
  ["2021-09-01", [financeBureau], [healthBureau, educationBureau]],
])("on %s", (day, restoredThen, endedThen) => {
  expect(restoredUnits(state, day)).toEqual(restoredThen);
  expect(successionsOn(state, day).map(({ unitId }) => unitId)).toEqual(endedThen);
});

test("a part is given back whatever its plan, a completion report by the plan's terms while that is open", () => {
  expect(returning(financeBureau, { kind: "part", taskId }, null)).toMatchObject({
    ...{ of: task, action: "liftOwnerless", id: taskId, command: { unitId: financeBureau } },
  });
  const settings = { ...defaultSettings, reportingOn: "2022-01-05" };
  const plan: PlanState = { ...noPlan, status: "issued", issuedOn: "2021-06-01", settings };
  const report = { kind: "completionReport", completionId: uuid(700), planId } as const;
  const terms = { reportingOn: "2022-01-05", issuedOn: "2021-06-01", dueSoonDays: settings.dueSoonDays };
  expect(returning(financeBureau, report, plan)).toMatchObject({
    ...{ of: completion, action: "resumeCompletionReport", id: uuid(700) },
    command: { unitId: financeBureau, terms },
  });
  expect(returning(financeBureau, report, { ...plan, status: "closed" })).toBeNull();
});
