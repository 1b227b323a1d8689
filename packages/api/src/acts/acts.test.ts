// What the reader may do is told beside each thing, and is what happens when the mutation is sent.
import {
  type AnyAction,
  type AnyAggregate,
  aggregates,
  type Bearer,
  completion,
  completionIdOf,
  plan,
  planIdOf,
  roster,
  task,
} from "@taizhang/domain";
import { draft, notice, openPlan } from "@taizhang/domain/testing/facts";
import { policy } from "@taizhang/domain/testing/people";
import { identity } from "@taizhang/log";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inputs, mutationOf, mutations } from "../../testing/inputs.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { uuid } from "../../testing/uuid.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let closedId: string;
let draftId: string;
let warnedId: string;
let taskIds: readonly string[];

const [lead, unit, other, retired] = ["区发改局", "区财政局", "区卫健局", "区地税局"];
const text = { text: "属实" };
const group = {
  ...{ regionId: "420304", groupId: uuid(300), name: "各部门", kind: "list" as const, members: [] },
  validFrom: "2021-01-01",
};
const warning = {
  ...{ code: "OTHER_LEVEL_UNIT", severity: "blocking" as const, message: "区级文件里有市级单位。" },
  ...{ row: 1, lines: null },
};

/** The numbers of the tasks, by what stands in the part of 区财政局. */
const states = { assigned: 0, reported: 1, claimed: 2, endorsed: 3, signedOff: 4, exempted: 5 };
type State = keyof typeof states;
const taskIn = (state: State): string => taskIds[states[state]] ?? "";

