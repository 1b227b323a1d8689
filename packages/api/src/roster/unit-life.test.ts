// Units that come and go, over HTTP: names by the day, mergers with all that was open, parts that are nobody's, and codes.
import type { Bearer } from "@taizhang/domain";
import type { Running } from "@taizhang/process";
import { startSuccessions } from "@taizhang/projections";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let successions: Running;
let region: TestRegion;
let planId: string;
let taskIds: readonly string[];
let office: Bearer;
let commands = 0;

beforeAll(async () => {
  region = testRegion(ledger);
  ledger.clock.setDay("2021-03-01");
  const issued = await region.issue("任务分解表", [
    {
      text: "公开预决算",
      due: "2021-11-30",
      units: [
        ["区发改局", "lead"],
        ["区财政局", "responsible"],
        ["区商务局", "responsible"],
      ],
    },
    { text: "公开债务", due: "2021-12-31", units: [["区商务局", "responsible"]] },
    { text: "公开减贫", due: "2021-12-31", units: [["区扶贫办", "responsible"]] },
  ]);
  ({ planId, taskIds } = issued);
  await region.report("区财政局", taskIds[0] ?? "", "在办");
  ledger.clock.setDay("2021-06-30");
  office = region.bearer("office");
  serving = await serve({ ledger });
  const { views, executor, log, logger } = serving.parts;
  // Nothing in these tests waits for midnight.
  const clock = { now: ledger.clock.now, until: () => new Promise<void>(() => {}) };
  successions = startSuccessions({ log, executor, views, clock, logger });
});

afterAll(async () => {
  await successions.stop();
  await serving.close();
});

const ask = (document: string, variables: object = {}, as = office) =>
  firstField<never>(serving, document, variables, as);

