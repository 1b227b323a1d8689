import { roster, task } from "@taizhang/domain";
import { memoryViews } from "@taizhang/projections";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyPage, type Listing } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const lead = "区发改局";
const carrier = "区教育局";
const other = "区民政局";

const ledger = testLedger("2021-03-01");
const asked: string[] = [];
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let planId: string;
let shared: string;
let taskIds: readonly string[];
let secondPlanId: string;
let head: string;

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const plan = await region.issue("政务公开工作要点任务分解表", [
    {
      text: "公开义务教育招生政策",
      due: "2021-11-30",
      units: [
        [lead, "lead"],
        [carrier, "responsible"],
        [other, "responsible"],
      ],
    },
    { text: "公开社会救助标准", due: "2021-06-30", units: [[other, "responsible"]] },
    { text: "公开校园安全信息", units: [[carrier, "responsible"]] },
    { text: "公开民办学校名录", due: "2021-07-10", units: [[carrier, "responsible"]] },
  ]);
  ({ planId, taskIds } = plan);
  shared = taskIds[0] ?? "";
  const second = await region.issue("减负任务清单", [
    { text: "清理面向教师的报表", due: "2021-09-30", units: [[carrier, "responsible"]] },
  ]);
  secondPlanId = second.planId;
  await stranger.issue("梁平区任务分解表", [{ text: "公开预决算", units: [["区财政局", "responsible"]] }]);

  ledger.clock.setDay("2021-05-10");
  await region.report(carrier, shared, "招生简章已公开");
  await region.report(carrier, taskIds[2] ?? "", "已公开检查结果");
  ledger.clock.setDay("2021-06-20");
  await region.claim(carrier, shared, "招生政策全部公开");
  await region.claim(carrier, taskIds[3] ?? "", "名录已公开");
  const signOff = { unitId: region.unitId(carrier), opinion: { text: "同意销号" } };
  await region.give(region.bearer("office"), task, "signOff", taskIds[3] ?? "", signOff);
  ledger.clock.setDay("2021-07-05");
  head = String(await ledger.log.head());

  const views = memoryViews();
  const counted: typeof views = {
    ...views,
    get: (of, key) => {
      asked.push(of.model.name);
      return views.get(of, key);
    },
    getMany: (of, keys) => {
      asked.push(of.model.name);
      return views.getMany(of, keys);
    },
  };
  serving = await serve({ ledger, parts: { views: counted } });
});

afterAll(() => serving?.close());

const office = () => region.bearer("office");
const unit = (name: string) => region.bearer("unit", name);
const answer = async (document: string, variables: object, as = office()) => {
  const { data, errors } = await serving.ask(document, variables, as);
  expect(errors).toBeUndefined();
  return data;
};
const codeOf = async (document: string, variables: object, as: Parameters<Serving["ask"]>[2]) =>
  (await serving.ask(document, variables, as)).errors?.[0]?.extensions["code"];

