// Evidence found broken after the sign-off, over GraphQL: it calls for the unit as returned, is listed where it is counted, and
// is mended by the unit alone, while the part stays signed off.
import { type Bearer, task } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let otherPlanId: string;
let taskId: string;
let unitId: string;
let begun: string;

const bureau = "区财政局";
const pages = [
  { title: "预算", url: "https://www.example.gov.cn/yusuan" },
  { title: "决算", path: ["首页", "决算"] },
];

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [[bureau, "responsible"]] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-07-04", units }]);
  otherPlanId = (await region.issue("另一任务清单", [{ text: "公开采购目录", due: "2021-12-31", units }])).planId;
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId(bureau);
  const unit = region.bearer("unit", bureau);
  const report = { unitId, reportedOn: "2021-06-30", progress: { text: "两项均已公开。" }, evidence: pages };
  await region.give(unit, task, "reportProgress", taskId, report);
  await region.give(region.office, task, "acceptReport", taskId, { unitId, reportNo: 1 });
  await region.claim(bureau, taskId, "已公开");
  const opinion = { text: "同意" };
  const signedOff = await region.give(region.office, task, "signOff", taskId, { unitId, opinion });
  begun = String(signedOff.position);
  ledger.clock.setDay("2021-09-01");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

// biome-ignore lint/suspicious/noExplicitAny: answers are compared as they come.
const ask = (document: string, variables: object, as: Bearer): Promise<any> =>
  firstField(serving, document, variables, as);

