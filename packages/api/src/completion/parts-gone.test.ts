// A unit whose only part in a plan is gone still owes the plan its completion report, and says in it what became of the part.
import { roster, task } from "@taizhang/domain";
import { carryOutPolicies, identity } from "@taizhang/log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-12-30");
const reason = { text: "职责调整" };
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  await region.register("区教育局");
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
    ["区卫健局", "responsible"],
  ] as const;
  const issued = await region.issue("任务清单", [{ text: "公开预决算", due: "2021-12-31", units }], {
    reportingOn: "2022-01-05",
  });
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, unit: string, variables: object) =>
  firstField(serving, document, { unitId: region.unitId(unit), ...variables }, region.bearer("unit", unit));

/** The ledger of a unit, by kind. */
async function lines(unit: string): Promise<unknown[]> {
  const found = await ask(
    `query ($unitId: ID!) { unitLedger(unitId: $unitId, standings: [OPEN, DONE, TERMINATED])
      { edges { node { kind state reportState standing } } } }`,
    unit,
    {},
  );
  return Object(found)
    .edges.map(({ node }: { node: unknown }) => node)
    .sort(byKind);
}

const byKind = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? 1 : -1);

/** What a unit's completion report freezes. */
async function submitted(unit: string): Promise<unknown> {
  const { rejection, completionReport } = await ask(
    `mutation ($input: SubmitCompletionReportInput!) { submitCompletionReport(input: $input) { rejection { code }
      completionReport { submission { counts { things open done terminated overdue } things { kind state standing overdue } } } } }`,
    unit,
    {
      input: { commandId: `submit-${region.unitId(unit)}`, planId, unitId: region.unitId(unit), summary: "职责已调整" },
    },
  );
  expect(rejection).toBeNull();
  return Object(completionReport).submission;
}

test("it owes the report as before, which freezes the part as what it became and counts nothing as open", async () => {
  const { office, unitId } = region;
  const exempted = { unitId: unitId("区财政局"), reason, authority: reason };
  await region.give(office, task, "exemptAssignment", taskId, exempted);
  const handed = { unitId: unitId("区卫健局"), toUnitId: unitId("区教育局"), reason };
  const { stream, revision } = await region.give(
    office,
    task,
    "reassign",
    taskId,
    handed,
    (await ledger.executor.load(roster, region.regionId)).state,
  );
  for await (const event of ledger.log.read(stream, { from: revision }))
    await carryOutPolicies(event, ledger.executor, identity);

  ledger.clock.setDay("2022-01-02");
  for (const [unit, state] of [
    ["区财政局", "EXEMPTED"],
    ["区卫健局", "HANDED_OVER"],
  ] as const) {
    expect(await lines(unit)).toEqual([
      { kind: "PART", state, reportState: null, standing: "TERMINATED" },
      { kind: "COMPLETION_REPORT", state: null, reportState: "OWED", standing: "OPEN" },
    ]);
    expect(await submitted(unit)).toEqual({
      counts: { things: 1, open: 0, done: 0, terminated: 1, overdue: 0 },
      things: [{ kind: "PART", state, standing: "TERMINATED", overdue: false }],
    });
  }
  expect(await submitted("区教育局")).toMatchObject({
    counts: { things: 1, open: 1, done: 0, terminated: 0, overdue: 1 },
    things: [{ kind: "PART", state: "ASSIGNED" }],
  });
});
