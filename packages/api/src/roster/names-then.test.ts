// What is shown as of a past moment names units as they were called then, whichever way it is asked for, as the files of that
// moment do; what is shown as of now, or of a moment to come, by their names of today.
import { partsOf } from "@taizhang/documents/testing/exported";
import { roster, task } from "@taizhang/domain";
import { openPlan } from "@taizhang/domain/testing/facts";
import { getNamedType, isNonNullType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asking } from "../../testing/every-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { makeSchema } from "../schema/schema.ts";

const [former, latter, coming, lead] = ["区文旅局", "区文化体育局", "区文体旅游局", "区财政局"];
const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
let unitId: string;
let before: string;
let end: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    [lead, "lead"],
    [former, "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "推进公开", due: "2021-06-20", units }], {
    reportingOn: "2021-12-31",
  });
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId(former);
  const items = [{ no: "1", text: { text: "专项公开" } }];
  const adopting = { unitId, items, reason: { text: "细化" } };
  await region.give(region.bearer("unit", former), task, "adoptItems", taskId, adopting);
  await region.report(former, taskId, "已印发");
  const longer = { unitId, dueOn: "2021-08-31", reason: { text: "待审" }, evidence: [] };
  await region.give(region.bearer("unit", former), task, "requestExtension", taskId, longer, openPlan);
  before = String(await ledger.log.head());
  ledger.clock.setDay("2021-07-01");
  const renaming = { regionId: region.regionId, unitId, name: latter, on: "2021-07-01" };
  await region.give(region.office, roster, "renameUnit", region.regionId, renaming);
  await region.give(region.office, roster, "renameUnit", region.regionId, {
    ...renaming,
    name: coming,
    on: "2021-12-01",
  });
  end = String(await ledger.log.head());
  serving = await serve({ ledger });
});

afterAll(() => serving?.close());

/** The queries that name units, with what each takes besides the moment. */
const asked = (): readonly (readonly [name: string, args: object])[] => [
  ["assignments", { where: { planId } }],
  ["completionReport", { planId, unitId }],
  ["deadlineBoard", { unitId }],
  ["plan", { id: planId }],
  ["planBoard", { planId }],
  ["plans", {}],
  ["reviewQueue", {}],
  ["task", { id: taskId }],
  ["tasks", { planId, first: 2 }],
  ["unitCounts", { unitId }],
  ["unitLedger", { unitId }],
];

/** What is asked of plans, which name units only far below: in the parts of their tasks. */
const tasksOfPlan = "tasks(first: 2) { edges { node { assignments { unit { name } } } } }";
const documents: Readonly<Record<string, string>> = {
  plan: `query ($id: ID!, $asOf: AsOf, $atLeast: Position) { plan(id: $id, asOf: $asOf, atLeast: $atLeast) { ${tasksOfPlan} } }`,
  plans: `query ($asOf: AsOf, $atLeast: Position) { plans(asOf: $asOf, atLeast: $atLeast) { edges { node { ${tasksOfPlan} } } } }`,
};

/** Queries that name no unit. */
const nameless = ["reviewCounts", "shownAt"];

test("the queries above are all that take a moment and name units", () => {
  const fields = Object.values(makeSchema().getQueryType()?.getFields() ?? {});
  const taking = fields.filter(({ args }) =>
    args.some(({ type }) => getNamedType(type).name === "AsOf" && !isNonNullType(type)),
  );
  expect([...asked().map(([name]) => name), ...nameless].sort()).toEqual(taking.map(({ name }) => name).sort());
});

async function answers(name: string, args: object, moment: object): Promise<string> {
  const said = { ...args, ...moment, atLeast: end };
  let text = "";
  const own = documents[name];
  for (const document of own ? [own] : asking(name, said, name === "tasks" ? 4 : 3)) {
    const { data, errors } = await serving.ask(document, said, region.office);
    expect([name, errors]).toEqual([name, undefined]);
    text += JSON.stringify(data);
  }
  return text;
}

/** Of some moments, those that a query can be asked as of: not each takes a day to judge by. */
const momentsFor = (name: string, moments: readonly object[]): readonly object[] =>
  moments.filter((moment) => !("on" in moment && name in documents));

/** The names of the unit that a text holds. */
const namesIn = (text: string) => [former, latter, coming].filter((name) => text.includes(`"${name}"`));

test("an answer as of a past moment has the names of then, one of today those of today", async () => {
  const moments = [{ asOf: { position: before } }, { asOf: { day: "2021-06-15" } }, { on: "2021-06-15" }];
  for (const [name, args] of asked()) {
    for (const moment of momentsFor(name, moments))
      expect([name, namesIn(await answers(name, args, moment))]).toEqual([name, [former]]);
    // What is printed stays as it was.
    expect([name, namesIn(await answers(name, args, {}))]).toEqual([name, expect.arrayContaining([latter])]);
  }
});

test("one of a moment to come has the names of today: nobody is called yet as they will be", async () => {
  const moments = [
    { asOf: { day: "2022-01-01" } },
    { asOf: { instant: "2022-01-01T00:00:00Z" } },
    { on: "2022-01-01" },
  ];
  for (const [name, args] of asked()) {
    for (const moment of momentsFor(name, moments)) {
      const names = namesIn(await answers(name, args, moment));
      expect([name, moment, names]).toEqual([name, moment, expect.arrayContaining([latter])]);
      expect([name, moment, names]).not.toEqual([name, moment, expect.arrayContaining([coming])]);
    }
  }
});

test("so do the tasks of a plan that is itself shown as of now", async () => {
  const units =
    "edges { node { assignments { unit { name } reports(first: 1) { edges { node { filedBy { unitName } } } } } } }";
  const document = `query ($id: ID!) { plan(id: $id) {
    before: tasks(on: "2021-06-15", first: 2) { ${units} } now: tasks(first: 2) { ${units} } } }`;
  const { data, errors } = await serving.ask(document, { id: planId, atLeast: end }, region.office);
  expect(errors).toBeUndefined();
  const { plan } = Object(data);
  expect(namesIn(JSON.stringify(plan.before))).toEqual([former]);
  expect(namesIn(JSON.stringify(plan.now))).toEqual([latter]);
});

test("files have the same", async () => {
  const textOf = async (file: string, asOf: string) => {
    const path = `/export/${file}.docx?asOf=${asOf}&atLeast=${end}`;
    return partsOf(new Uint8Array(await (await serving.send(path, {}, region.office)).arrayBuffer()));
  };
  for (const file of [`ledger/${unitId}`, `plan/${planId}`, `form/${planId}/${unitId}`, "queue"]) {
    for (const asOf of [before, "2021-06-15"]) {
      const text = await textOf(file, asOf);
      expect([file, text.includes(former), text.includes(latter)]).toEqual([file, true, false]);
    }
    for (const asOf of ["2022-01-01", "2022-01-01T00:00:00Z"]) {
      const text = await textOf(file, asOf);
      expect([file, text.includes(latter), text.includes(coming)]).toEqual([file, true, false]);
    }
  }
});
