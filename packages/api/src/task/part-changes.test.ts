// Parts that move, over GraphQL: a dispute that leads to a reassignment, an exemption and its end, and persons in charge.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
let otherTaskId: string;
let unitId: string;
let successorId: string;
let office: Bearer;
let commands = 0;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
    ["区教育局", "guiding"],
  ] as const;
  const issued = await region.issue("任务分解表", [
    { text: "公开预决算", due: "2021-11-30", units },
    { text: "公开债务", due: "2021-12-31", units: units.slice(0, 2) },
  ]);
  [taskId = "", otherTaskId = ""] = issued.taskIds;
  planId = issued.planId;
  unitId = region.unitId("区财政局");
  successorId = region.unitId("区教育局");
  office = region.bearer("office");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const unit = (name = "区财政局") => region.bearer("unit", name);

const ask = (document: string, variables: object, as: Bearer) =>
  firstField<Record<string, never> & { receipt: { position: string } | null; rejection: { code: string } | null }>(
    serving,
    document,
    variables,
    as,
  );

/** Gives a command on a part; the position of its receipt, or the code of the refusal. */
async function act(name: string, as: Bearer, said: object = {}) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const input = { commandId: `act-${++commands}`, taskId, unitId, ...said };
  const { receipt, rejection } = await ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { position } rejection { code } } }`,
    { input },
    as,
  );
  return receipt?.position ?? rejection?.code ?? "";
}

/** Some fields of a unit's part, and of those before it. */
const parts = async (fields: string, as: Bearer, atLeast: string, of = unitId) =>
  ask(
    `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, atLeast: $p) {
      assignments(unitId: $u) { ${fields} } earlierAssignments(unitId: $u) { ${fields} } } }`,
    { id: taskId, u: of, p: atLeast },
    as,
  );

describe("a dispute that leads to a reassignment", () => {
  let moved: string;

  test("waits in the office's queue with the unit it suggests, and only some see its words", async () => {
    await act("reportProgress", unit(), { reportedOn: "2021-06-30", progress: "在办", evidence: [] });
    const raised = await act("disputeAssignment", unit(), { reason: "职责已划出", suggestedUnitId: successorId });
    const queue = await ask(
      "query ($p: Position) { reviewQueue(of: OFFICE, atLeast: $p) { edges { node { kind dueOn unit { name } suggestedUnit { name } } } } }",
      { p: raised },
      office,
    );
    const waits = { unit: { name: "区财政局" }, suggestedUnit: { name: "区教育局" } };
    expect(queue).toEqual({ edges: [{ node: { kind: "DISPUTE", dueOn: "2021-11-30", ...waits } }] });
    const fields = "state dispute { state reason suggestedUnit { name } answer { text } }";
    const dispute = { state: "PENDING", reason: "职责已划出", suggestedUnit: { name: "区教育局" }, answer: null };
    for (const as of [unit(), unit("区发改局"), office])
      expect(await parts(fields, as, raised)).toMatchObject({ assignments: [{ state: "ACCEPTED", dispute }] });
    expect(await parts(fields, unit("区教育局"), raised)).toMatchObject({ assignments: [{ dispute: null }] });
    expect(await act("disputeAssignment", unit(), { reason: "再退一次" })).toBe("ALREADY_DISPUTED");
  });

  test("the part ends, the other unit's open part absorbs it, and each says where it went or came from", async () => {
    moved = await act("reassign", office, { toUnitId: successorId, reason: "按职责改派" });
    const fields =
      "partNo state relations dueOn reportCount reports { edges { node { no } } } dispute { state answer { text } } " +
      "handedOver { unit { name } partNo cause reason } from { unit { name } partNo cause reason }";
    const because = { cause: "REASSIGNED", reason: "按职责改派" };
    expect(await parts(fields, unit(), moved)).toEqual({
      assignments: [
        {
          ...{ partNo: 1, state: "HANDED_OVER", relations: ["RESPONSIBLE"], dueOn: "2021-11-30", from: [] },
          ...{ reportCount: 1, reports: { edges: [{ node: { no: 1 } }] } },
          dispute: { state: "REASSIGNED", answer: { text: "按职责改派" } },
          handedOver: { unit: { name: "区教育局" }, partNo: 1, ...because },
        },
      ],
      earlierAssignments: [],
    });
    expect(await parts(fields, office, moved, successorId)).toMatchObject({
      assignments: [
        {
          ...{ partNo: 1, state: "ASSIGNED", relations: ["RESPONSIBLE", "GUIDING"], reportCount: 0 },
          from: [{ unit: { name: "区财政局" }, partNo: 1, ...because }],
        },
      ],
    });
  });

  test("the ledgers, the board and the queue go by it", async () => {
    const lines = await ask(
      `query ($u: ID!, $p: Position) { unitLedger(unitId: $u, states: [HANDED_OVER], atLeast: $p) { edges { node {
        taskId partNo state handedTo { name } from { partNo } } } } }`,
      { u: unitId, p: moved },
      unit(),
    );
    const line = { taskId, partNo: 1, state: "HANDED_OVER", handedTo: { name: "区教育局" }, from: [] };
    expect(lines).toEqual({ edges: [{ node: line }] });
    const queue = await ask("{ reviewQueue(of: OFFICE) { edges { node { kind } } } }", {}, office);
    expect(queue).toEqual({ edges: [] });
    const board = await ask(
      `query ($id: ID!, $p: Position) { planBoard(planId: $id, atLeast: $p) { counts { assignments byState { assigned handedOver } }
        units { unit { name } assignments share byState { handedOver } byLamp { terminated } } } }`,
      { id: planId, p: moved },
      office,
    );
    expect(board).toEqual({
      counts: { assignments: 4, byState: { assigned: 4, handedOver: 1 } },
      units: expect.arrayContaining([
        {
          ...{ unit: { name: "区财政局" }, assignments: 1, share: 0.25 },
          ...{ byState: { handedOver: 1 }, byLamp: { terminated: 0 } },
        },
      ]),
    });
  });

  test("what comes back is the unit's next part; its reports go on in number, and the first part stays visible", async () => {
    const back = { unitId: successorId, toUnitId: unitId, reason: "退还" };
    // A unit that goes on hands nothing over.
    expect(await act("handOver", office, back)).toBe("UNIT_NOT_ENDED");
    await act("reassign", office, back);
    const reported = await act("reportProgress", unit(), { reportedOn: "2021-06-30", progress: "续办", evidence: [] });
    const fields = "partNo state reportCount reports { edges { node { no progress } } }";
    expect(await parts(fields, unit(), reported)).toEqual({
      assignments: [
        {
          ...{ partNo: 2, state: "ACCEPTED", reportCount: 1 },
          reports: { edges: [{ node: { no: 2, progress: "续办" } }] },
        },
      ],
      earlierAssignments: [
        {
          ...{ partNo: 1, state: "HANDED_OVER", reportCount: 1 },
          reports: { edges: [{ node: { no: 1, progress: "在办" } }] },
        },
      ],
    });
    // Before it came back there was one part only.
    const past = await ask(
      "query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, asOf: { position: $p }) { assignments(unitId: $u) { partNo state } earlierAssignments { partNo } } }",
      { id: taskId, u: unitId, p: moved },
      unit(),
    );
    expect(past).toEqual({ assignments: [{ partNo: 1, state: "HANDED_OVER" }], earlierAssignments: [] });
    const ledger = async (asOf?: object) =>
      ask(
        `query ($u: ID!, $a: AsOf) { unitLedger(unitId: $u, states: [HANDED_OVER, ACCEPTED], asOf: $a) { edges { node { partNo state reportCount } } } }`,
        { u: unitId, a: asOf },
        unit(),
      );
    const first = { node: { partNo: 1, state: "HANDED_OVER", reportCount: 1 } };
    const now = { edges: expect.arrayContaining([first, { node: { partNo: 2, state: "ACCEPTED", reportCount: 1 } }]) };
    expect(await ledger()).toEqual(now);
    expect(await ledger({ position: reported })).toEqual(now);
    expect(await ledger({ position: moved })).toEqual({ edges: [first] });
  });
});

test("an exempted unit owes nothing, with the ground on record, until it is restored as it stood", async () => {
  const on = { taskId: otherTaskId, reason: "无此类事项", authority: "主任会议纪要" };
  await act("acceptAssignment", unit(), { taskId: otherTaskId });
  const open = async (p: string) =>
    ask(
      `query ($u: ID!, $p: Position) { unitLedger(unitId: $u, atLeast: $p) { edges { node { taskId state } } } }`,
      { u: unitId, p },
      unit(),
    );
  const isOwed = { node: { taskId: otherTaskId, state: "ACCEPTED" } };
  const part = async (as: Bearer, p: string) =>
    ask(
      `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, atLeast: $p) { assignments(unitId: $u) { state
        exemption { reason authority by { subjectId } } restoration { reason } } } }`,
      { id: otherTaskId, u: unitId, p },
      as,
    );

  const exempted = await act("exemptAssignment", office, on);
  expect((await open(exempted)).edges).not.toContainEqual(isOwed);
  const exemption = { reason: "无此类事项", authority: "主任会议纪要" };
  expect(await part(unit(), exempted)).toMatchObject({
    assignments: [{ state: "EXEMPTED", exemption, restoration: null }],
  });
  expect(await part(unit("区教育局"), exempted)).toMatchObject({
    assignments: [{ state: "EXEMPTED", exemption: null }],
  });

  const restored = await act("restoreAssignment", office, { ...on, reason: "经核实有此类事项" });
  expect((await open(restored)).edges).toContainEqual(isOwed);
  expect(await part(office, restored)).toMatchObject({
    assignments: [{ state: "ACCEPTED", exemption, restoration: { reason: "经核实有此类事项" } }],
  });
  expect(await act("restoreAssignment", office, on)).toBe("NOT_EXEMPTED");
});

test("a dispute is upheld, and the part stays", async () => {
  const on = { taskId: otherTaskId, reason: "职责不清" };
  await act("disputeAssignment", unit(), on);
  const upheld = await act("upholdAssignment", office, { ...on, reason: "“三定”规定由其承担" });
  const found = await ask(
    `query ($id: ID!, $u: ID!, $p: Position) { task(id: $id, atLeast: $p) { assignments(unitId: $u) { state
      dispute { state suggestedUnit { name } answer { text } } } } }`,
    { id: otherTaskId, u: unitId, p: upheld },
    unit(),
  );
  const dispute = { state: "UPHELD", suggestedUnit: null, answer: { text: "“三定”规定由其承担" } };
  expect(found).toEqual({ assignments: [{ state: "ACCEPTED", dispute }] });
});

describe("a person in charge", () => {
  const put = { subjectId: "clerk-7", from: "2021-07-01" };
  let named: string;

  test("is in the unit's ledger, which is filtered by it, now and as of then", async () => {
    const before = await act("reportProgress", unit(), { reportedOn: "2021-06-30", progress: "在办", evidence: [] });
    named = await act("assignPerson", unit(), put);
    const inHand = async (asOf?: object, person = "clerk-7") =>
      ask(
        `query ($u: ID!, $p: Position, $a: AsOf, $who: ID) { unitLedger(unitId: $u, person: $who, atLeast: $p, asOf: $a) { edges { node {
          taskId persons { subjectId from } } } } }`,
        { u: unitId, p: named, a: asOf, who: person },
        unit(),
      );
    const line = { edges: [{ node: { taskId, persons: [put] } }] };
    expect(await inHand()).toEqual(line);
    expect(await inHand({ position: named })).toEqual(line);
    expect(await inHand({ position: before })).toEqual({ edges: [] });
    expect(await inHand(undefined, "clerk-8")).toEqual({ edges: [] });
  });

  test("is known to the unit, its lead, the office and auditors; not to analysts, nor to other units", async () => {
    const who = async (as: Bearer) =>
      Array.from<object>((await parts("persons { subjectId }", as, named)).assignments ?? [])[0];
    for (const as of [unit(), unit("区发改局"), office, region.bearer("auditor")])
      expect(await who(as)).toEqual({ persons: [{ subjectId: "clerk-7" }] });
    for (const as of [region.bearer("analyst"), unit("区卫健局")]) expect(await who(as)).toEqual({ persons: null });

    const filtered = (as: Bearer) =>
      serving.ask(
        'query ($u: ID!) { unitLedger(unitId: $u, person: "clerk-7") { edges { cursor } } }',
        { u: unitId },
        as,
      );
    for (const as of [region.bearer("analyst"), unit("区卫健局"), unit("区发改局")])
      expect((await filtered(as)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect((await filtered(region.bearer("auditor"))).errors).toBeUndefined();
  });

  test("is not named to analysts by the history either", async () => {
    const told = async (as: Bearer) => {
      const { edges } = await ask(
        "query ($id: ID!) { history(of: { taskId: $id }, first: 100) { edges { node { type data sentence { en } } } } }",
        { id: taskId },
        as,
      );
      return JSON.stringify(Array.from<object>(edges ?? []).at(-1));
    };
    expect(await told(office)).toContain('"subjectId":"clerk-7"');
    expect(await told(region.bearer("analyst"))).toMatch(/PersonAssigned.*2021-07-01/);
    expect(await told(region.bearer("analyst"))).not.toContain("clerk-7");
  });

  test("is released; what holds a number of a person is refused", async () => {
    expect(await act("assignPerson", unit(), { ...put, subjectId: "clerk-13900001234" })).toBe("PERSONAL_DATA_IN_TEXT");
    const released = await act("releasePerson", unit(), { subjectId: "clerk-7" });
    expect((await parts("persons { subjectId }", unit(), released)).assignments).toEqual([{ persons: [] }]);
  });
});