describe("who reads what", () => {
  const document = `query ($id: ID!) {
    task(id: $id) {
      row { text }
      assignments {
        unit { name } state sight reportCount reports { edges { node { progress } } } claim { done } endorsement { text } signOff { text }
      }
    }
  }`;

  test.each([
    ["the office", () => office()],
    ["an auditor", () => region.bearer("auditor")],
    ["an analyst", () => region.bearer("analyst")],
    ["the unit itself", () => unit(carrier)],
    ["the lead of the task", () => unit(lead)],
  ])("%s sees what a unit reported and claims", async (_who, as) => {
    expect(await answer(document, { id: shared }, as())).toMatchObject({
      task: {
        assignments: [
          { unit: { name: lead } },
          {
            unit: { name: carrier },
            state: "CLAIMED",
            sight: "WHOLE",
            reportCount: 1,
            reports: { edges: [{ node: { progress: "招生简章已公开" } }] },
            claim: { done: "招生政策全部公开" },
          },
          { unit: { name: other } },
        ],
      },
    });
  });

  test("another unit sees the state and nothing of what was written", async () => {
    const hidden = { reportCount: null, reports: { edges: [] }, claim: null, endorsement: null, signOff: null };
    expect(await answer(document, { id: shared }, unit(other))).toEqual({
      task: {
        row: { text: "公开义务教育招生政策" },
        assignments: [
          { unit: { name: lead }, state: "ASSIGNED", sight: "STATE", ...hidden },
          { unit: { name: carrier }, state: "CLAIMED", sight: "STATE", ...hidden },
          { unit: { name: other }, state: "ASSIGNED", sight: "WHOLE", ...hidden, reportCount: 0 },
        ],
      },
    });
  });

  test("an admin reads the roster and no plan", async () => {
    const admin = region.bearer("admin");
    const refused = [
      "{ plans { edges { node { id } } } }",
      `{ plan(id: "${planId}") { id } }`,
      `{ task(id: "${shared}") { id } }`,
      `{ tasks(planId: "${planId}") { edges { node { id } } } }`,
      `{ planBoard(planId: "${planId}") { on } }`,
      "{ deadlineBoard { edges { node { taskId } } } }",
      "{ reviewQueue { edges { node { taskId } } } }",
      `{ unitLedger(unitId: "${region.unitId(carrier)}") { position } }`,
    ];
    for (const document of refused)
      expect([document, await codeOf(document, {}, admin)]).toEqual([document, "FORBIDDEN"]);
    expect(await everyPage(serving, { field: "units", node: "name" }, admin)).toHaveLength(3);
    const history = { field: "history", node: "type", args: "of: { roster: true }" };
    expect(await everyPage(serving, history, admin)).toHaveLength(3);
    expect(await everyPage(serving, { ...history, args: `of: { planId: "${planId}" }` }, admin)).toEqual([]);
  });

  test("without a token nothing is read", async () => {
    expect(await codeOf("{ plans { edges { node { id } } } }", {}, null)).toBe("UNAUTHENTICATED");
  });

  test("what belongs to another region does not exist", async () => {
    const document = `query ($planId: ID!, $taskId: ID!, $unitId: ID!, $instant: Instant!) {
      plan(id: $planId) { id }
      planBoard(planId: $planId) { on }
      tasks(planId: $planId) { edges { node { id } } pageInfo { hasNextPage endCursor } }
      task(id: $taskId) { id }
      before: task(id: $taskId, asOf: { instant: $instant }) { id }
      unit(id: $unitId) { id }
      unitLedger(unitId: $unitId) { position }
      ofPlan: history(of: { planId: $planId }) { position edges { node { type } } }
      ofTask: history(of: { taskId: $taskId }) { position edges { node { type } } }
      ofUnit: history(of: { unitId: $unitId }) { position edges { node { type } } }
    }`;
    const ids = { planId, taskId: shared, unitId: region.unitId(carrier), instant: "2021-06-30T00:00:00.000Z" };
    const nobody = "00000000-0000-4000-8000-000000000000";
    const missing = { planId: nobody, taskId: nobody, unitId: nobody, instant: ids.instant };
    const as = stranger.bearer("auditor");
    const data = await answer(document, ids, as);
    expect(data).toEqual(await answer(document, missing, as));
    expect(data).toMatchObject({ plan: null, planBoard: null, task: null, before: null, unit: null, unitLedger: null });
  });

  test("in another unit's ledger a unit sees only states", async () => {
    const args = `unitId: "${region.unitId(carrier)}"`;
    const node = "row state sight reportCount lastReport { no }";
    const seen = await everyPage(serving, { field: "unitLedger", args, node }, unit(other));
    expect(seen).toHaveLength(3);
    for (const line of seen) expect(line).toMatchObject({ sight: "STATE", reportCount: null, lastReport: null });
    const asLead = await everyPage(serving, { field: "unitLedger", args, node }, unit(lead));
    expect(asLead.map((line) => line["sight"])).toEqual(["STATE", "WHOLE", "STATE"]);
  });

  test("a lead finds in its queue what waits for it, and the office's queue is not a unit's to see", async () => {
    const queue: Listing = { field: "reviewQueue", node: "kind reportNo unit { name } task { row { text } }" };
    const text = "公开义务教育招生政策";
    expect(await everyPage(serving, queue, unit(lead))).toEqual([
      { kind: "REPORT", reportNo: 1, unit: { name: carrier }, task: { row: { text } } },
      { kind: "ENDORSEMENT", reportNo: null, unit: { name: carrier }, task: { row: { text } } },
    ]);
    expect(await everyPage(serving, queue, unit(carrier))).toEqual([]);
    expect((await everyPage(serving, queue, office())).map((item) => item["kind"])).toEqual(["REPORT"]);
    const reports = { ...queue, args: "kind: REPORT" };
    expect((await everyPage(serving, reports, unit(lead))).map((item) => item["kind"])).toEqual(["REPORT"]);
    const none = { signOff: 0, extension: 0, dispute: 0, ownerless: 0, group: 0, completionReport: 0 };
    const counts = `{ reviewCounts { waiting position byKind { report endorsement ${Object.keys(none).join(" ")} } } }`;
    expect(await answer(counts, {}, unit(lead))).toEqual({
      reviewCounts: { waiting: 2, position: head, byKind: { ...none, report: 1, endorsement: 1 } },
    });
    expect(await answer(counts, {}, office())).toEqual({
      reviewCounts: { waiting: 1, position: head, byKind: { ...none, report: 1, endorsement: 0 } },
    });
    expect(await codeOf("{ reviewCounts(of: OFFICE) { waiting } }", {}, unit(lead))).toBe("FORBIDDEN");
    expect(await codeOf("{ reviewQueue(of: OFFICE) { position } }", {}, unit(lead))).toBe("FORBIDDEN");
  });

  test("an analyst reads a history without who acted, an auditor with it", async () => {
    const history = {
      field: "history",
      args: `of: { taskId: "${shared}" }`,
      node: "type actor { subjectId unitName }",
    };
    const toAnalyst = await everyPage(serving, history, region.bearer("analyst"));
    const toAuditor = await everyPage(serving, history, region.bearer("auditor"));
    expect(toAnalyst.map((each) => each["type"])).toEqual(toAuditor.map((each) => each["type"]));
    expect(toAnalyst.at(-1)).toMatchObject({ actor: { subjectId: null, unitName: carrier } });
    expect(toAuditor.at(-1)).toMatchObject({ actor: { subjectId: `unit-${carrier}`, unitName: carrier } });
  });

  test("two readers who ask for the same task at the same moment get different answers", async () => {
    const [whole, state] = await Promise.all(
      [carrier, other].map((name) => answer(document, { id: shared }, unit(name))),
    );
    expect(whole).not.toEqual(state);
  });
});

