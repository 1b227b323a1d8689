// Items that a unit adopted for itself: by whatever way they are asked for, what they say is read by that unit, the task's leads
// and who reads all units. Other units of the region see that they are there, and how they stand.
import { partsOf } from "@taizhang/documents/testing/exported";
import { type Bearer, task } from "@taizhang/domain";
import { openPlan } from "@taizhang/domain/testing/facts";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openStream, textUpTo } from "../../testing/event-stream.ts";
import { asking, queryNames } from "../../testing/every-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const [owner, lead, other] = ["区教育局", "区财政局", "区民政局"];
const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
/** Positions of the log: before anything was adopted, after it was, and at the end. */
let moments: readonly [before: string, adopted: string, end: string];

/** What the items of the unit say, and what was done of them. */
const secrets = [
  ...["号甲", "朱雀湖专项公开", "朱雀场次", "朱雀批", "朱雀栏目", "7319.25", "朱雀缘由"],
  ...["青龙缘由", "麒麟山专项公开", "5317.75", "麒麟缘由", "玄武门专项公开", "玄武缘由", "1733.5"],
];
const shared = "凤凰台共同条目";

const itemOf = (text: string, over: object = {}) => ({ no: "1", text: { text }, ...over });

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    [lead, "lead"],
    [owner, "responsible"],
    [other, "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "推进公开", due: "2021-11-30", units }]);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  const head = async () => String(await ledger.log.head());
  const before = await head();
  const [asOwner, unitId] = [region.bearer("unit", owner), region.unitId(owner)];
  const counted = {
    ...{ no: "号甲", measure: "朱雀场次", target: "7319.25", unitOfMeasure: "朱雀批" },
    ...{ dueOn: "2021-10-31", publicationPath: ["朱雀栏目"] },
  };
  const items = [
    itemOf("朱雀湖专项公开", counted),
    itemOf("玄武门专项公开", { no: "2" }),
    itemOf("朱雀湖专项公开", { no: "3", dueOn: "2021-10-31" }),
  ];
  await region.give(asOwner, task, "adoptItems", taskId, { unitId, items, reason: { text: "朱雀缘由" } });
  await region.give(region.bearer("unit", lead), task, "adoptItems", taskId, { items: [itemOf(shared)] });
  const adopted = await head();
  const done = { unitId, itemId: "a1", doneOn: "2021-06-01", amount: "1733.5", evidence: [] };
  await region.give(asOwner, task, "completeItem", taskId, done);
  const item = itemOf("麒麟山专项公开", { ...counted, target: "5317.75" });
  await region.give(asOwner, task, "reviseItem", taskId, { itemId: "a1", item, reason: { text: "麒麟缘由" } });
  await region.give(asOwner, task, "dropItem", taskId, { itemId: "a2", reason: { text: "玄武缘由" } });
  const later = { unitId, itemId: "a1", dueOn: "2021-11-15", reason: { text: "待审" }, evidence: [] };
  await region.give(asOwner, task, "requestExtension", taskId, later, openPlan);
  const extended = { itemId: "a1", dueOn: "2021-11-10", reason: { text: "青龙缘由" }, authority: { text: "会议纪要" } };
  await region.give(region.office, task, "extendTask", taskId, extended);
  const urging = { unitIds: [unitId], itemId: "a1", text: { text: "请说明" }, answerBy: "2021-06-08", whyAgain: null };
  await region.give(region.office, task, "urge", taskId, urging, { units: new Map() });
  moments = [before, adopted, await head()];
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

/** The arguments with which each query is asked; `null` for one that shows nothing of tasks. */
function queried(asOf: string): Readonly<Record<string, readonly object[] | null>> {
  const unitId = region.unitId(owner);
  const at = { position: asOf };
  const span = (place: number) => ({ position: moments[place] });
  const moved = [
    { from: span(0), to: span(1) },
    { from: span(1), to: span(2) },
    { from: span(0), to: span(2) },
  ];
  const histories = [{ taskId }, { planId }, { planId, withTasks: true }, { unitId }, { actor: `unit-${owner}` }];
  return {
    acts: [{ ids: [taskId], id: taskId }],
    assignments: [{ where: { planId }, asOf: at }],
    compare: moved.map((each) => ({ planId, ...each })),
    completionReport: [{ planId, unitId }],
    deadlineBoard: [{}, { asOf: at }, { planId }, { unitId }, { unitId, asOf: at }],
    diff: moved.flatMap((each) => [{ taskId }, { planId }, { unitId }].map((of) => ({ of, ...each }))),
    history: histories.map((of) => ({ of, first: 80 })),
    node: [{ id: taskId }, { id: `${unitId}/${taskId}/a1` }],
    nodes: [taskId, `${unitId}/${taskId}/a1`, `${taskId}/${unitId}/1`].map((id) => ({ ids: [id] })),
    plan: [{ id: planId }, { id: planId, asOf: at }],
    planBoard: [{ planId }, { planId, asOf: at }],
    planTrend: [{ planId, every: "MONTH", from: "2021-05-01", to: "2021-06-01" }],
    plans: [{}],
    reviewCounts: [{}],
    reviewQueue: [{}, { asOf: at }],
    search: [{ text: "推进公开" }, { text: "朱雀湖" }, { text: "麒麟山" }],
    task: [{ id: taskId }, { id: taskId, asOf: at }],
    tasks: [{ planId }, { planId, asOf: at }],
    unit: [{ id: unitId }],
    unitCounts: [{ unitId }],
    unitLedger: [
      ...[{ unitId }, { unitId, asOf: at }, { unitId, standings: ["OPEN", "DONE", "TERMINATED"] }],
      ...[{ unitId, where: { kinds: ["ITEM"] } }],
    ],
    units: [{}],
    ...{ checkpoint: null, consistencyProof: null, inclusionProof: null },
    ...{
      dayEnds: null,
      eventTypes: null,
      me: null,
      readModels: null,
      rosterChanges: null,
      server: null,
      shownAt: null,
    },
  };
}

/** What a reader gets by every way there is, by the name of the way; or by these queries alone. */
async function answersTo(as: Bearer, only: readonly string[] | null = null): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const add = (way: string, text: string) => answers.set(way, `${answers.get(way) ?? ""}${text}`);
  for (const asOf of moments.slice(1)) {
    for (const [name, asked] of Object.entries(queried(asOf))) {
      if (only !== null && !only.includes(name)) continue;
      for (const args of asked ?? []) {
        if (asOf !== moments[2] && !("asOf" in args)) continue;
        const said = { ...args, atLeast: moments[2] };
        // A comparison has its fields deeper than anything else.
        for (const document of asking(name, said, name === "compare" ? 4 : 3)) {
          const { data, errors } = await serving.ask(document, said, as);
          if (errors?.some(({ extensions }) => extensions["code"] !== "FORBIDDEN"))
            throw new Error(`${name} ${JSON.stringify(args)}: ${JSON.stringify(errors)}`);
          add(name, JSON.stringify(data ?? null));
        }
      }
    }
    if (only !== null) continue;
    const files = [
      `ledger/${region.unitId(owner)}`,
      `plan/${planId}`,
      `form/${planId}/${region.unitId(owner)}`,
      "queue",
    ];
    for (const file of files) {
      for (const kind of ["csv", "xlsx", "docx"]) {
        const path = `/export/${file}.${kind}?asOf=${asOf}&atLeast=${moments[2]}`;
        const answer = await serving.send(path, {}, as);
        expect([path, answer.status]).toEqual([path, 200]);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        add(`export ${file.split("/")[0]}`, kind === "csv" ? new TextDecoder().decode(bytes) : partsOf(bytes));
      }
    }
  }
  if (only !== null) return answers;
  const authorization = `Bearer ${await serving.token(as)}`;
  const stream = await openStream(`${serving.address}/changes`, { accept: "text/event-stream", authorization });
  add("GET /changes", await textUpTo(stream, "event: CaughtUp\n"));
  add("subscription", await heard(authorization));
  return answers;
}

