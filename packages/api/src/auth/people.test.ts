// What people are called stands beside their ids, for readers who may know persons, and is in no event.
import { type Bearer, task } from "@taizhang/domain";
import { everything } from "@taizhang/log/testing/shell";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventsIn, openStream, textUpTo } from "../../testing/event-stream.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger();
const carrier = "区财政局";
let region: TestRegion;
let serving: Serving;
let taskId: string;

const clerk = () => ({ ...region.bearer("unit", carrier), sub: "clerk-1" });

beforeAll(async () => {
  region = testRegion(ledger);
  const issued = await region.issue("任务分解表", [{ text: "公开预算", units: [[carrier, "responsible"]] }]);
  [taskId = ""] = issued.taskIds;
  const unitId = region.unitId(carrier);
  const report = { unitId, reportedOn: "2021-03-01", progress: { text: "已公开" }, evidence: [] };
  await region.give(clerk(), task, "reportProgress", taskId, report);
  await region.give(clerk(), task, "assignPerson", taskId, { unitId, subjectId: clerk().sub, from: "2021-03-01" });
  serving = await serve({ ledger });
});
afterAll(() => serving.close());

const document = `query ($taskId: ID!) {
  task(id: $taskId) { assignments {
    persons { subjectId displayName } reports { edges { node { filedBy { subjectId displayName } } } }
  } }
  history(of: { taskId: $taskId }, order: NEWEST_FIRST, first: 1) { edges { node { actor { subjectId displayName } } } }
}`;

/** What the feed calls the person who acted last, to somebody. */
async function heard(as: Bearer) {
  const authorization = `Bearer ${await serving.token(as)}`;
  const text = await textUpTo(
    await openStream(`${serving.address}/changes`, { accept: "text/event-stream", authorization }),
    "event: CaughtUp\n",
  );
  const last = eventsIn(text).findLast(({ event }) => event !== "CaughtUp");
  return last?.data["data"];
}

/** What is told of the person, to somebody. */
async function told(as: Parameters<Serving["ask"]>[2]) {
  const { data, errors } = await serving.ask(document, { taskId }, as);
  expect(errors).toBeUndefined();
  return data;
}
const shown = (person: object | null, persons = person && [person]) => ({
  task: { assignments: [{ persons, reports: { edges: [{ node: { filedBy: person } }] } }] },
  history: { edges: [{ node: { actor: person } }] },
});

test("a name is shown once a token has said it, to who may know persons, and to nobody else", async () => {
  const named = { ...clerk(), name: "示例（经办）" };
  const subjectId = named.sub;
  expect(await told(region.office)).toEqual(shown({ subjectId, displayName: null }));
  await serving.ask("{ me { subjectId } }", {}, named);
  const known = { subjectId, displayName: "示例（经办）" };
  for (const reader of [clerk(), region.office, region.bearer("auditor")])
    expect(await told(reader)).toEqual(shown(known));
  expect(await told(region.bearer("analyst"))).toEqual(shown({ subjectId: null, displayName: null }, null));
  expect(await heard(region.office)).toMatchObject({ actor: known });
  expect(await heard(region.bearer("analyst"))).toMatchObject({ actor: { subjectId: null, displayName: null } });
  for (const event of await everything(ledger.log)) expect(JSON.stringify(event.fact)).not.toContain("示例");
});

test("a name of one region is none of another", async () => {
  const stranger = testRegion(ledger, "500155");
  const namesake = { ...stranger.bearer("office"), sub: clerk().sub, name: "别区" };
  await serving.ask("{ me { subjectId } }", {}, namesake);
  expect(JSON.stringify(await told(region.office))).not.toContain("别区");
});