/** Gives a command on the roster; the position of its receipt, or the code and detail of the refusal. */
async function act(name: string, said: object, as = office): Promise<string> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const input = { commandId: `act-${++commands}`, regionId: region.regionId, ...said };
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { position } rejection { code detail } } }`;
  const { receipt, rejection } = (await ask(document, { input }, as)) as {
    receipt: { position: string } | null;
    rejection: { code: string; detail: string } | null;
  };
  return receipt?.position ?? `${rejection?.code} ${rejection?.detail}`;
}

const id = (name: string) => region.unitId(name);

/** The position of the nth fact of a type, once it is there. */
async function logged(
  type: "AssignmentHandedOver" | "OwnerlessNoted" | "OwnerlessLifted",
  count: number,
): Promise<string> {
  let left = count;
  for await (const followed of ledger.log.follow(null, { types: [type], signal: new AbortController().signal }))
    if (followed.kind === "event" && --left === 0) return String(followed.event.position);
  return expect.fail("the log ended");
}

const unitOf = (unitId: string, fields: string, on: string | null = null, atLeast: string | null = null) =>
  ask(`query ($id: ID!, $on: Day, $p: Position) { unit(id: $id, on: $on, atLeast: $p) { ${fields} } }`, {
    ...{ id: unitId, on, p: atLeast },
  });

describe("a unit that is renamed", () => {
  const names = "name validFrom status endedOn names { name validFrom until }";
  const all = [
    { name: "区财政局", validFrom: "2021-01-01", until: "2021-06-01" },
    { name: "区财政金融局", validFrom: "2021-06-01", until: null },
  ];

  test("has its name by the day, under its old id", async () => {
    const at = await act("renameUnit", { unitId: id("区财政局"), name: "区财政金融局", on: "2021-06-01" });
    const shown = { validFrom: "2021-01-01", status: "ACTIVE", endedOn: null, names: all };
    expect(await unitOf(id("区财政局"), names, null, at)).toEqual({ ...shown, name: "区财政金融局" });
    expect(await unitOf(id("区财政局"), names, "2021-05-31")).toEqual({ ...shown, name: "区财政局" });
    const found = "query ($name: String!, $on: Day) { units(name: $name, on: $on) { edges { node { id name } } } }";
    for (const name of ["区财政局", "区财政金融局"])
      expect(await ask(found, { name, on: "2021-05-31" })).toEqual({
        edges: [{ node: { id: id("区财政局"), name: "区财政局" } }],
      });
  });

  test("is called in the history as on the day of each fact, and in lists as today", async () => {
    const { edges } = (await ask(
      "query ($id: ID!) { history(of: { taskId: $id }, first: 100) { edges { node { type sentence { zh } actor { unitName } } } } }",
      { id: taskIds[0] },
    )) as { edges: { node: { type: string } }[] };
    expect(edges.map(({ node }) => node)).toContainEqual({
      type: "ProgressReported",
      sentence: { zh: "区财政局填报进展（第1份，2021-03-01）：在办" },
      actor: { unitName: "区财政局" },
    });
    const ledgerNames = "query ($u: ID!) { unitLedger(unitId: $u) { edges { node { unit { name } } } } }";
    expect(await ask(ledgerNames, { u: id("区财政局") })).toEqual({
      edges: [{ node: { unit: { name: "区财政金融局" } } }],
    });
    // What is done now is told with the name of now.
    ledger.clock.setDay("2021-07-01");
    await region.report("区财政局", taskIds[0] ?? "", "续办");
    const again = (await ask(
      "query ($id: ID!) { history(of: { taskId: $id }, first: 100) { edges { node { sentence { zh } } } } }",
      {
        id: taskIds[0],
      },
    )) as { edges: { node: { sentence: { zh: string } } }[] };
    expect(again.edges.at(-1)?.node.sentence.zh).toBe("区财政金融局填报进展（第2份，2021-07-01）：续办");
  });

  test("gives its old name to another unit, which has an id of its own", async () => {
    expect(await act("registerUnit", { name: "区财政局", validFrom: "2021-05-01" })).toBe(
      "VALID_FROM_ANOTHER_DAY 区财政局 2021-01-01 – 2021-05-31",
    );
    const document = `mutation ($input: RegisterUnitInput!) { registerUnit(input: $input) { unit { id name validFrom } rejection { code } } }`;
    const input = { regionId: region.regionId, name: "区财政局", validFrom: "2021-06-15" };
    const first = (await ask(document, { input: { ...input, commandId: "new-1" } })) as { unit: { id: string } };
    expect(first).toMatchObject({ unit: { name: "区财政局", validFrom: "2021-06-15" }, rejection: null });
    expect(first.unit.id).not.toBe(id("区财政局"));
    expect(await ask(document, { input: { ...input, commandId: "new-2" } })).toEqual(first);
  });
});

describe("units that are merged", () => {
  test("have all that is open handed on, and successor and predecessors know each other", async () => {
    const into = { name: "区发展改革和商务局" };
    await act("mergeUnits", { from: [id("区商务局")], into, on: "2021-07-01", reason: "机构改革" });
    const at = await logged("AssignmentHandedOver", 2);
    const successor = id(into.name);
    const merged = "name status endedOn successors { name } predecessors { name }";
    expect(await unitOf(id("区商务局"), merged, null, at)).toEqual({
      ...{ name: "区商务局", status: "MERGED", endedOn: "2021-07-01" },
      ...{ successors: [{ name: into.name }], predecessors: [] },
    });
    expect(await unitOf(id("区商务局"), "status", "2021-06-30")).toEqual({ status: "ACTIVE" });
    expect(await unitOf(successor, merged)).toEqual({
      ...{ name: into.name, status: "ACTIVE", endedOn: null },
      ...{ successors: [], predecessors: [{ name: "区商务局" }] },
    });
    const lines = `query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node {
      taskId state from { unit { name } partNo } } } } }`;
    const from = [{ unit: { name: "区商务局" }, partNo: 1 }];
    expect(await ask(lines, { u: successor, p: at })).toEqual({
      edges: [0, 1].map((nth) => ({ node: { taskId: taskIds[nth], state: "ASSIGNED", from } })),
    });
    expect(await ask(lines, { u: id("区商务局"), p: at })).toEqual({ edges: [] });
  });

  test("get no part any more; the refusal says since when, and who has the work", async () => {
    const assignments = [{ unitId: id("区商务局"), relations: ["RESPONSIBLE"] }];
    expect(await act("assignUnits", { taskId: taskIds[2], regionId: undefined, assignments })).toBe(
      "UNIT_RETIRED 区商务局 2021-07-01 → 区发展改革和商务局",
    );
  });

  test("are merged into one unit, by its id or by its name", async () => {
    const input = { commandId: "both", regionId: region.regionId, from: [id("区扶贫办")], on: "2021-07-01" };
    for (const into of [{}, { unitId: id("区发改局"), name: "区发改局" }])
      expect(
        await serving.ask(
          "mutation ($input: MergeUnitsInput!) { mergeUnits(input: $input) { rejection { code } } }",
          { input: { ...input, into } },
          office,
        ),
      ).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT", field: "into" } }] });
  });
});

describe("a unit that is retired", () => {
  const board = (p: string) =>
    ask(
      `query ($id: ID!, $p: Position) { planBoard(planId: $id, atLeast: $p) { counts { assignments ownerless } units { unit { name } assignments } } }`,
      { id: planId, p },
    );
  const queue = (p: string) =>
    ask(
      "query ($p: Position) { reviewQueue(of: OFFICE, atLeast: $p) { edges { node { kind taskId dueOn unit { name } } } } }",
      {
        p,
      },
    );
  const waiting = (edges: object) => JSON.stringify(edges).match(/OWNERLESS/g)?.length ?? 0;

  test("leaves its parts to nobody: they wait for the office, and count for nobody", async () => {
    const on = "2021-07-01";
    await act("retireUnit", { unitId: id("区扶贫办"), on, reason: "任务完成" });
    const at = await logged("OwnerlessNoted", 1);
    const node = { kind: "OWNERLESS", taskId: taskIds[2], dueOn: "2021-12-31", unit: { name: "区扶贫办" } };
    expect(Object(await queue(at)).edges).toContainEqual({ node });
    expect(await board(at)).toMatchObject({
      counts: { assignments: 4, ownerless: 1 },
      units: expect.arrayContaining([{ unit: { name: "区扶贫办" }, assignments: 0 }]),
    });
    const part = await ask(
      "query ($id: ID!) { task(id: $id) { assignments { state ownerlessSince } lamp { lamp } } }",
      { id: taskIds[2] },
    );
    expect(part).toMatchObject({ assignments: [{ state: "ASSIGNED", ownerlessSince: on }] });
    const lines = "query ($u: ID!) { unitLedger(unitId: $u) { edges { node { ownerlessSince } } } }";
    expect(await ask(lines, { u: id("区扶贫办") })).toEqual({ edges: [{ node: { ownerlessSince: on } }] });
  });

  test("leaves them in lists and files as nobody's: overdue for none", async () => {
    const day = ledger.clock.now().slice(0, 10);
    ledger.clock.setDay("2022-01-04");
    const unitId = id("区扶贫办");
    expect(
      await ask("query ($u: ID!) { unitCounts(unitId: $u) { open { part } byLamp { overdue } } }", { u: unitId }),
    ).toEqual({ open: { part: 1 }, byLamp: { overdue: 0 } });
    const due = await ask(
      "{ deadlineBoard { edges { node { taskId lamp { lamp } openUnits { name } ownerlessUnits { name } } } } }",
    );
    const left = {
      taskId: taskIds[2],
      lamp: { lamp: "OVERDUE" },
      openUnits: [],
      ownerlessUnits: [{ name: "区扶贫办" }],
    };
    expect(Object(due).edges).toContainEqual({ node: left });
    const file = async (path: string) => (await serving.send(`/export/${path}.csv`, {}, office)).text();
    expect(await file(`plan/${planId}`)).toContain("待签收，无主（原单位已撤并）：区扶贫办");
    expect(await file(`ledger/${unitId}`)).toContain("待签收，无主（原单位已撤并）,2021-12-31");
    expect(await file(`ledger/${id("区发改局")}`)).not.toContain("无主");
    ledger.clock.setDay(day);
  });

  test("has all of them taken over by the successor that the office names", async () => {
    const toUnitId = id("区发改局");
    await act("nameSuccessor", { unitId: id("区扶贫办"), toUnitId, reason: "职责划入" });
    const at = await logged("AssignmentHandedOver", 3);
    expect(waiting(Object(await queue(at)).edges)).toBe(0);
    expect(await board(at)).toMatchObject({ counts: { assignments: 5, ownerless: 0 } });
    expect(await unitOf(toUnitId, "predecessors { name }", null, at)).toEqual({ predecessors: [{ name: "区扶贫办" }] });
  });
});

describe("a unit that is restored", () => {
  const ground = { reason: "撤销有误", authority: "区委编办复函" };
  const lines = `query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node {
    taskId ownerlessSince } } } }`;

  test("goes on as if it had not ended, with what nobody took over; twice is once", async () => {
    const unitId = id("区发改局");
    const before = await ask(lines, { u: unitId });
    await act("retireUnit", { unitId, on: "2021-07-01", reason: "任务完成" });
    await logged("OwnerlessNoted", 2);
    const restored = await act("restoreUnit", { unitId, ...ground });
    const at = await logged("OwnerlessLifted", 1);
    expect(await unitOf(unitId, "status endedOn successors { name }", "2021-07-01", restored)).toEqual({
      ...{ status: "ACTIVE", endedOn: null, successors: [] },
    });
    await logged("OwnerlessLifted", Object(before).edges.length);
    expect(Object(await ask(lines, { u: unitId, p: at })).edges.length).toBe(Object(before).edges.length);
    const { edges } = (await ask(
      "query ($id: ID!) { history(of: { unitId: $id }, first: 100) { edges { node { type sentence { zh } } } } }",
      { id: unitId },
    )) as { edges: { node: { type: string } }[] };
    expect(edges.map(({ node }) => node)).toContainEqual({
      type: "UnitRestored",
      sentence: { zh: "恢复“区发改局”，其自2021-07-01起的撤并作废；理由：撤销有误；依据：区委编办复函" },
    });
    const again = await ask(
      "mutation ($input: RestoreUnitInput!) { restoreUnit(input: $input) { receipt { eventIds } unit { status } } }",
      { input: { commandId: "restored-again", regionId: region.regionId, unitId, ...ground } },
    );
    expect(again).toEqual({ receipt: { eventIds: [] }, unit: { status: "ACTIVE" } });
  });

  test("keeps nothing of what another unit has: that gives it back one by one", async () => {
    const successor = id("区发展改革和商务局");
    const at = await act("restoreUnit", { unitId: id("区商务局"), ...ground });
    expect(await ask(lines, { u: id("区商务局"), p: at })).toEqual({ edges: [] });
    await act("reassign", {
      ...{ regionId: undefined, taskId: taskIds[1], unitId: successor, toUnitId: id("区商务局"), reason: "撤并作废" },
    });
    const back = await logged("AssignmentHandedOver", 4);
    expect(await ask(lines, { u: id("区商务局"), p: back })).toEqual({
      edges: [{ node: { taskId: taskIds[1], ownerlessSince: null } }],
    });
  });

  test("is not restored by an auditor", async () => {
    const document = "mutation ($input: RestoreUnitInput!) { restoreUnit(input: $input) { rejection { code } } }";
    const input = { commandId: "auditor", regionId: region.regionId, unitId: id("区商务局"), ...ground };
    expect(await serving.ask(document, { input }, region.bearer("auditor"))).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
  });
});

describe("an alias that ends", () => {
  const shown = "aliases { alias validFrom until }";

  test("is shown with its last day, and is free for another unit from then on", async () => {
    const unitId = id("区财政局");
    await act("addAlias", { unitId, alias: "财局", validFrom: "2021-02-01" });
    const at = await act("endAlias", { unitId, alias: "财局", on: "2021-06-01", reason: "混淆" });
    expect(await unitOf(unitId, shown, null, at)).toEqual({
      aliases: [{ alias: "财局", validFrom: "2021-02-01", until: "2021-06-01" }],
    });
    expect(await act("addAlias", { unitId: id("区发改局"), alias: "财局", validFrom: "2021-05-01" })).toBe(
      "NAME_TAKEN 财局 → 区财政金融局 2021-02-01 – 2021-05-31",
    );
    expect(await act("addAlias", { unitId: id("区发改局"), alias: "财局", validFrom: "2021-06-01" })).toMatch(/^\d+$/);
    expect(await act("endAlias", { unitId, alias: "区财政金融局", on: "2021-07-01", reason: "误" })).toBe(
      "NO_ALIAS 区财政金融局",
    );
  });

  test("is not shown where it never was one", async () => {
    const unitId = id("区财政局");
    await act("addAlias", { unitId, alias: "财税局", validFrom: "2021-02-01" });
    const at = await act("endAlias", { unitId, alias: "财税局", on: "2021-02-01", reason: "误登" });
    expect(JSON.stringify(await unitOf(unitId, shown, null, at))).not.toContain("财税局");
    const found = "query ($name: String!, $p: Position) { units(name: $name, atLeast: $p) { edges { node { id } } } }";
    expect(await ask(found, { name: "财税局", p: at })).toEqual({ edges: [] });
  });

  test("is of a unit or a group, and not of both", async () => {
    const document = "mutation ($input: EndAliasInput!) { endAlias(input: $input) { rejection { code } } }";
    const input = { commandId: "whose", regionId: region.regionId, alias: "财局", on: "2021-06-01", reason: "误" };
    expect(await serving.ask(document, { input }, office)).toMatchObject({
      errors: [{ extensions: { code: "BAD_USER_INPUT", field: "unitId" } }],
    });
  });
});

test("a unit is split, into new ones and others", async () => {
  const into = [{ name: "区发展局" }, { unitId: id("区财政局") }];
  const at = await act("splitUnit", { unitId: id("区发改局"), into, on: "2021-08-01", reason: "分设" });
  expect(await unitOf(id("区发改局"), "status endedOn successors { name }", "2021-08-01", at)).toEqual({
    ...{ status: "SPLIT", endedOn: "2021-08-01" },
    successors: [{ name: "区发展局" }, { name: "区财政金融局" }],
  });
});

test("a code is kept where it checks, and is one unit's", async () => {
  const code = "91350100M000100Y43";
  expect(await act("setCreditCode", { unitId: id("区财政局"), code: "91350100M000100Y34" })).toBe(
    "CREDIT_CODE_WRONG 91350100M000100Y34",
  );
  const at = await act("setCreditCode", { unitId: id("区财政局"), code });
  expect(await unitOf(id("区财政局"), "creditCode", null, at)).toEqual({ creditCode: code });
  expect(await act("setCreditCode", { unitId: id("区发改局"), code })).toBe(`CREDIT_CODE_TAKEN ${code} → 区财政金融局`);
});

test("no unit does any of it", async () => {
  const clerk = region.bearer("unit", "区财政局");
  const document = "mutation ($input: RetireUnitInput!) { retireUnit(input: $input) { rejection { code } } }";
  const input = {
    commandId: "clerk",
    regionId: region.regionId,
    unitId: id("区财政局"),
    on: "2021-08-01",
    reason: "撤",
  };
  expect(await serving.ask(document, { input }, clerk)).toMatchObject({
    errors: [{ extensions: { code: "FORBIDDEN" } }],
  });
});
