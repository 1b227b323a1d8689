// What stands beside the ids of a change: the names of units by the day, and what its plan and its task said when it happened.
import "reflect-metadata";
import { type Bearer, task } from "@taizhang/domain";
import { sharedLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { knownPast } from "@taizhang/projections";
import { type DocumentNode, type ExecutionResult, parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { namesNobody } from "../auth/people.ts";
import { bounds } from "../limits/limits.ts";
import { makeSchema } from "../schema/schema.ts";
import { answers } from "./answers.ts";
import { teller } from "./teller.ts";
import { type TextsThen, textsThen } from "./texts-then.ts";

const carrier = "区教育局";
const ledger = testLedger("2021-03-01");
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let planId: string;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const plan = await region.issue("任务分解表", [{ text: "公开招生政策", units: [[carrier, "responsible"]] }]);
  planId = plan.planId;
  taskId = plan.taskIds[0] ?? "";
  await region.report(carrier, taskId, "已公开招生简章");
  const why = { reason: { text: "上级调整" }, authority: { text: "县政府批准" }, effectiveOn: "2021-03-01" };
  const changes = { text: "公开招生政策和划片范围" };
  await region.give(region.office, task, "amendTask", taskId, { changes, ...why }, { sections: [] });
  await region.report(carrier, taskId, "已公开划片范围");
  serving = await serve({ ledger });
});

afterAll(() => serving?.close());

const beside = "type planTitle taskText units { id name }";
const change = z.object({
  type: z.string(),
  planTitle: z.string().nullable(),
  taskText: z.string().nullable(),
  units: z.array(z.object({ id: z.string(), name: z.string() })),
});

const unit = () => ({ id: region.unitId(carrier), name: carrier });
const reportsTold = () => [
  { type: "ProgressReported", planTitle: "任务分解表", taskText: "公开招生政策", units: [unit()] },
  { type: "ProgressReported", planTitle: "任务分解表", taskText: "公开招生政策和划片范围", units: [unit()] },
];

test("a history says what plan and task were called when each of its changes happened", async () => {
  const types = '["ProgressReported"]';
  const document = `query ($id: ID!) { history(of: { taskId: $id }, types: ${types}) { edges { node { ${beside} } } } }`;
  const history = z.object({ edges: z.array(z.object({ node: change })) });
  for (const as of [region.bearer("office"), region.bearer("unit", carrier), region.bearer("analyst")]) {
    const { edges } = history.parse(await firstField(serving, document, { id: taskId }, as));
    expect(edges.map(({ node }) => node)).toEqual(reportsTold());
  }
});

test("nothing is said of what did not exist then, is another region's, or is not read by whoever reads the roster alone", async () => {
  const texts = textsThen(knownPast(ledger.log));
  const all = await everything(ledger.log);
  const opened = all.find(({ fact, meta }) => fact.type === "TaskOpened" && meta.taskId === taskId);
  const before = all[0];
  if (!opened || !before) throw new Error("the log holds no task");
  const then = { regionId: region.regionId, position: opened.position };
  expect(await texts.taskText(taskId, then)).toBe("公开招生政策");
  expect(await texts.planTitle(planId, then)).toBe("任务分解表");
  const earlier = { ...then, position: before.position };
  expect([await texts.taskText(taskId, earlier), await texts.planTitle(planId, earlier)]).toEqual([null, null]);
  const elsewhere = { ...then, regionId: stranger.regionId };
  expect([await texts.taskText(taskId, elsewhere), await texts.planTitle(planId, elsewhere)]).toEqual([null, null]);
  const document = `query { history(of: { roster: true }) { edges { node { ${beside} } } } }`;
  const history = z.object({ edges: z.array(z.object({ node: change })).min(1) });
  const { edges } = history.parse(await firstField(serving, document, {}, region.bearer("admin")));
  expect(edges.map(({ node: { planTitle, taskText } }) => planTitle ?? taskText)).toEqual(edges.map(() => null));
});

test("a subscription that asks is told, once for all of equal rights; one that does not ask costs nothing", async () => {
  const past = textsThen(knownPast(ledger.log));
  const asked: string[] = [];
  const texts: TextsThen = {
    planTitle(id, then) {
      asked.push(`plan ${then.position}`);
      return past.planTitle(id, then);
    },
    taskText(id, then) {
      asked.push(`task ${then.position}`);
      return past.taskText(id, then);
    },
  };
  const followed = sharedLog(ledger.log);
  const feeds = {
    log: followed,
    teller: teller({
      executor: ledger.executor,
      people: namesNobody,
      texts,
      isLast: followed.isLast,
      isShared: ({ position }) => followed.keeps(position),
    }),
  };
  const shared = answers((message) => "position" in message);
  const documents = new Map<string, DocumentNode>();
  const asking = (fields: string) =>
    `subscription { changes(filter: { types: ["ProgressReported"] }) { __typename ... on Change { ${fields} } } }`;
  const schema = makeSchema();

  /** A reader of the reports who has heard the history. */
  async function listening(fields: string, bearer: Bearer) {
    const document = documents.get(fields) ?? parse(asking(fields));
    documents.set(fields, document);
    const context = { feeds, executor: ledger.executor, bearer, bounds };
    const begun = await shared.subscribe({ schema, document, contextValue: { bearer, at: () => context } });
    if (!(Symbol.asyncIterator in begun)) throw new Error(String(begun.errors));
    const history: ExecutionResult[] = [];
    for (;;) {
      const { value } = await begun.next();
      if (!value || Object(value.data?.["changes"]).__typename !== "Change") break;
      history.push(value);
    }
    return { history, live: begun };
  }

  const office = region.bearer("office");
  const plain = await listening("type sentence { zh } units { name }", office);
  const one = await listening(beside, office);
  expect(one.history.map(({ data }) => change.parse(data?.["changes"]))).toEqual(reportsTold());
  expect(asked).toHaveLength(4);
  const other = await listening(beside, { ...office, sub: "office-2" });
  asked.length = 0;
  const next = [plain, one, other].map(({ live }) => live.next());
  await region.report(carrier, taskId, "再次公开");
  const [, his, hers] = (await Promise.all(next)).map(({ value }) => value);
  expect(change.parse(his?.data?.["changes"])).toEqual(reportsTold()[1]);
  expect(hers).toBe(his);
  expect(new Set(asked).size).toBe(2);
  expect(asked).toHaveLength(2);
  for (const { live } of [plain, one, other]) await live.return();
  followed.close();
});
