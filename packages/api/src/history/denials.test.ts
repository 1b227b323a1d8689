// Denied attempts over HTTP: auditors see them wherever they look, and nobody else does.
import { denial, streamOf } from "@taizhang/domain";
import type { EventLog } from "@taizhang/log";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const [owner, nosy] = ["区教育局", "区民政局"];
const ledger = testLedger("2021-03-01");
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let planId: string;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const plan = await region.issue("任务分解表", [{ text: "公开招生政策", units: [[owner, "responsible"]] }]);
  await region.issue("另一任务分解表", [{ text: "公开救助标准", units: [[nosy, "responsible"]] }]);
  await stranger.issue("梁平区任务分解表", [{ text: "公开预决算", units: [["区财政局", "responsible"]] }]);
  ({ planId } = plan);
  taskId = plan.taskIds[0] ?? "";
  serving = await serve({ ledger });
  await tries("reportProgress", report, region.bearer("unit", nosy));
  await tries("signOff", { taskId, unitId: region.unitId(owner), opinion: "同意" }, region.bearer("analyst"));
  await tries("closePlan", { planId, reason: "年度终了" }, stranger.bearer("office"));
  await tries(
    "registerUnit",
    { regionId: region.regionId, name: "新局", validFrom: "2021-01-01" },
    region.bearer("auditor"),
  );
});

afterAll(() => serving?.close());

const report = { reportedOn: "2021-03-01", progress: "代为填报", evidence: [] };

async function tries(name: string, input: object, as: ReturnType<TestRegion["bearer"]>) {
  const mine = name === "reportProgress" ? { taskId, unitId: region.unitId(owner) } : {};
  const kind = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${kind}!) { ${name}(input: $input) { rejection { code } } }`;
  return serving.ask(document, { input: { commandId: `try-${name}`, ...mine, ...input } }, as);
}

const told = async (of: string, as = region.bearer("auditor")) => {
  const listing = {
    field: "history",
    args: `of: ${of}`,
    node: "type data onBehalfOf { subjectId unitName } sentence { zh } denied { act { zh } reason reasonSaid { zh } byRegionId targetUnitId targetUnitName }",
  };
  const nodes = await everyPage(serving, listing, as, 2);
  return nodes.filter(({ type }) => type === "AttemptDenied");
};

describe("an auditor is told of attempts", () => {
  test("at a task: who tried, what, and why not", async () => {
    const attempts = await told(`{ taskId: "${taskId}" }`);
    expect(attempts).toMatchObject([
      {
        data: { action: "reportProgress", reason: "NOT_YOUR_ASSIGNMENT" },
        onBehalfOf: { subjectId: `unit-${nosy}`, unitName: nosy },
        sentence: { zh: expect.stringContaining(`“${nosy}”试图“进展填报”`) },
        denied: {
          act: { zh: "进展填报" },
          reason: "NOT_YOUR_ASSIGNMENT",
          reasonSaid: { zh: "只能办理本单位的分工。" },
          byRegionId: region.regionId,
          targetUnitId: region.unitId(owner),
          targetUnitName: owner,
        },
      },
      { data: { action: "signOff", reason: "FORBIDDEN" }, denied: { reasonSaid: { zh: "令牌没有所需的角色。" } } },
    ]);
  });

  test("at a plan, also from another region", async () => {
    expect(await told(`{ planId: "${planId}" }`)).toMatchObject([
      { data: { action: "closePlan", reason: "OTHER_REGION", by: { regionId: "500155" } } },
    ]);
  });

  test("at the roster", async () => {
    expect(await told("{ roster: true }")).toMatchObject([{ data: { action: "registerUnit", reason: "FORBIDDEN" } }]);
  });

  test("by a unit, and at a unit", async () => {
    const actions = async (name: string) =>
      (await told(`{ unitId: "${region.unitId(name)}" }`)).map(({ data }) => Object(data).action);
    expect(await actions(nosy)).toEqual(["reportProgress"]);
    expect(await actions(owner)).toEqual(["reportProgress", "signOff"]);
  });

  test("in the whole region, in the order of the log", async () => {
    const attempts = await told("{ denied: true }");
    expect(attempts.map(({ data }) => Object(data).action)).toEqual([
      "reportProgress",
      "signOff",
      "closePlan",
      "registerUnit",
    ]);
  });
});

test.each(["office", "unit", "analyst", "admin"] as const)("nobody else is, and not the %s", async (role) => {
  const reader = region.bearer(role, role === "unit" ? nosy : null);
  const everywhere = [
    `{ taskId: "${taskId}" }`,
    `{ planId: "${planId}" }`,
    `{ unitId: "${region.unitId(nosy)}" }`,
    "{ roster: true }",
    "{ denied: true }",
  ];
  for (const of of everywhere) expect(await told(of, reader), of).toEqual([]);
});

test("the auditor of another region sees nothing of this one", async () => {
  expect(await told("{ denied: true }", stranger.bearer("auditor"))).toEqual([]);
  expect(await told(`{ taskId: "${taskId}" }`, stranger.bearer("auditor"))).toEqual([]);
});

test.each(["OLDEST_FIRST", "NEWEST_FIRST"])("nothing is lost that happens while a page is read, %s", async (order) => {
  let happens = async () => {};
  const log: EventLog = {
    ...ledger.log,
    // The stream of the task has been read by then, and that of the attempts has not.
    async *read(stream, ...how) {
      if (stream === streamOf(denial, taskId)) await happens();
      yield* ledger.log.read(stream, ...how);
    },
  };
  const growing = await serve({ ledger, parts: { log } });
  const auditor = region.bearer("auditor");
  const page = async (args: string) => {
    const { data } = await growing.ask(
      `{ history(of: { taskId: "${taskId}" }, ${args}) { edges { cursor node { eventId } } } }`,
      {},
      auditor,
    );
    const { edges }: { edges: { cursor: string; node: { eventId: string } }[] } = Object(data).history;
    return edges.map(({ cursor, node }) => ({ cursor, id: node.eventId }));
  };
  try {
    happens = async () => {
      happens = async () => {};
      await region.report(owner, taskId, `已公开 ${order}`);
      await tries(
        "reportProgress",
        { ...report, commandId: `try-${order}` },
        { ...region.bearer("unit", nosy), sub: order },
      );
    };
    const before = await page(`order: ${order}, first: 100`);
    const latest = before.at(order === "OLDEST_FIRST" ? -1 : 0)?.cursor;
    const since = await page(
      `order: ${order}, ${order === "OLDEST_FIRST" ? "first: 100, after" : "last: 100, before"}: "${latest}"`,
    );
    const all = await page(`order: ${order}, first: 100`);
    const found = order === "OLDEST_FIRST" ? [...before, ...since] : [...since, ...before];
    expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(since).toHaveLength(2);
  } finally {
    await growing.close();
  }
});
