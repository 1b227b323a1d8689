// Search by words over HTTP: what is found, in which order, by whom, and what it may cost.
import { type Bearer, roster, task } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { everyPage } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger();
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let firstPlan: { readonly planId: string; readonly taskIds: readonly string[] };
let secondPlan: typeof firstPlan;

const because = { reason: { text: "口径调整" }, authority: { text: "补充通知" } };

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  await region.register("区财政局", "区都市农业局", "重庆银行郧阳支行", "区行政审批局", "绿化办");
  const unit = (name: string) => ({ kind: "unit" as const, unitId: region.unitId(name) });
  const { office, regionId } = region;
  await region.give(office, roster, "addAlias", regionId, {
    of: unit("区财政局"),
    alias: "财税局",
    validFrom: "2021-01-01",
  });
  const renaming = { unitId: region.unitId("绿化办"), name: "区园林局", on: "2021-02-01", ...because };
  await region.give(office, roster, "renameUnit", regionId, renaming);
  const carriers = [["区财政局", "responsible"]] as const;
  firstPlan = await region.issue("政务公开要点", [
    { text: "公开财政预算决算", units: carriers },
    { text: "推进“互联网＋政务服务”，公开办事指南", units: carriers },
    { text: "规范行政执法公示", units: carriers },
  ]);
  ledger.clock.setDay("2021-04-01");
  secondPlan = await region.issue("营商环境要点", [{ text: "公开惠企政策并逐条解读", units: carriers }]);
  await stranger.issue("政务公开方案", [{ text: "公开财政预算决算，别区所有", units: carriers }]);
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly matched: string;
  readonly isExact: boolean;
}

/** What a search finds, page by page. */
async function found(text: string, as: Bearer = region.office, args = "", first = 100): Promise<readonly Hit[]> {
  const listing = {
    field: "search",
    args: `text: ${JSON.stringify(text)} ${args}`,
    node: "kind id title matched isExact",
  };
  const hit = z.object({
    kind: z.string(),
    id: z.string(),
    title: z.string(),
    matched: z.string(),
    isExact: z.boolean(),
  });
  return z.array(hit).parse(await everyPage(serving, listing, as, first));
}
const titles = async (...asked: Parameters<typeof found>) => (await found(...asked)).map(({ title }) => title);
const ids = async (...asked: Parameters<typeof found>) => (await found(...asked)).map(({ id }) => id);

describe("units are found", () => {
  test.each([
    ["财政", "NAME", "区财政局"],
    ["区财政局", "NAME", "区财政局"],
    ["财税局", "ALIAS", "区财政局"],
    ["绿化", "FORMER_NAME", "区园林局"],
    ["qczj", "PINYIN", "区财政局"],
    ["QUCAIZHENGJU", "PINYIN", "区财政局"],
    ["caizhengj", "PINYIN", "区财政局"],
    ["qucaizj", "PINYIN", "区财政局"],
    ["qdsnyj", "PINYIN", "区都市农业局"],
    ["qudushi", "PINYIN", "区都市农业局"],
    ["cqyh", "PINYIN", "重庆银行郧阳支行"],
    ["chongqingyinhang", "PINYIN", "重庆银行郧阳支行"],
    ["qxzspj", "PINYIN", "区行政审批局"],
    ["lvhua", "PINYIN", "区园林局"],
    ["ｑｃｚｊ", "PINYIN", "区财政局"],
  ])("by %s (%s)", async (text, matched, title) => {
    expect(await found(text, region.office, "kinds: [UNIT]")).toMatchObject([{ kind: "UNIT", matched, title }]);
  });

  test("not by letters that stand for no part of a name", async () => {
    for (const letters of ["qczjx", "zcj", "hzj", "cunzheng"]) expect(await titles(letters)).toEqual([]);
  });

  test("also by `units(search:)`, of one kind if wanted", async () => {
    const listed = (args: string) => everyPage(serving, { field: "units", args, node: "name" }, region.office);
    expect(await listed('search: "qczj"')).toEqual([{ name: "区财政局" }]);
    expect(await listed('search: "区 政"')).toEqual([{ name: "区财政局" }, { name: "区行政审批局" }]);
    expect(await listed('search: "区财政局", kind: LIST')).toEqual([]);
  });
});

