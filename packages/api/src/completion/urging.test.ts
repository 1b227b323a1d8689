// An urging for a completion report over GraphQL: owed in the unit's ledger and on the board until it is answered, and who may do and read what.
import type { Bearer, completion } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-12-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let unitId: string;
let unit: Bearer;
let other: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
  ] as const;
  ({ planId } = await region.issue("任务清单", [{ text: "公开预决算", due: "2022-03-31", units }], {
    reportingOn: "2022-01-05",
  }));
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  other = region.bearer("unit", "区发改局");
  ledger.clock.setDay("2022-01-06");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

let commands = 0;
const act = (name: keyof typeof completion.actions, input: object, as: Bearer) =>
  ask(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input)
      { receipt { position outcome } rejection { code detail } completionReport { urgings { state } } } }`,
    { input: { commandId: `c-${++commands}`, planId, unitId, ...input } },
    as,
  );

const urgings = (as: Bearer) =>
  ask(
    `query ($planId: ID!, $unitId: ID!) { completionReport(planId: $planId, unitId: $unitId)
      { urgings { urgingNo itemId state text whyAgain answerBy by { unitName } answer { text answeredOn } } } }`,
    { planId, unitId },
    as,
  );

const lines = (variables: object) =>
  ask(
    `query ($u: ID!, $calls: [LedgerCall!], $asOf: AsOf, $p: Position) { unitLedger(unitId: $u, calls: $calls, asOf: $asOf, atLeast: $p)
      { edges { node { kind taskId row state reportState standing urgingNo dueOn answeredOn plan { title } } } } }`,
    { u: unitId, ...variables },
    unit,
  );

const counts = async () => {
  const { calls, open } = Object(
    await ask(
      "query ($u: ID!) { unitCounts(unitId: $u) { calls { toAnswer } open { urging completionReport } } }",
      { u: unitId },
      unit,
    ),
  );
  return [calls.toAnswer, open.urging, open.completionReport];
};

const board = (variables: object = {}) =>
  ask(
    "query ($asOf: AsOf) { deadlineBoard(asOf: $asOf) { edges { node { kind taskId dueOn openUnits { name } } } } }",
    variables,
    unit,
  );

const asked = { text: "请说明未报送的原因", answerBy: "2022-01-07" };

test("the office urges, the unit owes an answer by its day, and answers; both on the record", async () => {
  const urged = await act("urgeReporting", asked, region.office);
  expect(urged).toMatchObject({ rejection: null, completionReport: { urgings: [{ state: "OPEN" }] } });
  expect(await act("urgeReporting", asked, region.office)).toMatchObject({
    ...{ receipt: null, rejection: { code: "URGED_RECENTLY", detail: null } },
  });
  const p = urged.receipt?.position;
  const owed = {
    ...{ kind: "URGING", taskId: null, row: null, state: null, reportState: "OWED", standing: "OPEN", urgingNo: 1 },
    ...{ dueOn: "2022-01-07", answeredOn: null, plan: { title: "任务清单" } },
  };
  expect(await lines({ p, calls: ["TO_ANSWER"] })).toEqual({ edges: [{ node: owed }] });
  expect(await counts()).toEqual([1, 1, 1]);
  const due = { node: { kind: "URGING", taskId: null, dueOn: "2022-01-07", openUnits: [{ name: "区财政局" }] } };
  expect(Object(await board()).edges).toContainEqual(due);

  const answer = { urgingNo: 1, text: "明日报送" };
  expect(await act("answerReportingUrging", answer, other)).toMatchObject({
    rejection: { code: "NOT_YOUR_COMPLETION_REPORT" },
  });
  const answered = await act("answerReportingUrging", answer, unit);
  expect(answered).toMatchObject({ rejection: null, completionReport: { urgings: [{ state: "ANSWERED" }] } });
  expect(await lines({ p: answered.receipt?.position, calls: ["TO_ANSWER"] })).toEqual({ edges: [] });
  expect(await counts()).toEqual([0, 0, 1]);
  expect(Object(await board()).edges).not.toContainEqual(due);
  expect(Object(await board({ asOf: { position: p } })).edges).toContainEqual(due);
  expect(await lines({ asOf: { position: p }, calls: ["TO_ANSWER"] })).toEqual({ edges: [{ node: owed }] });

  const whole = {
    ...{ urgingNo: 1, itemId: null, state: "ANSWERED", ...asked, whyAgain: null, by: { unitName: null } },
    answer: { text: "明日报送", answeredOn: "2022-01-06" },
  };
  expect(await urgings(unit)).toEqual({ urgings: [whole] });
  expect(await urgings(region.office)).toEqual({ urgings: [whole] });
  expect(await urgings(other)).toEqual({ urgings: null });
  const history = (of: object, as: Bearer) =>
    ask("query ($of: HistoryOf!) { history(of: $of) { edges { node { type sentence { zh } } } } }", { of }, as);
  const told = await history({ completionReport: { planId, unitId } }, unit);
  expect(Object(told).edges.slice(-2)).toMatchObject([
    { node: { type: "ReportingUrged", sentence: { zh: expect.stringContaining("请说明未报送的原因") } } },
    { node: { type: "ReportingUrgingAnswered", sentence: { zh: expect.stringContaining("明日报送") } } },
  ]);
  const denied = await history({ denied: true }, region.bearer("auditor"));
  expect(Object(denied).edges).toMatchObject([{ node: { sentence: { zh: expect.stringContaining("答复催报") } } }]);
});

test("what is not answered is frozen with the report, and lapses where that is accepted", async () => {
  await act("urgeReporting", { ...asked, whyAgain: "仍未报送" }, region.office);
  await act("submitCompletionReport", { summary: "一项正在办理" }, unit);
  expect(await act("urgeReporting", { ...asked, whyAgain: "仍未报送" }, region.office)).toMatchObject({
    rejection: { code: "COMPLETION_REPORT_SUBMITTED" },
  });
  const frozen = await ask(
    `query ($planId: ID!, $unitId: ID!) { completionReport(planId: $planId, unitId: $unitId)
      { submission { counts { things open done } things { kind taskId row partNo urgingNo standing } } } }`,
    { planId, unitId },
    unit,
  );
  const urging = { kind: "URGING", taskId: null, row: null, partNo: null };
  expect(frozen).toMatchObject({
    submission: {
      counts: { things: 3, open: 2, done: 1 },
      things: [
        { kind: "PART", row: 1 },
        { ...urging, urgingNo: 1, standing: "DONE" },
        { ...urging, urgingNo: 2, standing: "OPEN" },
      ],
    },
  });
  expect(await counts()).toEqual([1, 1, 1]);
  const file = await serving.send(`/export/ledger/${unitId}.csv?atLeast=${await ledger.log.head()}`, {}, unit);
  expect(await file.text()).toMatch(/区财政局,,,催办,,待答复,2022-01-07,[^,]*,,第2次催办\r?\n/);
  const accepted = await act("acceptCompletionReport", { reportNo: 1, opinion: "属实" }, region.office);
  expect(accepted.completionReport).toEqual({ urgings: [{ state: "ANSWERED" }, { state: "TERMINATED" }] });
  expect(await counts()).toEqual([0, 0, 0]);
  expect(await act("answerReportingUrging", { urgingNo: 2, text: "已报送" }, unit)).toMatchObject({
    rejection: { code: "URGING_NOT_OPEN" },
  });
});
