// What waits for a decision about a part: the same as in the review queue, and no more of it than the reader may see.
import { task } from "@taizhang/domain";
import { openPlan } from "@taizhang/domain/testing/facts";
import { waitingKinds } from "@taizhang/projections";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { partWaitsOf } from "./part-waits.ts";

const [lead, finance, justice] = ["区发改局", "区财政局", "区司法局"];
const ledger = testLedger("2021-09-14");
let serving: Serving;
let region: TestRegion;
let taskId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [[lead, "lead"] as const, ...[finance, justice].map((name) => [name, "responsible"] as const)];
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", units }]);
  taskId = issued.taskIds[0] ?? "";
  await region.claim(finance, taskId, "全部公开");
  ledger.clock.setDay("2021-09-15");
  await region.report(justice, taskId, "已公开");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

/** What waits about each part, by the names of the units, as somebody sees it. */
async function waits(as = region.office, asOf: string | null = null) {
  const { data, errors } = await serving.ask(
    `query ($id: ID!, $asOf: AsOf) {
      task(id: $id, asOf: $asOf) { assignments { unit { name } waits { kind since } } }
    }`,
    { id: taskId, asOf: asOf && { instant: asOf } },
    as,
  );
  expect(errors).toBeUndefined();
  const parts: { unit: { name: string }; waits: unknown }[] = Object(data).task.assignments;
  return Object.fromEntries(parts.map((part) => [part.unit.name, part.waits]));
}

const [claimedAt, reportedAt] = ["2021-09-14T04:00:00.000Z", "2021-09-15T04:00:00.000Z"];

test("a claim waits for the lead, then for the office, then for nobody; a report waits beside it", async () => {
  const endorsement = [{ kind: "ENDORSEMENT", since: claimedAt }];
  const report = [{ kind: "REPORT", since: reportedAt }];
  expect(await waits()).toEqual({ [lead]: [], [finance]: endorsement, [justice]: report });
  // Whoever sees no more than how a part stands does not learn of the report.
  expect(await waits(region.bearer("unit", finance))).toEqual({ [lead]: [], [finance]: endorsement, [justice]: [] });
  expect(await waits(region.bearer("unit", justice))).toMatchObject({ [finance]: endorsement, [justice]: report });

  ledger.clock.setDay("2021-09-20");
  const of = { unitId: region.unitId(finance), opinion: { text: "属实" } };
  await region.give(region.bearer("unit", lead), task, "endorseCompletion", taskId, of);
  const signOff = [{ kind: "SIGN_OFF", since: "2021-09-20T04:00:00.000Z" }];
  expect(await waits()).toMatchObject({ [finance]: signOff });
  expect(await waits(region.office, "2021-09-16T00:00:00.000Z")).toMatchObject({ [finance]: endorsement });
  await region.give(region.office, task, "signOff", taskId, of);
  expect(await waits()).toMatchObject({ [finance]: [], [justice]: report });
});

test("an extension that is asked for an item waits about the part, for those who read the part", async () => {
  const [unit, unitId] = [region.bearer("unit", justice), region.unitId(justice)];
  const items = [{ no: "1", text: { text: "公开年报" }, dueOn: "2021-10-31" }];
  await region.give(unit, task, "adoptItems", taskId, { unitId, items, reason: { text: "细化" } });
  const later = { unitId, itemId: "a1", dueOn: "2021-11-30", reason: { text: "待审" }, evidence: [] };
  await region.give(unit, task, "requestExtension", taskId, later, openPlan);
  const report = { kind: "REPORT", since: reportedAt };
  const extension = { kind: "EXTENSION", since: "2021-09-20T04:00:00.000Z" };
  expect(await waits()).toMatchObject({ [justice]: [report, extension] });
  expect(await waits(region.bearer("unit", finance))).toMatchObject({ [justice]: [] });
});

test("whoever sees only the state learns of what the state tells, and of no other kind", () => {
  const waiting = waitingKinds.map((kind) => ({ kind, key: kind, queues: [], since: reportedAt }));
  const shown = (isWhole: boolean) => partWaitsOf(waiting, isWhole).map(({ kind }) => kind);
  expect(shown(true)).toEqual(waitingKinds);
  expect(shown(false)).toEqual(["endorsement", "signOff", "ownerless"]);
});