describe("as of", () => {
  const entry =
    "taskId planId row text relations state since dueOn dueBeforeIssue sight reportCount lastReport { no review }";
  const states = "[ASSIGNED, ACCEPTED, CLAIMED, ENDORSED, SIGNED_OFF, DROPPED]";
  // Without the lamp, which is lit for the day of the moment.
  const card = `id row { text } dueOn closed plan { status }
    assignments { state since reports { edges { node { progress filedAt } } } claim { done } signOff { text } }`;

  test("the log's head, a task is what it is now", async () => {
    const document = `query ($id: ID!, $position: Position!) {
      now: task(id: $id) { ${card} } then: task(id: $id, asOf: { position: $position }) { ${card} }
    }`;
    for (const id of taskIds) {
      const { now, then } = Object(await answer(document, { id, position: head }));
      expect(then).toEqual(now);
      expect(now).toMatchObject({ id });
    }
  });

  test("the log's head, a plan and its tasks are what they are now", async () => {
    const fields = `title status issuedOn settings { dueSoonDays } tasks(first: 3) {
      edges { node { ${card} } } pageInfo { hasNextPage }
    }`;
    const document = `query ($id: ID!, $position: Position!) {
      now: plan(id: $id) { ${fields} } then: plan(id: $id, asOf: { position: $position }) { ${fields} }
    }`;
    const { now, then } = Object(await answer(document, { id: planId, position: head }));
    expect(then).toEqual(now);
    expect(now).toMatchObject({ status: "ISSUED", tasks: { pageInfo: { hasNextPage: true } } });
  });

  test.each([
    "",
    `states: ${states}`,
    "states: [SIGNED_OFF]",
    "states: [CLAIMED, SIGNED_OFF]",
    'due: { from: "2021-07-01", to: "2021-09-30" }',
    'due: { to: "2021-09-30" }',
    'due: { from: "2021-07-01" }, states: [CLAIMED, ACCEPTED]',
  ])("the log's head, a ledger is what it is now (%s)", async (filter) => {
    const listing = (asOf: string): Listing => ({
      field: "unitLedger",
      args: `unitId: "${region.unitId(carrier)}", ${filter} ${asOf}`,
      node: entry,
    });
    const now = await everyPage(serving, listing(""), office(), 1);
    expect(await everyPage(serving, listing(`asOf: { position: "${head}" }`), office(), 1)).toEqual(now);
    expect(now.length).toBeGreaterThan(0);
  });

  test("an earlier day, a part is where it stood then", async () => {
    const document = `query ($id: ID!, $unitId: ID!, $instant: Instant!) {
      task(id: $id, asOf: { instant: $instant }) { assignments { state } lamp { on } plan { status } }
      unitLedger(unitId: $unitId, asOf: { instant: $instant }) { edges { node { row state lamp { on } } } }
    }`;
    const at = (day: string) =>
      answer(document, { id: shared, unitId: region.unitId(carrier), instant: `${day}T15:59:59.999Z` });
    expect(await at("2021-02-28")).toEqual({ task: null, unitLedger: { edges: [] } });
    expect(await at("2021-05-09")).toMatchObject({
      task: {
        assignments: [{ state: "ASSIGNED" }, { state: "ASSIGNED" }, { state: "ASSIGNED" }],
        lamp: { on: "2021-05-09" },
      },
    });
    expect(await at("2021-05-10")).toMatchObject({
      task: { assignments: [{}, { state: "ACCEPTED" }, {}] },
      unitLedger: {
        edges: expect.arrayContaining([{ node: { row: 4, state: "ASSIGNED", lamp: { on: "2021-05-10" } } }]),
      },
    });
  });

  test("a position the log has not come to, a ledger is refused at once, and not waited for", async () => {
    const document = `{ unitLedger(unitId: "${region.unitId(carrier)}", asOf: { position: "999999999999" }) { position } }`;
    const { errors } = await serving.ask(document, {}, office());
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "asOf.position" } }]);
  });

  test("a draft that is not issued yet, a plan has no tasks, and its list of them ends", async () => {
    const imported = (
      await everyPage(
        serving,
        { field: "history", args: `of: { planId: "${planId}" }`, node: "position type" },
        office(),
      )
    ).find((each) => each["type"] === "PlanImported");
    const document = `query ($id: ID!, $position: Position!) {
      plan(id: $id, asOf: { position: $position }) { status tasks(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }
    }`;
    expect(await answer(document, { id: planId, position: imported?.["position"] })).toEqual({
      plan: { status: "DRAFT", tasks: { edges: [], pageInfo: { hasNextPage: false } } },
    });
  });

  test.each(["{}", '{ position: "100", instant: "2021-06-30T00:00:00.000Z" }'])(
    "%s is refused with the field",
    async (asOf) => {
      expect(await codeOf(`{ task(id: "${shared}", asOf: ${asOf}) { id } }`, {}, office())).toBe("BAD_USER_INPUT");
    },
  );
});