beforeAll(async () => {
  region = testRegion(ledger);
  const { give, office, bearer, unitId, issue, close, report } = region;
  await region.register(lead, unit, other);
  const row = (name: string) => ({
    ...{ text: name, due: "2021-11-30" },
    units: [
      [lead, "lead"],
      [unit, "responsible"],
    ] as const,
    items: [{ no: "1", text: "公开目录", children: [], deadlines: [] }],
  });
  ({ planId, taskIds } = await issue("任务分解表", Object.keys(states).map(row), { reportingOn: "2021-12-31" }));
  closedId = (await issue("去年的任务", [row("公开预算")])).planId;
  await close(closedId);
  draftId = await region.confirm("明年的任务", [row("公开决算")]);
  await ledger.executor.run(plan, "parkPlan", draftId, plan.actions.parkPlan.example, {
    actor: { ...policy, regionId: region.regionId },
    commandId: "park",
  });
  const mine = { unitId: unitId(unit) };
  const waived = { waived: [{ itemId: "p1", reason: text }] };
  const done = {
    ...mine,
    completedOn: "2021-06-30",
    done: text,
    evidence: [{ title: "页面", path: ["首页"] }],
    ...waived,
  };
  for (const state of ["reported", "claimed", "endorsed", "signedOff"] as const) {
    await report(unit, taskIn(state), "已部署");
    if (state !== "reported") await give(bearer("unit", unit), task, "claimCompletion", taskIn(state), done);
  }
  for (const state of ["endorsed", "signedOff"] as const)
    await give(bearer("unit", lead), task, "endorseCompletion", taskIn(state), { ...mine, opinion: text });
  await give(office, task, "signOff", taskIn("signedOff"), { ...mine, opinion: text });
  const grounds = { reason: text, authority: text };
  await give(office, task, "exemptAssignment", taskIn("exempted"), { ...mine, ...grounds });
  const asked = { ...mine, dueOn: "2021-12-31", reason: text, evidence: [] };
  await give(bearer("unit", unit), task, "requestExtension", taskIn("reported"), asked, openPlan);
  const urged = { unitIds: [mine.unitId], text, answerBy: null, whyAgain: null };
  await give(office, task, "urge", taskIn("reported"), urged, { units: new Map() });
  await give(office, roster, "defineGroup", region.regionId, group);
  const ended = { ...group, groupId: uuid(301), name: "各有关部门" };
  await give(office, roster, "defineGroup", region.regionId, ended);
  const ending = { groupId: ended.groupId, on: "2021-06-01", reason: text };
  await give(office, roster, "endGroup", region.regionId, ending);
  await region.register(retired);
  const code = "91350100M000100Y43";
  await give(office, roster, "setCreditCode", region.regionId, { unitId: unitId(unit), code });
  const retiring = { unitId: unitId(retired), on: "2021-06-01", reason: text };
  await give(office, roster, "retireUnit", region.regionId, retiring);
  const names = (await ledger.executor.load(roster, region.regionId)).state;
  const grouped = { assignments: [], groups: [{ groupId: group.groupId, relation: "responsible" }], external: [] };
  await give(office, task, "assignUnits", taskIn("assigned"), task.actions.assignUnits.command.parse(grouped), names);
  const source = { regionId: region.regionId, sourceSha256: "c".repeat(64) };
  warnedId = planIdOf(identity, region.regionId, source.sourceSha256);
  await give(office, plan, "importPlan", warnedId, source, notice({ draft: draft({ warnings: [warning] }) }));
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

interface Act {
  readonly name: string;
  readonly refusal: { readonly code: string } | null;
}

/** Something with acts, and what of an input names it. */
interface Thing {
  readonly named: object;
  readonly acts: readonly Act[];
}

const acts = "acts { name title { zh en } refusal { code message { zh } detail } }";

async function asks(document: string, variables: object, as: Bearer, at = serving) {
  const { data, errors } = await at.ask(document, variables, as);
  expect(errors).toBeUndefined();
  return Object(data);
}

/** A task and everything in it that has acts. */
async function thingsIn(taskId: string, as: Bearer, at = serving): Promise<Thing[]> {
  const extensions = `extensions { extensionNo ${acts} }`;
  const part = `unit { id } ${acts} ${extensions} urgings { urgingNo ${acts} } reports { edges { node { no ${acts} } } }`;
  const items = `items { itemId ${acts} units { unit { id } ${acts} } }`;
  const document = `query ($id: ID!) { task(id: $id) { ${acts} assignments { ${part} } ${items} groups { groupId ${acts} } } }`;
  const { task: found } = await asks(document, { id: taskId }, as, at);
  const things: Thing[] = [{ named: { taskId }, acts: found.acts }];
  for (const each of found.assignments) {
    const named = { taskId, unitId: each.unit.id };
    things.push({ named, acts: each.acts });
    for (const { extensionNo, acts } of each.extensions ?? []) things.push({ named: { ...named, extensionNo }, acts });
    for (const { urgingNo, acts } of each.urgings ?? []) things.push({ named: { ...named, urgingNo }, acts });
    for (const { node } of each.reports.edges) things.push({ named: { ...named, reportNo: node.no }, acts: node.acts });
  }
  for (const item of found.items) {
    const named = { taskId, itemId: item.itemId };
    things.push({ named, acts: item.acts });
    for (const each of item.units) things.push({ named: { ...named, unitId: each.unit.id }, acts: each.acts });
  }
  for (const { groupId, acts } of found.groups) things.push({ named: { taskId, groupId }, acts });
  return things;
}

const someone = (): Readonly<Record<string, Bearer>> => ({
  office: region.office,
  lead: region.bearer("unit", lead),
  unit: region.bearer("unit", unit),
  stranger: region.bearer("unit", other),
});

let sent = 0;

/** Sends an act with the example of its input, aimed at the thing: the code of its rejection, or null. */
async function send(name: string, named: object, as: Bearer, more: object = {}, at = serving): Promise<string | null> {
  sent += 1;
  // The example may be about something narrower: an item of the task, a report of the part.
  const { unitId: _unit, itemId: _item, reportNo: _report, ...example } = Object(inputs[name]);
  const input = { ...example, ...named, ...more, commandId: `sent-${sent}` };
  const answer = Object(Object.values(await asks(mutationOf(name), { input }, as, at))[0]);
  return answer.rejection?.code ?? null;
}

describe("what is refused beforehand is refused by the same reason when it is sent", () => {
  test.each(Object.keys(states) as State[])("to a task whose part is %s, and to all in it", async (state) => {
    let tried = 0;
    for (const [who, as] of Object.entries(someone())) {
      for (const { named, acts } of await thingsIn(taskIn(state), as)) {
        for (const { name, refusal } of acts) {
          if (refusal === null) continue;
          tried += 1;
          expect(await send(name, named, as), `${who}: ${name} ${JSON.stringify(named)}`).toBe(refusal.code);
        }
      }
    }
    expect(tried).toBeGreaterThan(50);
  });

  test("to plans", async () => {
    for (const id of [planId, closedId, draftId]) {
      const { plan: found } = await asks(`query ($id: ID!) { plan(id: $id) { ${acts} } }`, { id }, region.office);
      for (const { name, refusal } of found.acts as Act[])
        if (refusal) expect(await send(name, { planId: id }, region.office), name).toBe(refusal.code);
    }
  });
});

describe("while a plan is closed and that is not carried out", () => {
  const late = testLedger("2021-06-30");
  let held: Serving;
  let people: TestRegion;
  let closing: { readonly planId: string; readonly taskIds: readonly string[] };

  beforeAll(async () => {
    people = testRegion(late);
    const { give, office } = people;
    const units = [
      [lead, "lead"],
      [unit, "responsible"],
    ] as const;
    const items = [{ no: "1", text: "公开目录", children: [], deadlines: [{ text: "11月底前", date: "2021-11-30" }] }];
    const rows = [{ text: "公开决算", due: "2021-11-30", units, items }];
    closing = await people.issue("任务分解表", rows, { reportingOn: "2021-12-31" });
    await people.report(unit, closing.taskIds[0] ?? "", "已部署");
    await give(office, plan, "closePlan", closing.planId, { reason: text });
    held = await serve({ ledger: late, carriesOut: false });
  });
  afterAll(() => held.close());

  /** What each of them is told, with what names it. */
  async function told() {
    const bearers: readonly Bearer[] = [
      people.office,
      people.bearer("unit", lead),
      people.bearer("unit", unit),
      people.bearer("unit", other),
    ];
    const all: (Thing & { readonly as: Bearer })[] = [];
    for (const as of bearers) {
      for (const thing of await thingsIn(closing.taskIds[0] ?? "", as, held)) all.push({ ...thing, as });
      const unitId = people.unitId(unit);
      const document = `query ($planId: ID!, $unitId: ID!) { completionReport(planId: $planId, unitId: $unitId) { ${acts} } plan(id: $planId) { ${acts} } }`;
      const found = await asks(document, { planId: closing.planId, unitId }, as, held);
      all.push({ as, named: { planId: closing.planId, unitId }, acts: found.completionReport.acts });
      all.push({ as, named: { planId: closing.planId }, acts: found.plan.acts });
    }
    return all.flatMap(({ as, named, acts }) => acts.map(({ name, refusal }) => ({ as, named, name, refusal })));
  }

  test("what is told refused is refused by the same reason, and what is told open is not refused by the plan", async () => {
    const all = await told();
    const refused = all.filter(({ refusal }) => refusal !== null);
    const byPlan = new Set(refused.flatMap(({ name, refusal }) => (refusal?.code === "PLAN_CLOSED" ? [name] : [])));
    for (const name of ["requestExtension", "disputeAssignment", "requestReportingExtension", "urgeReporting"])
      expect(byPlan).toContain(name);
    for (const { as, named, name, refusal } of refused)
      expect(await send(name, named, as, {}, held), `${as.sub}: ${name} ${JSON.stringify(named)}`).toBe(refusal?.code);
    const open = all.filter(({ refusal }) => refusal === null);
    expect(open.length).toBeGreaterThan(20);
    for (const { as, named, name } of open)
      expect(await send(name, named, as, {}, held), `${as.sub}: ${name}`).not.toBe("PLAN_CLOSED");
  });
});

const openActs = async (state: State, as: Bearer, fields = "unitId") => {
  const things = await thingsIn(taskIn(state), as);
  const mine = things.find(
    ({ named }) => Object.keys(named).join() === `taskId,${fields}` && Object(named).unitId === region.unitId(unit),
  );
  return (mine?.acts ?? expect.fail("no part")).filter(({ refusal }) => refusal === null).map(({ name }) => name);
};

describe("the steps of a part are open to whose turn it is", () => {
  const turns: readonly [State, keyof ReturnType<typeof someone>, readonly string[]][] = [
    ["assigned", "unit", ["acceptAssignment", "reportProgress", "claimCompletion"]],
    ["reported", "unit", ["reportProgress", "claimCompletion"]],
    ["claimed", "unit", ["withdrawClaim"]],
    ["claimed", "lead", ["endorseCompletion", "returnCompletion"]],
    ["claimed", "office", ["returnCompletion"]],
    ["endorsed", "unit", []],
    ["endorsed", "lead", ["returnCompletion"]],
    ["endorsed", "office", ["returnCompletion", "signOff"]],
    ["signedOff", "office", ["reopenAssignment"]],
    ["exempted", "office", ["restoreAssignment"]],
    ["exempted", "unit", []],
  ];
  const steps = new Set(turns.flatMap(([, , open]) => open));
  test.each(turns)("%s, %s: %j", async (state, who, expected) => {
    const open = await openActs(state, someone()[who] ?? region.office);
    expect(open.filter((name) => steps.has(name)).toSorted()).toEqual([...expected].toSorted());
  });

  test("and what is told open is done when it is sent", async () => {
    const { unit: itself = region.office, lead: leads = region.office } = someone();
    const part = { taskId: taskIn("assigned"), unitId: region.unitId(unit) };
    const today = { reportedOn: "2021-06-30", completedOn: "2021-06-30" };
    const waived = [{ itemId: "p1", reason: "并入另一项" }];
    const life: readonly [string, Bearer, object][] = [
      ["acceptAssignment", itself, {}],
      ["reportProgress", itself, { reportedOn: today.reportedOn }],
      ["claimCompletion", itself, { completedOn: today.completedOn, waived }],
      ["endorseCompletion", leads, {}],
      ["signOff", region.office, {}],
      ["reopenAssignment", region.office, {}],
    ];
    for (const [name, as, more] of life) {
      expect(await openActs("assigned", as), name).toContain(name);
      expect(await send(name, part, as, more), name).toBeNull();
    }
  });
});

test("auditors, who only read, are told no acts", async () => {
  const auditor = region.bearer("auditor");
  const things = await thingsIn(taskIn("claimed"), auditor);
  expect(things.length).toBeGreaterThan(5);
  expect(things.flatMap(({ acts }) => acts)).toEqual([]);
  expect(await asks(`query ($id: ID!) { plan(id: $id) { ${acts} } acts { name } }`, { id: planId }, auditor)).toEqual({
    plan: { acts: [] },
    acts: [],
  });
});

test("nothing may be done in the past", async () => {
  const document = `query ($id: ID!, $planId: ID!, $asOf: AsOf) {
    plan(id: $planId, asOf: $asOf) { acts { name } warnings { acts { name } } }
    task(id: $id, asOf: $asOf) { acts { name } assignments { acts { name } } items { acts { name } } }
  }`;
  const asOf = { instant: "2021-06-30T04:00:00.000Z" };
  const past = await asks(document, { id: taskIn("reported"), planId, asOf }, region.office);
  expect(past.task.assignments).toHaveLength(2);
  expect(JSON.stringify(past)).not.toContain("name");
});

// What is not told where nothing is left to do must have something to do in one of the things that are made above.
test("every action that a person may give is told somewhere as an act", async () => {
  const all: Bearer = { ...region.bearer("unit", lead), roles: ["office", "unit", "admin"] };
  const told: Act[] = [];
  for (const id of [...taskIds, ...(await tasksOf(closedId))])
    told.push(...(await thingsIn(id, all)).flatMap((thing) => thing.acts));
  for (const id of [planId, closedId, draftId, warnedId]) {
    const document = `query ($id: ID!) { plan(id: $id) { ${acts} warnings { ${acts} } } acts { name } units { edges { node { ${acts} } } } }`;
    const found = await asks(document, { id }, all);
    const warned = found.plan.warnings.flatMap((each: Thing) => each.acts);
    const units = found.units.edges.flatMap(({ node }: { node: Thing }) => node.acts);
    told.push(...found.plan.acts, ...warned, ...found.acts, ...units);
  }
  const unitId = region.unitId(lead);
  const reportId = completionIdOf(identity, planId, unitId);
  const leads = region.bearer("unit", lead);
  const asked = { unitId, dueOn: "2022-01-05", reason: text, evidence: [] };
  const now = { plan: { status: "issued", revision: 4 } } as const;
  await region.give(leads, completion, "requestReportingExtension", reportId, asked, now);
  const urged = { unitId, text, answerBy: null, whyAgain: null };
  await region.give(region.office, completion, "urgeReporting", reportId, urged, now);
  const stood = { position: "1", tasks: [] };
  const at = await region.give(leads, completion, "submitCompletionReport", reportId, { unitId, summary: text }, stood);
  const reported = await asks(
    `query ($planId: ID!, $unitId: ID!, $atLeast: Position) {
      completionReport(planId: $planId, unitId: $unitId, atLeast: $atLeast) {
        ${acts} submission { ${acts} } extensions { ${acts} } urgings { ${acts} }
      }
    }`,
    { planId, unitId, atLeast: String(at.position) },
    all,
  );
  const { acts: ofReport, submission, extensions, urgings } = reported.completionReport;
  told.push(...ofReport, ...submission.acts, ...[...extensions, ...urgings].flatMap((each: Thing) => each.acts));
  const names = new Set(told.map(({ name }) => name));
  const people = Object.values<AnyAggregate>(aggregates).flatMap((of) =>
    Object.entries<AnyAction>(of.actions).flatMap(([name, { by }]) =>
      by.some((doer) => doer !== "policy") ? [name] : [],
    ),
  );
  expect(people.filter((name) => !names.has(name))).toEqual([]);
  expect([...names].filter((name) => !mutations.has(name))).toEqual([]);
});

async function tasksOf(id: string): Promise<string[]> {
  const { tasks } = await asks(
    "query ($id: ID!) { tasks(planId: $id) { edges { node { id } } } }",
    { id },
    region.office,
  );
  return tasks.edges.map(({ node }: { node: { id: string } }) => node.id);
}
