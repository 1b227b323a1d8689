// What an event replaced 变更字段, old and new, as the history and the feed tell it: from the claim to the sign-off and back, to those who see
// the whole of it, and to those who see only how it stands.
import { type Bearer, task } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { eventsIn, openStream } from "../../testing/event-stream.ts";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
const [lead, carrier, other] = ["区发改局", "区财政局", "区教育局"] as const;
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
let unitId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [[lead, "lead"] as const, ...[carrier, other].map((name) => [name, "responsible"] as const)];
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }]);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId(carrier);
  serving = await serve({ ledger });
  const give = region.give;
  await give(region.bearer("unit", carrier), task, "acceptAssignment", taskId, { unitId });
  await region.claim(carrier, taskId, "已全部公开。");
  const reason = { text: "链接失效。" };
  await give(region.bearer("unit", lead), task, "returnCompletion", taskId, { unitId, reason });
  await region.claim(carrier, taskId, "已改正。");
  const opinion = { text: "属实。" };
  await give(region.bearer("unit", lead), task, "endorseCompletion", taskId, { unitId, opinion });
  await give(region.office, task, "signOff", taskId, { unitId, opinion });
  await give(region.office, task, "reopenAssignment", taskId, { unitId, reason, cause: "inspection" });
  const person = { unitId, subjectId: "clerk-7", from: "2021-06-30" };
  await give(region.bearer("unit", carrier), task, "assignPerson", taskId, person);
  await region.close(planId);
});

afterAll(() => serving.close());

const field = z.object({
  field: z.string(),
  label: z.object({ zh: z.string(), en: z.string() }),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
const change = z.object({ type: z.string(), fields: z.array(field) });
type Told = z.infer<typeof change>;

/** The history of the task as somebody reads it. */
async function historyAs(as: Bearer): Promise<Told[]> {
  const fields = "fields { field label { zh en } unitId unitName before after }";
  const document = `query ($id: ID!) { history(of: { taskId: $id }, first: 100) { edges { node { type ${fields} } } } }`;
  const history = z.object({ edges: z.array(z.object({ node: change })) });
  return history.parse(await firstField(serving, document, { id: taskId }, as)).edges.map(({ node }) => node);
}

/** The feed of the task as somebody gets it as a stream of events, up to the end of the log. */
async function feedAs(as: Bearer): Promise<Told[]> {
  const authorization = `Bearer ${await serving.token(as)}`;
  const stream = await openStream(`${serving.address}/changes?taskId=${taskId}`, { authorization });
  let text = "";
  for await (const piece of stream) {
    text += String(piece);
    if (eventsIn(text).some(({ event }) => event === "CaughtUp")) break;
  }
  stream.destroy();
  return eventsIn(text)
    .filter(({ event }) => event !== "CaughtUp" && event !== "Checkpoint")
    .map(({ data }) => change.parse(data["data"] ?? data));
}

/** What the events say of the part, in order: type, field, old and new value. */
const saidOfPart = (changes: readonly Told[], ...types: readonly string[]) =>
  changes.flatMap(({ type, fields }) =>
    types.includes(type)
      ? fields.filter((each) => each.unitId === unitId).map((each) => [type, each.field, each.before, each.after])
      : [],
  );

const acts = [
  "CompletionClaimed",
  "CompletionReturned",
  "CompletionEndorsed",
  "AssignmentSignedOff",
  "AssignmentReopened",
];
const day = "2021-06-30";
const completedOn = "claim.completedOn";

test("from the claim to the sign-off and back, every event says the old and the new state", async () => {
  const whole = [
    ["CompletionClaimed", "state", "accepted", "claimed"],
    ["CompletionClaimed", completedOn, null, day],
    ["CompletionReturned", "state", "claimed", "accepted"],
    ["CompletionReturned", completedOn, day, null],
    ["CompletionClaimed", "state", "accepted", "claimed"],
    ["CompletionClaimed", completedOn, null, day],
    ["CompletionEndorsed", "state", "claimed", "endorsed"],
    ["AssignmentSignedOff", "state", "endorsed", "signedOff"],
    ["AssignmentReopened", "state", "signedOff", "accepted"],
    ["AssignmentReopened", completedOn, day, null],
  ];
  for (const as of [region.office, region.bearer("unit", carrier), region.bearer("unit", lead)]) {
    expect(saidOfPart(await historyAs(as), ...acts)).toEqual(whole);
  }
  const states = whole.filter(([, of]) => of === "state");
  expect(saidOfPart(await historyAs(region.bearer("unit", other)), ...acts)).toEqual(states);
});

test("the end of a task by the end of its plan says what each part was, by the names of its units", async () => {
  const closed = (await historyAs(region.office)).find(({ type }) => type === "TaskClosed");
  const label = { zh: "办理状态", en: "state" };
  const dropped = { field: "state", label, after: "dropped" };
  expect(closed?.fields).toEqual(
    expect.arrayContaining([
      { ...dropped, unitId, unitName: carrier, before: "accepted" },
      { ...dropped, unitId: region.unitId(other), unitName: other, before: "assigned" },
      {
        ...{ field: "closed", unitId: null, unitName: null, before: false, after: true },
        label: { zh: "已终止", en: "over" },
      },
    ]),
  );
});

test("the feed tells the same as the history", async () => {
  for (const as of [region.office, region.bearer("unit", carrier), region.bearer("unit", other)]) {
    expect(await feedAs(as)).toEqual(await historyAs(as));
  }
});

test("who has a part in hand is told only to readers who may know persons", async () => {
  const persons = async (as: Bearer) =>
    saidOfPart(await historyAs(as), "PersonAssigned").filter(([, of]) => of === "persons");
  const after = [{ subjectId: "clerk-7", from: day }];
  expect(await persons(region.bearer("unit", carrier))).toEqual([["PersonAssigned", "persons", null, after]]);
  const analyst = await historyAs(region.bearer("analyst"));
  expect(saidOfPart(analyst, "PersonAssigned").map(([, of]) => of)).toEqual(["from"]);
  expect(JSON.stringify(analyst)).not.toContain("clerk-7");
});