describe("lists", () => {
  const listings: readonly (readonly [string, () => Listing, number])[] = [
    ["plans", () => ({ field: "plans", node: "id title" }), 2],
    ["tasks", () => ({ field: "tasks", args: `planId: "${planId}"`, node: "id row { row }" }), 4],
    ["units", () => ({ field: "units", node: "id name" }), 3],
    ["deadlines", () => ({ field: "deadlineBoard", node: "taskId dueOn" }), 3],
    ["a plan's history", () => ({ field: "history", args: `of: { planId: "${planId}" }`, node: "eventId" }), 4],
    [
      "a unit's history",
      () => ({ field: "history", args: `of: { unitId: "${region.unitId(carrier)}" }`, node: "eventId position" }),
      10,
    ],
  ];

  test.each(listings)("of %s are the same in any page size", async (_what, listing, count) => {
    const whole = await everyPage(serving, listing(), office());
    expect(whole).toHaveLength(count);
    for (const first of [1, 2, 3]) expect(await everyPage(serving, listing(), office(), first)).toEqual(whole);
  });

  test("a history skips what the reader may not see", async () => {
    const history = {
      field: "history",
      args: `of: { unitId: "${region.unitId(carrier)}" }`,
      node: "eventId type sight",
    };
    const whole = await everyPage(serving, history, unit(other));
    expect(await everyPage(serving, history, unit(other), 1)).toEqual(whole);
    expect(whole.find((each) => each["type"] === "ProgressReported")).toMatchObject({ sight: "STATE" });
  });

  test("a size beyond 100 is refused", async () => {
    expect(await codeOf("{ plans(first: 101) { position } }", {}, office())).toBe("BAD_USER_INPUT");
  });

  test("a page of tasks asks for their plans, and for the units' names, once", async () => {
    asked.length = 0;
    const node = "plan { title } assignments { unit { name } }";
    await everyPage(serving, { field: "tasks", args: `planId: "${planId}"`, node }, office());
    expect(asked.toSorted()).toEqual(["plan-card", "unit-directory"]);
  });

  test("a name is found whatever its width and blanks", async () => {
    const alias = {
      of: { kind: "unit" as const, unitId: region.unitId(carrier) },
      alias: "区教育局（本级）",
      validFrom: "2021-01-01",
    };
    const { position } = await region.give(office(), roster, "addAlias", region.regionId, alias);
    const args = `name: "区 教育局(本级)", atLeast: "${position}"`;
    expect(await everyPage(serving, { field: "units", args, node: "name" }, office())).toEqual([{ name: carrier }]);
  });
});