/** All that the subscription tells until it has caught up. */
async function heard(authorization: string): Promise<string> {
  const client = createClient({
    url: `${serving.address.replace("http", "ws")}/graphql`,
    ...{ webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 0 },
  });
  const change = "type title { zh en } data fields { field before after } sentence { zh en }";
  const query = `subscription { changes { __typename ... on Change { ${change} } } }`;
  let text = "";
  try {
    for await (const { data } of client.iterate({ query })) {
      text += JSON.stringify(data);
      if (text.includes("CaughtUp")) break;
    }
  } finally {
    client.terminate();
  }
  return text;
}

/** The secrets in each of the answers that has one, by the name of the way. */
const told = (answers: ReadonlyMap<string, string>): Record<string, readonly string[]> =>
  Object.fromEntries(
    [...answers].flatMap(([way, text]) => {
      const found = secrets.filter((secret) => text.includes(secret));
      return found.length > 0 ? [[way, found]] : [];
    }),
  );

test("every query of the schema is tried", () => {
  expect(Object.keys(queried(moments[2])).toSorted()).toEqual(queryNames.toSorted());
});

describe("what a unit adopted for itself", () => {
  /** The ways by which items are shown at all, and read by whoever may. */
  const ways = [
    ...["GET /changes", "subscription", "history", "compare", "diff", "deadlineBoard", "export ledger", "export plan"],
    ...["node", "nodes", "task", "tasks", "unitLedger", "export form"],
  ];

  test("is read by that unit, whichever way it asks", async () => {
    const found = told(await answersTo(region.bearer("unit", owner)));
    expect(Object.keys(found)).toEqual(expect.arrayContaining(ways));
    expect(new Set(Object.values(found).flat())).toEqual(new Set(secrets));
  });

  test("is read by the lead, and by who reads all units", async () => {
    const some = ["task", "unitLedger", "deadlineBoard", "diff", "history"];
    for (const as of [region.bearer("unit", lead), region.office, region.bearer("auditor"), region.bearer("analyst")]) {
      const found = told(await answersTo(as, some));
      expect(Object.keys(found).toSorted()).toEqual(some.toSorted());
      expect(new Set(Object.values(found).flat())).toEqual(new Set(secrets));
    }
  });

  test("is read by no other unit of the region, whichever way it asks; it sees that it is there", async () => {
    const answers = await answersTo(region.bearer("unit", other));
    expect(told(answers)).toEqual({});
    expect([...answers].flatMap(([way, text]) => (text.includes('"a1"') ? [way] : []))).toEqual(
      expect.arrayContaining(["task", "unitLedger", "history"]),
    );
    expect(answers.get("task")).toContain(shared);
  });

  test("is not told by whether a ledger has a line with such words either", async () => {
    const lines = async (as: Bearer, text: string) => {
      const said = { unitId: region.unitId(owner), where: { text }, atLeast: moments[2] };
      const document = `query ($unitId: ID!, $where: LedgerWhere, $atLeast: Position) {
        unitLedger(unitId: $unitId, where: $where, atLeast: $atLeast) { totalCount } }`;
      return Object(await serving.ask(document, said, as)).data.unitLedger.totalCount;
    };
    for (const as of [region.bearer("unit", owner), region.bearer("unit", lead), region.office])
      expect(await lines(as, "麒麟山")).toBe(2);
    expect(await lines(region.bearer("unit", other), "麒麟山")).toBe(0);
    expect(await lines(region.bearer("unit", other), "凤凰台")).toBe(1);
  });

  test("stands, for who may read it, on the line of an urging that asks about it", async () => {
    const asked = async (as: Bearer) => {
      const said = { unitId: region.unitId(owner), atLeast: moments[2] };
      const document = `query ($unitId: ID!, $atLeast: Position) { unitLedger(unitId: $unitId, atLeast: $atLeast,
        where: { kinds: [URGING] }) { edges { node { urgingNo item { itemId text state } } } } }`;
      return Object(await serving.ask(document, said, as)).data.unitLedger.edges;
    };
    const line = (text: string | null) => [{ node: { urgingNo: 1, item: { itemId: "a1", text, state: "OPEN" } } }];
    expect(await asked(region.bearer("unit", owner))).toEqual(line("麒麟山专项公开"));
    expect(await asked(region.bearer("unit", other))).toEqual(line(null));
  });

  test("is not told by a refusal either, nor beforehand as an act", async () => {
    const as = region.bearer("unit", other);
    const own = { unitId: region.unitId(other), itemId: "a1" };
    const item = { no: "1", text: "另拟" };
    const inputs = {
      reviseItem: { itemId: "a1", item, reason: "另拟" },
      dropItem: { itemId: "a1", reason: "另拟" },
      completeItem: { ...own, doneOn: "2021-06-01", amount: "1", evidence: [{ title: "页", path: ["首页"] }] },
      reopenItem: { ...own, reason: "另拟" },
      requestExtension: { ...own, dueOn: "2021-11-15", reason: "待审" },
      adoptItems: { unitId: own.unitId, splits: "a1", items: [item] },
      claimCompletion: {
        ...{ unitId: own.unitId, completedOn: "2021-06-01", done: "已办" },
        ...{ evidence: [{ title: "页", path: ["首页"] }], waived: [{ itemId: "a1", reason: "不涉及" }] },
      },
    };
    for (const [name, input] of Object.entries(inputs)) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      const document = `mutation ($input: ${type}!) { ${name}(input: $input) { rejection { code detail message { zh en } } } }`;
      const said = { commandId: `refused-${name}`, taskId, ...input };
      const { data } = await serving.ask(document, { input: said }, as);
      expect(Object(data)[name], name).toMatchObject({ rejection: { code: expect.any(String) } });
      expect(secrets.filter((secret) => JSON.stringify(data).includes(secret.slice(0, 2)))).toEqual([]);
    }
  });
});
