// What is read of the past is read with the rights of today: whichever way the same moment is asked for, a unit that came to lead
// the task later, or leads it no more, reads of another unit's part what that unit reads, and one that never led it nothing.
import { partsOf } from "@taizhang/documents/testing/exported";
import { type Bearer, task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { memoryViews, models, startRunner } from "@taizhang/projections";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asking } from "../../testing/every-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { patient, type Serving, serve } from "../../testing/serving.ts";

const [owner, lead, successor, other] = ["区教育局", "区财政局", "区民政局", "区司法局"];
const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let taskId: string;
/** Positions of the log: before the unit did anything, when it had, and after another unit came to lead the task. */
let moments: readonly [before: string, done: string, end: string];

/** What the unit reported, adopted for itself, and did of that, before the other one led the task. */
const secrets = ["朱雀湖简章已印发", "麒麟山专项公开", "7319.25", "1733.5"];

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    [lead, "lead"],
    [owner, "responsible"],
    [other, "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "推进公开", due: "2021-06-20", units }]);
  planId = issued.planId;
  taskId = issued.taskIds[0] ?? "";
  await region.register(successor);
  const head = async () => String(await ledger.log.head());
  ledger.clock.setDay("2021-06-02");
  const before = await head();
  const [asOwner, unitId] = [region.bearer("unit", owner), region.unitId(owner)];
  const counted = { target: "7319.25", measure: "场次", unitOfMeasure: "场" };
  const items = [{ no: "1", text: { text: "麒麟山专项公开" }, dueOn: "2021-06-10", ...counted }];
  await region.give(asOwner, task, "adoptItems", taskId, { unitId, items, reason: { text: "细化" } });
  const item = { unitId, itemId: "a1", doneOn: "2021-06-02", amount: "1733.5", evidence: [] };
  await region.give(asOwner, task, "completeItem", taskId, item);
  await region.report(owner, taskId, "朱雀湖简章已印发");
  const done = await head();
  ledger.clock.setDay("2021-06-03");
  const toUnitId = region.unitId(successor);
  const move = { unitId: region.unitId(lead), toUnitId, reason: { text: "职责调整" } };
  await region.give(region.office, task, "reassign", taskId, move, { units: registered(toUnitId) });
  moments = [before, done, await head()];
  serving = await serve({ ledger });
});

afterAll(() => serving?.close());

/** The moment at which the unit had done it, in each way it is said. */
const saidAs = (): readonly { readonly position?: string; readonly day?: string }[] => [
  { position: moments[1] },
  { day: "2021-06-02" },
];

/** The queries that tell of a moment, with their arguments. */
function queried(asOf: object): Readonly<Record<string, readonly object[]>> {
  const unitId = region.unitId(owner);
  const span = { from: { position: moments[0] }, to: asOf };
  return {
    assignments: [{ where: { planId }, asOf }],
    compare: [{ planId, ...span }],
    deadlineBoard: [{ unitId, asOf }],
    diff: [{ taskId }, { planId, withTasks: true }, { unitId }].map((of) => ({ of, ...span })),
    history: [{ taskId }, { planId, withTasks: true }, { unitId }].map((of) => ({ of, first: 80 })),
    task: [{ id: taskId, asOf }],
    tasks: [
      { planId, asOf },
      { where: { unitId }, asOf },
    ],
    unitLedger: [{ unitId, asOf }],
  };
}

/** These have their fields deeper than the others. */
const deep = ["assignments", "compare"];

/** The secrets that a reader finds, by each way in which the moment may be asked for. */
async function told(as: Bearer): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  const note = (way: string, text: string) => {
    found[way] = secrets.filter((secret) => text.includes(secret));
  };
  for (const asOf of saidAs()) {
    for (const [name, asked] of Object.entries(queried(asOf))) {
      for (const args of asked) {
        const said = { ...args, atLeast: moments[2] };
        let answers = "";
        for (const document of asking(name, said, deep.includes(name) ? 4 : 3)) {
          const { data, errors } = await serving.ask(document, said, as);
          if (errors?.some(({ extensions }) => extensions["code"] !== "FORBIDDEN"))
            throw new Error(JSON.stringify(errors));
          answers += JSON.stringify(data ?? null);
        }
        note(`${name} ${JSON.stringify(args)}`, answers);
      }
    }
    const unitId = region.unitId(owner);
    for (const file of [`ledger/${unitId}`, `plan/${planId}`, `form/${planId}/${unitId}`]) {
      // The history is in office files alone.
      for (const kind of ["csv", "docx"]) {
        const path = `/export/${file}.${kind}?asOf=${asOf.position ?? asOf.day}&atLeast=${moments[2]}`;
        const answer = await serving.send(path, {}, as);
        expect([path, answer.status]).toEqual([path, 200]);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        note(path, kind === "csv" ? new TextDecoder().decode(bytes) : partsOf(bytes));
      }
    }
  }
  return found;
}