const gives = (name: string, commandId: string, input: object, as: Bearer) =>
  ask(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
      receipt { position outcome } rejection { code } } }`,
    { input: { commandId, taskId, unitId, ...input } },
    as,
  );

interface Looked {
  readonly p?: string | undefined;
  readonly asOf?: object;
}

/** What is counted as returned, and how long the lists are that this count leads to. */
async function returned(as: Bearer, { p, asOf }: Looked = {}) {
  const listed = async (args: string) => {
    const asked = `query ($u: ID!, $p: Position, $asOf: AsOf) { unitLedger(unitId: $u, atLeast: $p, asOf: $asOf, ${args}) {
      totalCount counts { returned } edges { node { planId state standing returned toMendCount lamp { lamp } } } } }`;
    return ask(asked, { u: unitId, p, asOf }, as);
  };
  const { calls, open } = await ask(
    "query ($u: ID!, $p: Position, $asOf: AsOf) { unitCounts(unitId: $u, atLeast: $p, asOf: $asOf) { calls { returned overdue } open { part } } }",
    { u: unitId, p, asOf },
    as,
  );
  const [byCall, byFilter, ofPlan, ofOther, plain, open1] = await Promise.all(
    [
      "calls: [RETURNED]",
      "where: { returned: true }",
      `where: { returned: true, planId: "${planId}" }`,
      `where: { returned: true, planId: "${otherPlanId}" }`,
      "first: 50",
      "standings: [OPEN]",
    ].map(listed),
  );
  expect(byCall.edges).toEqual(byFilter.edges);
  expect(ofPlan.edges).toEqual(byFilter.edges);
  expect(ofOther.edges).toEqual([]);
  expect(byFilter.totalCount).toBe(calls.returned);
  expect(byFilter.counts.returned).toBe(calls.returned);
  // The ledger as it is asked for first has it, too; what is open by its standing has not.
  expect(plain.totalCount).toBe(open1.totalCount + calls.returned);
  expect(open1.totalCount).toBe(open.part);
  expect(calls.overdue).toBe(0);
  return { count: calls.returned, lines: byFilter.edges.map(({ node }: { node: object }) => node) };
}

const part = (as: Bearer, p?: string) =>
  ask(
    `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, atLeast: $p) { assignments(unitId: $u) {
      state toMend { reportNo place } claim { evidence { title } } acts { name refusal { code } }
      reports { edges { node { review correctionCount progress evidence { title } acts { name refusal { code } } } } } } } }`,
    { id: taskId, u: unitId, p },
    as,
  ).then(({ assignments: [shown] }) => shown);

const codeOf = (acts: readonly { name: string; refusal: { code: string } | null }[], name: string) => {
  const act = acts.find((each) => each.name === name) ?? expect.fail(`no act ${name}`);
  return act.refusal?.code ?? null;
};

test("what is found broken after the sign-off comes back, is mended by its unit alone, and calls no more", async () => {
  const unit = region.bearer("unit", bureau);
  const { office } = region;
  expect(await returned(unit, { p: begun })).toEqual({ count: 0, lines: [] });
  const before = await part(unit);
  expect(codeOf(before.reports.edges[0].node.acts, "correctReport")).toBe("ASSIGNMENT_NOT_OPEN");
  expect(codeOf(before.acts, "correctClaim")).toBe("NOTHING_TO_MEND");

  await gives("verifyPublication", "v-1", { reportNo: 1, place: 2, verdict: "BROKEN", note: "打不开" }, office);
  const broken = await gives("verifyPublication", "v-2", { place: 1, verdict: "WRONG_CONTENT" }, office);
  const { position: p } = broken.receipt;
  const line = { planId, state: "SIGNED_OFF", standing: "DONE", returned: true, lamp: { lamp: "DONE" } };
  expect(await returned(unit, { p })).toEqual({ count: 1, lines: [{ ...line, toMendCount: 2 }] });
  // As of the sign-off nothing had come back.
  expect(await returned(unit, { asOf: { position: begun } })).toEqual({ count: 0, lines: [] });
  expect(await returned(unit, { asOf: { day: "2021-06-30" } })).toEqual({ count: 0, lines: [] });
  const now = await part(unit, p);
  expect(now.toMend).toEqual([
    { reportNo: 1, place: 2 },
    { reportNo: null, place: 1 },
  ]);
  expect(codeOf(now.reports.edges[0].node.acts, "correctReport")).toBe(null);
  expect(codeOf(now.acts, "correctClaim")).toBe(null);
  expect((await part(office, p)).acts.map(({ name }: { name: string }) => name)).not.toContain("correctClaim");

  const mended = { title: "决算（新址）", url: "https://www.example.gov.cn/juesuan" };
  const correction = { reportNo: 1, evidence: [pages[0], mended], reason: "网站改版" };
  const other = region.bearer("unit", "区教育局");
  expect(await gives("correctReport", "c-0", correction, other)).toMatchObject({
    rejection: { code: "NOT_YOUR_ASSIGNMENT" },
  });
  const rewritten = { ...correction, progress: "三项均已公开。" };
  expect(await gives("correctReport", "c-1", rewritten, unit)).toMatchObject({ rejection: { code: "ONLY_TO_MEND" } });
  const first = await gives("correctReport", "c-2", correction, unit);
  expect(first).toMatchObject({ receipt: { outcome: "DONE" }, rejection: null });
  expect(await returned(unit, { p: first.receipt.position })).toMatchObject({ count: 1, lines: [{ toMendCount: 1 }] });
  expect(await gives("correctReport", "c-3", correction, unit)).toMatchObject({
    rejection: { code: "ASSIGNMENT_NOT_OPEN" },
  });

  const claimed = { evidence: [{ title: "公开专栏", path: ["首页", "专栏"] }], reason: "原页面内容不符" };
  const second = await gives("correctClaim", "c-4", claimed, unit);
  expect(second).toMatchObject({ receipt: { outcome: "DONE" }, rejection: null });
  const after = await part(unit, second.receipt.position);
  expect(after).toMatchObject({ state: "SIGNED_OFF", toMend: [], claim: { evidence: [{ title: "公开专栏" }] } });
  expect(after.reports.edges[0].node).toMatchObject({
    ...{ review: "ACCEPTED", correctionCount: 1, progress: "两项均已公开。" },
    evidence: [{ title: "预算" }, { title: "决算（新址）" }],
  });
  expect(await returned(unit, { p: second.receipt.position })).toEqual({ count: 0, lines: [] });
  // In between it had come back, and so it is told.
  expect(await returned(unit, { asOf: { position: p } })).toMatchObject({ count: 1, lines: [{ toMendCount: 2 }] });
});
