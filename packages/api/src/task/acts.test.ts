// Who did what in a task, and its reports page by page.
import { task } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
const reportCount = 132;
let serving: Serving;
let region: TestRegion;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const issued = await region.issue("任务分解表", [
    {
      text: "公开预决算",
      units: [
        ["区发改局", "lead"],
        ["区财政局", "responsible"],
      ],
    },
  ]);
  taskId = issued.taskIds[0] ?? "";
  const lead = region.bearer("unit", "区发改局");
  const unitId = region.unitId("区财政局");
  const text = { text: "属实" };
  for (let no = 1; no <= reportCount; no++) await region.report("区财政局", taskId, `第${no}次`);
  await region.give(lead, task, "acceptReport", taskId, { unitId, reportNo: 1 });
  await region.give(lead, task, "returnReport", taskId, { unitId, reportNo: 2, reason: text });
  // A lead that reports itself is reviewed by the office.
  await region.report("区发改局", taskId, "已部署");
  await region.give(region.office, task, "acceptReport", taskId, { unitId: region.unitId("区发改局"), reportNo: 1 });
  await region.claim("区财政局", taskId, "全部公开");
  await region.give(lead, task, "endorseCompletion", taskId, { unitId, opinion: text });
  await region.give(region.office, task, "signOff", taskId, { unitId, opinion: text });
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const person = "{ subjectId unitId unitName }";

/** The part of 区财政局, as somebody sees it. */
async function part(fields: string, as = region.bearer("office")) {
  const { data, errors } = await serving.ask(
    `query ($id: ID!, $unitId: ID!) { task(id: $id) { assignments(unitId: $unitId) { ${fields} } } }`,
    { id: taskId, unitId: region.unitId("区财政局") },
    as,
  );
  expect(errors).toBeUndefined();
  return Object(data).task.assignments[0];
}

describe("who did it is said wherever an act is shown", () => {
  const who = (sub: string, unit: string | null) => ({
    subjectId: sub,
    unitId: unit === null ? null : region.unitId(unit),
    unitName: unit,
  });

  test("a claim, an endorsement and a sign-off", async () => {
    const acts = `claim { by ${person} } endorsement { by ${person} } signOff { by ${person} }`;
    expect(await part(acts)).toEqual({
      claim: { by: who("unit-区财政局", "区财政局") },
      endorsement: { by: who("unit-区发改局", "区发改局") },
      signOff: { by: who(region.office.sub, null) },
    });
  });

  test("a report, and its review", async () => {
    const shown = await part(
      `reports(first: 100) { edges { node { no filedBy ${person} reviewedBy ${person} reviewedAt } } pageInfo { endCursor } }`,
    );
    const [newest] = shown.reports.edges;
    expect(newest.node).toEqual({
      no: reportCount,
      filedBy: who("unit-区财政局", "区财政局"),
      reviewedBy: null,
      reviewedAt: null,
    });
    const rest = await part(
      `reports(first: 100, after: "${shown.reports.pageInfo.endCursor}") { edges { node { no review reviewedBy ${person} reviewedAt } } }`,
    );
    const reviewed = { reviewedBy: who("unit-区发改局", "区发改局"), reviewedAt: ledger.clock.now() };
    expect(rest.reports.edges.slice(-2).map(({ node }: { node: object }) => node)).toEqual([
      { no: 2, review: "RETURNED", ...reviewed },
      { no: 1, review: "ACCEPTED", ...reviewed },
    ]);
  });

  test("the last report in a ledger", async () => {
    const asked = `query ($unitId: ID!) { unitLedger(unitId: $unitId, states: [ACCEPTED, SIGNED_OFF]) {
      edges { node { lastReport { no review reviewedAt reviewedBy ${person} } } }
    } }`;
    const last = async (unit: string) => {
      const { data } = await serving.ask(asked, { unitId: region.unitId(unit) }, region.bearer("office"));
      return Object(data).unitLedger.edges[0].node.lastReport;
    };
    const reviewed = { reviewedAt: ledger.clock.now(), reviewedBy: who(region.office.sub, null) };
    expect(await last("区发改局")).toEqual({ no: 1, review: "ACCEPTED", ...reviewed });
    const open = { reviewedAt: null, reviewedBy: null };
    expect(await last("区财政局")).toEqual({ no: reportCount, review: "OPEN", ...open });
  });

  test("an analyst sees the units and no person", async () => {
    const shown = await part(`claim { by ${person} }`, region.bearer("analyst"));
    expect(shown.claim.by).toEqual({ ...who("", "区财政局"), subjectId: null });
  });
});

test("every report can be read, the newest first, in pages of any size", async () => {
  const read = async (first: number) => {
    const found: number[] = [];
    let after: string | null = null;
    do {
      const cursor: string = after === null ? "" : `, after: "${after}"`;
      const { reports } = await part(
        `reports(first: ${first}${cursor}) { edges { node { no } } pageInfo { hasNextPage hasPreviousPage endCursor } }`,
      );
      expect(reports.pageInfo.hasPreviousPage).toBe(after !== null);
      found.push(...reports.edges.map(({ node }: { node: { no: number } }) => node.no));
      after = reports.pageInfo.hasNextPage ? reports.pageInfo.endCursor : null;
    } while (after !== null);
    return found;
  };
  const all = Array.from({ length: reportCount }, (_, at) => reportCount - at);
  expect(await read(100)).toEqual(all);
  expect(await read(37)).toEqual(all);
});

test("a report is found by its number, by those who may read it", async () => {
  const found = async (no: number, as = region.office) => (await part(`report(no: ${no}) { no progress }`, as)).report;
  for (const no of [1, 37, reportCount]) expect(await found(no)).toEqual({ no, progress: `第${no}次` });
  for (const no of [-1, 0, reportCount + 1]) expect(await found(no)).toBe(null);
  await region.register("区司法局");
  expect(await found(1, region.bearer("unit", "区司法局"))).toBe(null);
});

test("as of an earlier moment there are the reports of then", async () => {
  const events = [];
  for await (const event of ledger.log.read(`task-${taskId}`)) events.push(event);
  const tenth = events.filter(({ fact }) => fact.type === "ProgressReported")[9];
  const { data } = await serving.ask(
    `query ($id: ID!, $position: Position!) {
      task(id: $id, asOf: { position: $position }) { assignments { reports(first: 3) { edges { node { no review } } } } }
    }`,
    { id: taskId, position: tenth?.position.toString() },
    region.bearer("office"),
  );
  const nodes = [10, 9, 8].map((no) => ({ node: { no, review: "OPEN" } }));
  expect(Object(data).task.assignments[1].reports.edges).toEqual(nodes);
});