describe("what a unit did before another one led its task", () => {
  let ofOwner: Readonly<Record<string, readonly string[]>>;
  beforeAll(async () => {
    ofOwner = await told(region.bearer("unit", owner));
  });

  test("is read by the unit itself, whichever way it asks", () => {
    expect(Object.entries(ofOwner).filter(([, found]) => found.length === 0)).toEqual([]);
    expect(new Set(Object.values(ofOwner).flat())).toEqual(new Set(secrets));
  });

  test.each([
    ["that leads it today", successor],
    ["that led it then", lead],
  ])("is read by the unit %s, whichever way it asks", async (_who, unit) => {
    expect(await told(region.bearer("unit", unit))).toEqual(ofOwner);
  });

  test("is read by no unit that never led it, whichever way it asks", async () => {
    const found = await told(region.bearer("unit", other));
    expect(Object.entries(found).filter(([, secret]) => secret.length > 0)).toEqual([]);
  });
});

test("it is read just so while the read models are built, of which the past needs none", async () => {
  const building = await serve({ ledger, kept: [] });
  const document = `query ($id: ID!, $asOf: AsOf!, $from: AsOf!) {
    task(id: $id, asOf: $asOf) { row { text } assignments { unit { name } state sight reports { edges { node { progress } } } } }
    diff(of: { taskId: $id }, from: $from, to: $asOf) { field after }
  }`;
  try {
    const readers = [
      ...[owner, lead, successor, other].map((unit) => region.bearer("unit", unit)),
      region.bearer("unit"),
      region.office,
    ];
    for (const as of readers) {
      for (const asOf of saidAs()) {
        for (const id of [taskId, planId, "of nothing"]) {
          const said = { id, asOf, from: { position: moments[0] } };
          const answer = await building.ask(document, said, as);
          expect([as.sub, asOf, answer]).toEqual([as.sub, asOf, await serving.ask(document, said, as)]);
          expect(answer.errors).toBeUndefined();
        }
      }
    }
    const said = { id: taskId, asOf: { position: moments[1] }, from: { position: moments[0] } };
    const { data } = await building.ask(document, said, region.bearer("unit", successor));
    expect(JSON.stringify(Object(data).task)).toContain(secrets[0]);
  } finally {
    await building.close();
  }
});

test("it is read just so while the read models are behind the position that the reader has seen", async () => {
  const views = memoryViews();
  const runner = startRunner({ log: ledger.log, views, models, logger: serving.parts.logger });
  await runner.caughtUp;
  await runner.stop();
  const { position } = await region.report(owner, taskId, "蓝鸥河补报");
  // Nothing projects what came last.
  const behind = await serve({ ledger, kept: [], parts: { views, bounds: { ...patient, atLeastMs: 50 } } });
  const document = `query ($id: ID!, $asOf: AsOf!, $atLeast: Position!) {
    task(id: $id, asOf: $asOf, atLeast: $atLeast) { assignments { unit { name } state sight reports { edges { node { progress } } } } }
  }`;
  try {
    for (const as of [owner, lead, successor, other].map((unit) => region.bearer("unit", unit))) {
      const said = { id: taskId, asOf: { position: moments[1] }, atLeast: String(position) };
      const answer = await behind.ask(document, said, as);
      expect([as.sub, answer]).toEqual([as.sub, await serving.ask(document, said, as)]);
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data).includes(secrets[0] ?? "")).toBe(as.unitId !== region.unitId(other));
    }
  } finally {
    await behind.close();
  }
});