describe("tasks and plans are found", () => {
  test("by words: every term must be there; the plan issued last comes first, then by row", async () => {
    const [first, second] = firstPlan.taskIds;
    expect(await ids("公开", region.office, "kinds: [TASK]")).toEqual([secondPlan.taskIds[0], first, second]);
    expect(await ids("公开 政务", region.office, "kinds: [TASK]")).toEqual([second]);
    expect(await ids("互联网+政务", region.office, "kinds: [TASK]")).toEqual([second]);
    expect(await ids("公开 没有这样的词")).toEqual([]);
  });

  test("by number, before all that only holds it", async () => {
    expect(await found("第3项")).toMatchObject([{ id: firstPlan.taskIds[2], matched: "NUMBER", isExact: true }]);
    expect(await ids("1")).toEqual([secondPlan.taskIds[0], firstPlan.taskIds[0]]);
  });

  test("in one list, the exact name first, then units, plans and tasks", async () => {
    expect(await found("政务公开要点")).toMatchObject([
      { kind: "PLAN", id: firstPlan.planId, isExact: true, matched: "NAME" },
    ]);
    expect((await found("财政")).map(({ kind }) => kind)).toEqual(["UNIT", "TASK"]);
  });

  test("a page at a time, with how many there are; a cursor of another search is refused", async () => {
    const all = await ids("公开");
    for (const size of [1, 2, 3]) expect(await ids("公开", region.office, "", size)).toEqual(all);
    const document =
      "query ($t: String!, $after: String) { search(text: $t, first: 1, after: $after) { totalCount isCut pageInfo { endCursor } } }";
    const { data } = await serving.ask(document, { t: "公开" }, region.office);
    expect(data).toMatchObject({ search: { totalCount: all.length, isCut: false } });
    const { search } = z.object({ search: z.object({ pageInfo: z.object({ endCursor: z.string() }) }) }).parse(data);
    const other = await serving.ask(document, { t: "政务", after: search.pageInfo.endCursor }, region.office);
    expect(other.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "after" } }]);
  });

  test("with the thing itself, and the words around the term", async () => {
    const document = `query ($t: String!) { search(text: $t) { edges { node { excerpt node {
      id ... on Task { plan { title } } ... on Plan { status } ... on Unit { name } } } } } }`;
    const { data } = await serving.ask(document, { t: "办事指南" }, region.office);
    const node = { id: firstPlan.taskIds[1], plan: { title: "政务公开要点" } };
    expect(data).toEqual({
      search: { edges: [{ node: { excerpt: "推进“互联网＋政务服务”，公开办事指南", node } }] },
    });
  });

  test("by `plans(search:)`, too", async () => {
    const listed = (args: string) => everyPage(serving, { field: "plans", args, node: "title" }, region.office);
    expect(await listed('search: "公开"')).toEqual([{ title: "政务公开要点" }]);
    expect(await listed('search: "要点", year: 2021')).toHaveLength(2);
  });

  test("as they stand: by what they were amended to, and last once withdrawn", async () => {
    const [taskId = ""] = secondPlan.taskIds;
    const changes = { text: "兑现惠企政策清单" };
    const { position } = await region.give(
      region.office,
      task,
      "amendTask",
      taskId,
      { ...because, changes },
      { sections: [] },
    );
    const asked = (text: string, at: bigint | null) => ids(text, region.office, `atLeast: "${at}", kinds: [TASK]`);
    expect(await asked("逐条解读", position)).toEqual([]);
    expect(await asked("政策清单", position)).toEqual([taskId]);
    expect((await asked("1", position))[0]).toBe(taskId);
    const withdrawn = await region.give(region.office, task, "withdrawTask", taskId, because);
    expect((await asked("1", withdrawn.position))[1]).toBe(taskId);
  });
});

describe("nobody finds what is not to be seen", () => {
  test("another region's", async () => {
    expect(await ids("别区所有")).toEqual([]);
    expect(await titles("别区所有", stranger.office)).toHaveLength(1);
  });

  test("plans and tasks, for a reader of the roster alone", async () => {
    const admin = region.bearer("admin");
    expect((await found("财政", admin)).map(({ kind }) => kind)).toEqual(["UNIT"]);
    const { errors } = await serving.ask('{ search(text: "财政", kinds: [TASK]) { totalCount } }', {}, admin);
    expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  test("and a unit finds all tasks of its region, because it may read them", async () => {
    expect(await ids("行政执法", region.bearer("unit", "区都市农业局"), "kinds: [TASK]")).toEqual([
      firstPlan.taskIds[2],
    ]);
  });
});

test("a search is bounded: in length, in terms, and in points", async () => {
  for (const text of ["", " \u200b ", "长".repeat(101), "一 二 三 四 五 六 七 八 九"]) {
    const { errors } = await serving.ask(
      "query ($t: String!) { search(text: $t) { totalCount } }",
      { t: text },
      region.office,
    );
    expect(errors, text).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "text" } }]);
  }
  const none = await serving.ask('{ search(text: "公开", kinds: []) { totalCount position } }', {}, region.office);
  expect(none.data).toMatchObject({ search: { totalCount: 0 } });
  const bound = { ...patient };
  const few = await serve({ ledger, parts: { bounds: bound }, settings: { bearerPoints: 100 } });
  const answers = [];
  for (let nth = 0; nth < 3; nth += 1)
    answers.push(await few.ask('{ search(text: "公开") { totalCount } }', {}, region.office));
  expect(answers.map(({ status }) => status)).toContain(429);
  await few.close();
});
