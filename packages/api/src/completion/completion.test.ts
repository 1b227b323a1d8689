// Completion reports over GraphQL: owed from the issue on, frozen as things stand, judged, superseded, and who may read what.
import { type Bearer, completionIdOf } from "@taizhang/domain";
import { identity } from "@taizhang/log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { feed } from "../changes/feed.ts";

const ledger = testLedger("2021-12-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskIds: readonly string[];
let unitId: string;
let unit: Bearer;
let other: Bearer;
let office: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const rows = ["公开预决算", "公开债务"].map((text) => ({
    text,
    due: "2022-01-31",
    units: [
      ["区发改局", "lead"],
      ["区财政局", "responsible"],
    ] as const,
  }));
  const issued = await region.issue("任务清单", rows, { reportingOn: "2022-01-05" });
  ({ planId, taskIds } = issued);
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  other = region.bearer("unit", "区发改局");
  office = region.bearer("office");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

let commands = 0;
const act = (name: string, input: object, as: Bearer) =>
  ask(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input)
      { receipt { position outcome } rejection { code } completionReport { state submission { reportNo } } } }`,
    { input: { commandId: `c-${++commands}`, planId, unitId, ...input } },
    as,
  );

const report = (as: Bearer, variables: object = {}) =>
  ask(
    `query ($planId: ID!, $unitId: ID!, $asOf: AsOf, $p: Position) { completionReport(planId: $planId, unitId: $unitId, asOf: $asOf, atLeast: $p)
      { state standing sight dueOn firstDueOn lamp { lamp } unit { name } extensions { state grantedDueOn }
        submission { reportNo submittedOn dueOn summary frozenAt counts { things open done terminated overdue }
          things { kind taskId row state standing dueOn overdue } by { unitName } decision { text by { unitName } } } } }`,
    { planId, unitId, ...variables },
    as,
  );

const line = { kind: "COMPLETION_REPORT", taskId: null, row: null, text: null, state: null };
const lines = (as: Bearer, variables: object = {}) =>
  ask(
    `query ($unitId: ID!, $standings: [Standing!], $asOf: AsOf, $p: Position) { unitLedger(unitId: $unitId, standings: $standings, asOf: $asOf, atLeast: $p, due: { to: "2022-01-20" })
      { edges { node { kind taskId row text state reportState standing dueOn firstDueOn answeredOn reportCount lamp { lamp } plan { title } } } } }`,
    { unitId, ...variables },
    as,
  );

test("from the issue on it is owed, in the ledger and on the board, by every unit of the plan", async () => {
  const owed = {
    reportState: "OWED",
    standing: "OPEN",
    dueOn: "2022-01-05",
    firstDueOn: "2022-01-05",
    answeredOn: null,
  };
  const lit = { lamp: { lamp: "DUE_SOON" }, plan: { title: "任务清单" } };
  expect(await lines(unit)).toEqual({ edges: [{ node: { ...line, ...owed, reportCount: 0, ...lit } }] });
  const board = await ask(
    'query { deadlineBoard(due: { to: "2022-01-20" }) { edges { node { kind taskId dueOn openUnits { name } } } } }',
    {},
    unit,
  );
  const due = (name: string) => ({
    node: { kind: "COMPLETION_REPORT", taskId: null, dueOn: "2022-01-05", openUnits: [{ name }] },
  });
  expect(Object(board).edges).toHaveLength(2);
  expect(Object(board).edges).toEqual(expect.arrayContaining([due("区财政局"), due("区发改局")]));
  expect(await report(office, { unitId: region.unitId("区教育局") })).toBeNull();
  // What is no task is none, whatever id is asked for.
  const id = completionIdOf(identity, planId, unitId);
  for (const asked of [id, `completion/${id}`])
    expect(await ask("query ($id: ID!) { task(id: $id) { id } }", { id: asked }, office)).toBeNull();
});

test("what is handed in freezes what the unit owes; the office returns it, and a new one supersedes it", async () => {
  await region.claim("区财政局", taskIds[0] ?? "", "已公开");
  const submitted = await act("submitCompletionReport", { summary: "一项已申报办结" }, unit);
  expect(submitted).toMatchObject({ rejection: null, completionReport: { state: "SUBMITTED" } });
  const p = submitted.receipt?.position;
  // What happens afterwards is not in it.
  await region.claim("区财政局", taskIds[1] ?? "", "已公开");
  const part = { kind: "PART", standing: "OPEN", dueOn: "2022-01-31", overdue: false };
  const submission = {
    ...{ reportNo: 1, submittedOn: "2021-12-30", dueOn: "2022-01-05", summary: "一项已申报办结", decision: null },
    ...{ frozenAt: expect.stringMatching(/^\d+$/), counts: { things: 2, open: 2, done: 0, terminated: 0, overdue: 0 } },
    things: [
      { ...part, taskId: taskIds[0], row: 1, state: "CLAIMED" },
      { ...part, taskId: taskIds[1], row: 2, state: "ASSIGNED" },
    ],
    by: { unitName: "区财政局" },
  };
  const stands = {
    ...{ state: "SUBMITTED", standing: "OPEN", dueOn: "2022-01-05", firstDueOn: "2022-01-05" },
    ...{ lamp: { lamp: "CLAIMED" }, unit: { name: "区财政局" } },
  };
  const whole = { ...stands, sight: "WHOLE", extensions: [], submission };
  expect(await report(unit, { p })).toEqual(whole);
  for (const role of ["office", "auditor", "analyst"] as const)
    expect(await report(region.bearer(role), { p })).toEqual(whole);
  expect(await report(other, { p })).toEqual({ ...stands, sight: "STATE", extensions: null, submission: null });

  const queue =
    "query ($p: Position) { reviewQueue(atLeast: $p) { edges { node { kind taskId task { id } planId reportNo unit { name } dueOn } } } }";
  const waiting = await ask(queue, { p }, office);
  expect(Object(waiting).edges).toContainEqual({
    node: {
      ...{ kind: "COMPLETION_REPORT", taskId: null, task: null, planId, reportNo: 1, dueOn: "2022-01-05" },
      unit: { name: "区财政局" },
    },
  });

  expect(await act("returnCompletionReport", { reportNo: 1, reason: "请说明" }, office)).toMatchObject({
    completionReport: { state: "RETURNED" },
  });
  ledger.clock.setDay("2022-01-06");
  expect(await report(unit)).toMatchObject({ state: "RETURNED", lamp: { lamp: "OVERDUE" } });
  const again = await act("submitCompletionReport", { summary: "两项均已申报办结" }, unit);
  expect(again).toMatchObject({ completionReport: { state: "SUBMITTED", submission: { reportNo: 2 } } });
  const handedIn = { p: again.receipt?.position };
  expect(await report(unit, handedIn)).toMatchObject({ state: "SUBMITTED", lamp: { lamp: "CLAIMED" } });
  expect(await lines(unit, handedIn)).toMatchObject({ edges: [{ node: { lamp: { lamp: "CLAIMED" } } }] });
  expect(await act("acceptCompletionReport", { reportNo: 1, opinion: "属实" }, office)).toMatchObject({
    rejection: { code: "COMPLETION_REPORT_SUPERSEDED" },
  });
  const accepted = await act("acceptCompletionReport", { reportNo: 2, opinion: "属实" }, office);
  expect(accepted).toMatchObject({ rejection: null, completionReport: { state: "ACCEPTED" } });
  const at = accepted.receipt?.position;
  expect(await report(unit, { p: at })).toMatchObject({
    ...{ state: "ACCEPTED", standing: "DONE", lamp: { lamp: "DONE" } },
    submission: { submittedOn: "2022-01-06", decision: { text: "属实" } },
  });
  const done = { reportState: "ACCEPTED", standing: "DONE", answeredOn: "2022-01-06", reportCount: 2 };
  expect(await lines(unit, { p: at, standings: ["DONE"] })).toMatchObject({ edges: [{ node: { ...line, ...done } }] });
  expect(await lines(unit, { p: at })).toEqual({ edges: [] });

  // As of the first report, all stood as it stood then.
  const then = { asOf: { position: p } };
  expect(await report(unit, then)).toMatchObject({ ...whole, lamp: { lamp: "CLAIMED" } });
  expect(await lines(unit, then)).toMatchObject({ edges: [{ node: { reportState: "SUBMITTED", reportCount: 1 } }] });
  const board = await ask(
    'query ($asOf: AsOf) { deadlineBoard(asOf: $asOf, due: { to: "2022-01-20" }) { edges { node { kind openUnits { name } } } } }',
    then,
    unit,
  );
  expect(Object(board).edges).toHaveLength(2);
});

test("the history has the report that was superseded; other units read that it was handed in, not what it says", async () => {
  const history = (of: object, as: Bearer) =>
    ask(
      "query ($of: HistoryOf!) { history(of: $of, first: 50) { edges { node { type sentence { zh } } } } }",
      { of },
      as,
    );
  const told = async (as: Bearer) =>
    Object(await history({ completionReport: { planId, unitId } }, as)).edges.map(
      ({ node }: { node: { type: string; sentence: { zh: string } } }) => `${node.type} ${node.sentence.zh}`,
    );
  const whole: string[] = await told(unit);
  expect(whole.map((each) => each.split(" ")[0])).toEqual([
    ...["CompletionReportDue", "CompletionReportSubmitted", "CompletionReportReturned"],
    ...["CompletionReportSubmitted", "CompletionReportAccepted"],
  ]);
  expect(whole[1]).toContain("一项已申报办结");
  expect(whole[3]).toContain("逾期");
  const seen: string[] = await told(other);
  expect(seen).toHaveLength(whole.length);
  expect(seen.join()).not.toContain("申报办结");
  const ofUnit = await history({ unitId }, unit);
  expect(JSON.stringify(ofUnit)).toContain("CompletionReportSubmitted");
});

test("the feed tells of it as far as the reader may know", async () => {
  const followed = async (reader: Bearer) => {
    const filter = { planId, unitId, types: ["CompletionReportSubmitted"] };
    const found: string[] = [];
    for await (const message of await feed(ledger, {
      reader,
      after: null,
      since: null,
      filter,
      patienceMs: 1_000_000,
    })) {
      if (message.kind === "CaughtUp") break;
      found.push(JSON.stringify(message, (_key, value) => (typeof value === "bigint" ? String(value) : value)));
    }
    return found;
  };
  const whole = await followed(office);
  expect(whole).toHaveLength(2);
  expect(whole[0]).toContain("一项已申报办结");
  const seen = await followed(other);
  expect(seen).toHaveLength(2);
  expect(seen.join()).toContain("2022-01-06");
  expect(seen.join()).not.toContain("申报办结");
});

test("nobody else hands in for a unit, which is recorded for auditors", async () => {
  expect(await act("submitCompletionReport", { summary: "代报" }, other)).toMatchObject({
    rejection: { code: "NOT_YOUR_COMPLETION_REPORT" },
  });
  const { data } = await serving.ask(
    "query ($of: HistoryOf!) { history(of: $of, first: 50) { edges { node { type } } } }",
    { of: { completionReport: { planId, unitId } } },
    region.bearer("auditor"),
  );
  expect(JSON.stringify(data)).toContain("AttemptDenied");
});

test("a later day is asked for and granted to one unit, and waits in the office's queue meanwhile", async () => {
  const lead = { unitId: region.unitId("区发改局") };
  const asked = await act("requestReportingExtension", { ...lead, dueOn: "2022-01-15", reason: "数据未汇总" }, other);
  expect(asked).toMatchObject({ rejection: null });
  const waiting = await ask(
    "query { reviewQueue { edges { node { kind extensionNo askedDueOn dueOn unit { name } } } } }",
    {},
    office,
  );
  const request = { kind: "EXTENSION", extensionNo: 1, askedDueOn: "2022-01-15", dueOn: "2022-01-05" };
  expect(Object(waiting).edges).toContainEqual({ node: { ...request, unit: { name: "区发改局" } } });
  await act("grantReportingExtension", { ...lead, extensionNo: 1, dueOn: "2022-01-10", opinion: "同意" }, office);
  expect(await report(other, lead)).toMatchObject({
    ...{ dueOn: "2022-01-10", firstDueOn: "2022-01-05" },
    extensions: [{ state: "GRANTED", grantedDueOn: "2022-01-10" }],
  });
});

test("the end of the plan ends what is still owed", async () => {
  await region.close(planId);
  expect(await report(office, { unitId: region.unitId("区发改局") })).toMatchObject({
    state: "DROPPED",
    standing: "TERMINATED",
  });
  expect(await report(office)).toMatchObject({ state: "ACCEPTED", standing: "DONE" });
});
