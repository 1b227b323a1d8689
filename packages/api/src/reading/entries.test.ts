// The deadline board and the review queue by plan, unit and kind: each is that part of the whole list, now and as of a moment.
import { task } from "@taizhang/domain";
import { openPlan } from "@taizhang/domain/testing/facts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyPage, type Node } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-01");
const finance = "区财政局";
const education = "区教育局";
let serving: Serving;
let region: TestRegion;
let plans: readonly string[];
let head: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    [finance, "responsible"],
    [education, "responsible"],
  ] as const;
  const issued = [];
  for (const title of ["任务分解表", "减负清单"]) {
    issued.push(
      await region.issue(title, [
        { text: "公开预算", due: "2021-06-30", units },
        { text: "公开决算", due: "2021-07-31", units },
      ]),
    );
  }
  plans = issued.map(({ planId }) => planId);
  for (const [at, { taskIds }] of issued.entries()) {
    ledger.clock.setDay(`2021-06-1${at}`);
    const [first = "", second = ""] = taskIds;
    await region.report(finance, first, "已公开");
    await region.report(education, first, "已公开");
    await region.claim(finance, second, "全部公开");
    const asked = { unitId: region.unitId(education), dueOn: "2021-08-31", reason: { text: "需会签" }, evidence: [] };
    await region.give(region.bearer("unit", education), task, "requestExtension", second, asked, openPlan);
  }
  head = String(await ledger.log.head());
  ledger.clock.setDay("2021-07-10");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const lists = {
  deadlineBoard: "id planId openUnits { id } lamp { on }",
  reviewQueue: "id planId unit { id } kind",
};

const all = (field: keyof typeof lists, args: string, first?: number) =>
  everyPage(serving, { field, args, node: lists[field] }, region.office, first);

const isOf = (unitId: string) => (node: Node) =>
  [node["unit"], node["openUnits"]].flat().some((unit) => Object(unit).id === unitId);

test.each(["deadlineBoard", "reviewQueue"] as const)(
  "%s by plan and unit, now and as of the last event",
  async (field) => {
    const [planId = ""] = plans;
    const unitId = region.unitId(finance);
    for (const moment of ["", `asOf: { position: "${head}" }`]) {
      const whole = await all(field, moment);
      expect(whole.length).toBeGreaterThan(3);
      const ofPlan = whole.filter((node) => node["planId"] === planId);
      const ofUnit = whole.filter(isOf(unitId));
      expect(ofPlan.length).toBeGreaterThan(1);
      expect(ofUnit.length).toBeGreaterThan(1);
      expect(await all(field, `planId: "${planId}", ${moment}`)).toEqual(ofPlan);
      expect(await all(field, `unitId: "${unitId}", ${moment}`)).toEqual(ofUnit);
      expect(await all(field, `planId: "${planId}", unitId: "${unitId}", ${moment}`, 1)).toEqual(
        ofPlan.filter(isOf(unitId)),
      );
    }
    const ids = (nodes: readonly Node[]) => nodes.map(({ id }) => id);
    const atHead = `asOf: { position: "${head}" }`;
    expect(ids(await all(field, atHead))).toEqual(ids(await all(field, "")));
  },
);

test("the counts of what waits are the lengths of the lists of a plan, of a unit, and of a unit in a plan", async () => {
  const [planId = ""] = plans;
  const kinds = { report: "REPORT", signOff: "SIGN_OFF", extension: "EXTENSION", dispute: "DISPUTE" };
  for (const args of [
    `planId: "${planId}"`,
    `unitId: "${region.unitId(education)}"`,
    `planId: "${planId}", unitId: "${region.unitId(finance)}"`,
  ]) {
    const asked = `{ reviewCounts(${args}) { waiting position byKind { ${Object.keys(kinds).join(" ")} } } }`;
    const { reviewCounts } = Object((await serving.ask(asked, {}, region.office)).data);
    const whole = await all("reviewQueue", args);
    expect(whole.length).toBeGreaterThan(1);
    expect(reviewCounts).toMatchObject({ waiting: whole.length, position: head });
    for (const [field, kind] of Object.entries(kinds)) {
      expect(reviewCounts.byKind[field]).toBe(whole.filter((node) => node["kind"] === kind).length);
    }
  }
});

test("the deadlines by kind and by lamp are those of the whole board, over the region and in a plan", async () => {
  for (const args of ["", `planId: "${plans[0]}"`, 'on: "2021-06-10"', 'on: "2021-08-15"']) {
    const node = { field: "deadlineBoard", node: "id kind lamp { lamp }" };
    const whole = await everyPage(serving, { ...node, args }, region.office);
    const lampOf = (each: Node) => Object(each["lamp"]).lamp;
    const found = new Set(whole.map(lampOf));
    expect(found.size).toBeGreaterThan(0);
    for (const lamp of [...found, "NONE"]) {
      const only = { ...node, args: `lamps: [${lamp}], ${args}` };
      expect(await everyPage(serving, only, region.office, 1)).toEqual(whole.filter((each) => lampOf(each) === lamp));
    }
    expect(await everyPage(serving, { ...node, args: `kinds: [PART], ${args}` }, region.office)).toEqual(whole);
    expect(await everyPage(serving, { ...node, args: `kinds: [ITEM, URGING], ${args}` }, region.office)).toEqual([]);
  }
});