describe("what is asked for", () => {
  test("a ledger covers all plans, by due day with undated lines last, and only what is open", async () => {
    const args = `unitId: "${region.unitId(carrier)}"`;
    const node = "dueOn state planId plan { title }";
    expect(await everyPage(serving, { field: "unitLedger", args, node }, unit(carrier))).toEqual([
      { dueOn: "2021-09-30", state: "ASSIGNED", planId: secondPlanId, plan: { title: "减负任务清单" } },
      { dueOn: "2021-11-30", state: "CLAIMED", planId, plan: { title: "政务公开工作要点任务分解表" } },
      { dueOn: null, state: "ACCEPTED", planId, plan: { title: "政务公开工作要点任务分解表" } },
    ]);
  });

  test("lamps are lit for today, or for the day asked for, by a rule that has a name", async () => {
    const on = async (day: string) => {
      const args = day && `on: "${day}"`;
      const shown = await everyPage(
        serving,
        { field: "deadlineBoard", args, node: "row lamp { lamp rule on }" },
        office(),
      );
      return shown.map((each) => each["lamp"]);
    };
    const lamps = (day: string, ...lit: readonly string[]) => lit.map((lamp) => ({ lamp, rule: "due-day/5", on: day }));
    expect(await on("")).toEqual(lamps("2021-07-05", "OVERDUE", "AHEAD", "AHEAD"));
    expect(await on("2021-06-24")).toEqual(lamps("2021-06-24", "DUE_SOON", "AHEAD", "AHEAD"));
    expect(await on("2021-06-30")).toEqual(lamps("2021-06-30", "DUE_SOON", "AHEAD", "AHEAD"));
    expect(await on("2021-12-01")).toEqual(lamps("2021-12-01", "OVERDUE", "OVERDUE", "OVERDUE"));
  });

  test("a board counts what the ledgers hold", async () => {
    const document = `query ($planId: ID!) {
      planBoard(planId: $planId) {
        on
        counts { tasks assignments byState { assigned accepted claimed signedOff } byLamp { overdue done } }
        units { unit { name } assignments leads }
      }
    }`;
    expect(await answer(document, { planId })).toEqual({
      planBoard: {
        on: "2021-07-05",
        counts: {
          tasks: 4,
          assignments: 6,
          byState: { assigned: 3, accepted: 1, claimed: 1, signedOff: 1 },
          byLamp: { overdue: 1, done: 1 },
        },
        units: [
          { unit: { name: carrier }, assignments: 3, leads: 0 },
          { unit: { name: other }, assignments: 2, leads: 0 },
          { unit: { name: lead }, assignments: 1, leads: 1 },
        ],
      },
    });
  });

  test("plans are picked by state and year", async () => {
    const titles = async (args: string) =>
      (await everyPage(serving, { field: "plans", args, node: "title" }, office())).map((each) => each["title"]);
    expect(await titles("status: ISSUED, year: 2021")).toEqual(["政务公开工作要点任务分解表", "减负任务清单"]);
    expect(await titles("status: DRAFT")).toEqual([]);
    expect(await titles("year: 2020")).toEqual([]);
  });

  test("an answer that must include a command does, and says which position it reflects", async () => {
    const { position } = await region.report(other, taskIds[1] ?? "", "救助标准已公开");
    const document = `query ($id: ID!, $unitId: ID!, $atLeast: Position!) {
      task(id: $id, atLeast: $atLeast) { position stale assignments { reports { edges { node { progress } } } } }
      unitLedger(unitId: $unitId, atLeast: $atLeast) { position stale edges { node { reportCount } } }
      readModels { name position live stopped caughtUp }
    }`;
    const variables = { id: taskIds[1], unitId: region.unitId(other), atLeast: String(position) };
    const data = Object(await answer(document, variables, unit(other)));
    expect(data).toMatchObject({
      task: { stale: false, assignments: [{ reports: { edges: [{ node: { progress: "救助标准已公开" } }] } }] },
      unitLedger: { stale: false, edges: [{ node: { reportCount: 1 } }, { node: { reportCount: 0 } }] },
    });
    expect(BigInt(data.task.position)).toBeGreaterThanOrEqual(position ?? 0n);
    expect(BigInt(data.unitLedger.position)).toBeGreaterThanOrEqual(position ?? 0n);
    expect(data.readModels).toContainEqual({
      name: "task",
      position: String(position),
      live: true,
      stopped: false,
      caughtUp: true,
    });
  });

  test("a history names exactly one thing", async () => {
    for (const of of ["{}", `{ planId: "${planId}", roster: true }`, "{ roster: false }"]) {
      expect(await codeOf(`{ history(of: ${of}) { position } }`, {}, office())).toBe("BAD_USER_INPUT");
    }
  });
});

test.each(["9999-12-31T15:59:59.999Z", "9999-12-31T16:00:00.000Z", "9999-12-31T23:59:59Z"])(
  "a moment at the end of time is a day of the calendar or refused: %s",
  async (instant) => {
    const document = "query ($id: ID!, $at: Instant!) { task(id: $id, asOf: { instant: $at }) { lamp { on } } }";
    const answer = await serving.ask(document, { id: taskIds[0], at: instant }, office());
    if (instant < "9999-12-31T16") expect(answer.data).toEqual({ task: { lamp: { on: "9999-12-31" } } });
    else expect(answer.errors?.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
  },
);
