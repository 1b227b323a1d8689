// An event of a region's own roster that cannot be read: the past is told all the same, with names as far as they can be read.
import { roster, task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { strange } from "../../testing/strange.ts";

/** A unit, and one that a newer build registered, which took the task over from it. */
const [unit, later] = ["区财政局", "区统计局"];
const ledger = testLedger();
let region: TestRegion;
let serving: Serving;
let asked: Readonly<Record<"id" | "planId" | "unitId" | "laterId" | "at", string>>;

beforeAll(async () => {
  region = testRegion(ledger);
  const { planId, taskIds } = await region.issue("减负清单", [
    { text: "清理报表", due: "2021-12-31", units: [[unit, "responsible"]] },
  ]);
  const [id = ""] = taskIds;
  const [unitId, laterId] = [region.unitId(unit), region.unitId(later)];
  const { revision } = await ledger.executor.load(roster, region.regionId);
  await strange(ledger, `roster-${region.regionId}`, revision, "UnitSpirited");
  const assignments = [{ unitId: laterId, relations: ["responsible" as const], via: null, inheritedFromRow: null }];
  const input = { assignments, groups: [], external: [] };
  await region.give(region.office, task, "assignUnits", id, input, { units: registered(laterId), groups: new Map() });
  asked = { id, planId, unitId, laterId, at: String(await ledger.log.head()) };
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

const moment = "asOf: { position: $at }";
const parts = "assignments { unit { name } }";

describe("a position behind it", () => {
  test.each([
    ["a task", `query ($id: ID!, $at: Position!) { it: task(id: $id, ${moment}) { ${parts} } }`],
    [
      "a board",
      `query ($planId: ID!, $at: Position!) { it: planBoard(planId: $planId, ${moment}) { units { unit { name } } } }`,
    ],
    [
      "a plan's tasks",
      `query ($planId: ID!, $at: Position!) { it: tasks(where: { planId: $planId }, ${moment}) { edges { node { ${parts} } } } }`,
    ],
    [
      "a unit's tasks",
      `query ($unitId: ID!, $at: Position!) { it: tasks(where: { unitId: $unitId }, ${moment}) { edges { node { ${parts} } } } }`,
    ],
    [
      "a ledger",
      `query ($unitId: ID!, $at: Position!) { it: unitLedger(unitId: $unitId, ${moment}) { edges { node { task { ${parts} } } } } }`,
    ],
    [
      "deadlines",
      `query ($unitId: ID!, $at: Position!) { it: deadlineBoard(unitId: $unitId, ${moment}) { edges { node { openUnits { name } } } } }`,
    ],
  ])("shows %s: a unit that was registered before it by its name, one behind it by its id", async (_what, document) => {
    const { data, errors } = await serving.ask(document, asked, region.office);
    expect(errors).toBeUndefined();
    const names = [...JSON.stringify(data).matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name);
    expect(names.sort()).toEqual([unit, asked.laterId].sort());
  });

  test("refuses what a unit owed of whom the roster does not tell, and names the place", async () => {
    const document = `query ($laterId: ID!, $at: Position!) { unitLedger(unitId: $laterId, ${moment}) { position } }`;
    const { errors } = await serving.ask(document, asked, region.office);
    expect(errors).toMatchObject([{ extensions: { code: "EVENT_UNREADABLE" } }]);
  });
});

test("a day that includes it names who was registered before it", async () => {
  const document = `query ($id: ID!, $day: Day!) { task(id: $id, asOf: { day: $day }) { ${parts} } }`;
  const { data } = await serving.ask(document, { ...asked, day: ledger.clock.now().slice(0, 10) }, region.office);
  expect(data).toEqual({ task: { assignments: [unit, asked.laterId].map((name) => ({ unit: { name } })) } });
});

test("whoever asks for nobody's unit, or for that of another region, is told of none on a day before it", async () => {
  const document = `query ($laterId: ID!, $unitId: ID!) {
    later: unitLedger(unitId: $laterId, asOf: { day: "2020-01-01" }) { position }
    foreign: unitLedger(unitId: $unitId, asOf: { day: "2020-01-01" }) { position }
  }`;
  const foreign = { ...region.office, regionId: "999999" };
  expect((await serving.ask(document, asked, foreign)).data).toEqual({ later: null, foreign: null });
  const { data, errors } = await serving.ask(document, asked, region.office);
  expect([errors, data]).toMatchObject([undefined, { later: null }]);
});