test("what waits of several kinds is one list, from either end", async () => {
  const whole = await all("reviewQueue", "");
  const kinds = whole.filter(({ kind }) => kind !== "REPORT");
  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(["SIGN_OFF", "EXTENSION"]));
  const only = "kinds: [EXTENSION, SIGN_OFF, EXTENSION]";
  expect(await all("reviewQueue", only, 1)).toEqual(kinds);
  expect(await all("reviewQueue", only, 3)).toEqual(kinds);
  const asked = `{ reviewQueue(${only}, last: 3) { totalCount edges { node { id } } pageInfo { hasPreviousPage hasNextPage } } }`;
  const { data } = await serving.ask(asked, {}, region.office);
  expect(data).toEqual({
    reviewQueue: {
      totalCount: 4,
      edges: kinds.slice(-3).map(({ id }) => ({ node: { id } })),
      pageInfo: { hasPreviousPage: true, hasNextPage: false },
    },
  });
  expect(await all("reviewQueue", "kinds: []")).toEqual([]);
});

test("the queue of a past day is what waited at its end", async () => {
  const on = 'on: "2021-06-10"';
  const past = await all("reviewQueue", on);
  expect(past).toHaveLength(4);
  expect(new Set(past.map(({ planId }) => planId))).toEqual(new Set(plans.slice(0, 1)));
  expect(await all("reviewQueue", `${on}, kinds: [REPORT], unitId: "${region.unitId(education)}"`)).toHaveLength(1);
  expect(await all("reviewQueue", 'on: "2021-05-31"')).toEqual([]);
  const counted = async (args: string) => {
    const asked = `{ reviewCounts(${args}) { waiting byKind { report signOff extension } } }`;
    return Object((await serving.ask(asked, {}, region.office)).data).reviewCounts;
  };
  const kinds = (kind: string) => past.filter((node) => node["kind"] === kind).length;
  const byKind = { report: kinds("REPORT"), signOff: kinds("SIGN_OFF"), extension: kinds("EXTENSION") };
  expect(await counted(on)).toEqual({ waiting: 4, byKind });
  expect(await counted('asOf: { day: "2021-06-10" }')).toEqual({ waiting: 4, byKind });
  expect((await counted(`${on}, planId: "${plans[1]}"`)).waiting).toBe(0);
  expect((await counted('on: "2021-05-31"')).waiting).toBe(0);
});

test("another region's plan is out of sight, and a kind is said once", async () => {
  const stranger = testRegion(ledger, "500155");
  const asked = `{ deadlineBoard(planId: "${plans[0]}") { totalCount } reviewQueue(planId: "${plans[0]}") { totalCount } }`;
  expect((await serving.ask(asked, {}, stranger.office)).data).toEqual({
    deadlineBoard: { totalCount: 0 },
    reviewQueue: { totalCount: 0 },
  });
  // Nor is it told up to where anything had happened to it, or to a unit.
  for (const of of [`planId: "${plans[0]}"`, `unitId: "${region.unitId(finance)}"`]) {
    const args = `(${of}, asOf: { day: "2021-06-20" })`;
    const past = `{ deadlineBoard${args} { position } reviewQueue${args} { position } reviewCounts${args} { position } }`;
    const none = { position: null };
    expect((await serving.ask(past, {}, stranger.office)).data).toEqual({
      deadlineBoard: none,
      reviewQueue: none,
      reviewCounts: none,
    });
  }
  const twice = "{ reviewQueue(kind: REPORT, kinds: [REPORT]) { totalCount } }";
  expect((await serving.ask(twice, {}, region.office)).errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
});

test("the plans of a past day are those that were there, as they stood", async () => {
  const plansOn = async (args: string) => {
    const asked = `{ plans(${args}) { totalCount position edges { node { id status tasks(first: 1) { totalCount } } } } }`;
    return Object((await serving.ask(asked, {}, region.office)).data).plans;
  };
  expect((await plansOn('asOf: { day: "2021-05-31" }')).totalCount).toBe(0);
  const then = await plansOn('asOf: { day: "2021-06-01" }');
  expect(then).toMatchObject({ totalCount: 2, edges: plans.map((id) => ({ node: { id, tasks: { totalCount: 2 } } })) });
  expect(BigInt(then.position)).toBeLessThan(BigInt(head));
  const some = await plansOn(`asOf: { position: "${head}" }, year: 2021, last: 1`);
  expect(some).toMatchObject({ totalCount: 2, position: head, edges: [{ node: { id: plans[1] } }] });
});
