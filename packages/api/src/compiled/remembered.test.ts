// Remembered answers: when one is given again, and that nobody can tell it from one that was made anew.
import { EventEmitter } from "node:events";
import { memoryViews, noCheckpoint, type Views } from "@taizhang/projections";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { peopleOf, withoutRequestId } from "../../testing/people.ts";
import { type TestLedger, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { endingWith } from "../limits/ending.ts";
import { noting } from "../reading/basis.ts";
import { type RememberedAnswers, rememberedAnswers } from "./remembered.ts";

const line = "taskId row text state dueOn lamp { lamp on } plan { id title } reportCount lastReport { no }";
const page = `query ($unitId: ID!, $first: Int) { unitLedger(unitId: $unitId, first: $first) { position stale edges { node { ${line} } } } }`;

/** Views that tell how often they were asked for documents, and of which building they say that they are. */
function watched() {
  const views = memoryViews();
  let reads = 0;
  let build: string | undefined;
  const counting =
    <Args extends unknown[], Result>(ask: (...args: Args) => Result) =>
    (...args: Args): Result => {
      reads += 1;
      return ask(...args);
    };
  const over: Views = {
    ...views,
    get: counting(views.get) as Views["get"],
    getMany: counting(views.getMany) as Views["getMany"],
    list: counting(views.list) as Views["list"],
    listBeside: counting(views.listBeside) as Views["listBeside"],
    count: counting(views.count),
    async look(looks) {
      const standings = await views.look(looks);
      return standings.map((each) => ({ ...each, at: { ...each.at, ...(build !== undefined && { build }) } }));
    },
  };
  return {
    views: over,
    /** How many documents, pages and counts were asked for while something is done. */
    async readsOf(doing: () => Promise<unknown>): Promise<number> {
      const before = reads;
      await doing();
      return reads - before;
    },
    buildAnew(name: string): void {
      build = name;
    },
  };
}

let ledger: TestLedger;
let region: TestRegion;
let watching: ReturnType<typeof watched>;
let remembering: Serving;
let forgetting: Serving;
let taskIds: readonly string[];
let ids: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  ledger = testLedger();
  region = testRegion(ledger);
  const issued = await region.issue("任务分解表", [
    { text: "公开预决算", due: "2021-11-30", units: [["区财政局", "lead"]] },
    { text: "公开统计数据", due: "2021-11-30", units: [["区教育局", "responsible"]] },
  ]);
  taskIds = issued.taskIds;
  await region.report("区财政局", taskIds[0] ?? "", "已公开");
  const head = String(await ledger.log.head());
  ids = { planId: issued.planId, taskId: taskIds[0], unitId: region.unitId("区财政局"), head };
  watching = watched();
  remembering = await serve({ ledger, parts: { views: watching.views }, settings: { compileFrom: 1 } });
  forgetting = await serve({ ledger, settings: { compileFrom: 1, rememberedBytes: 0 } });
});
afterAll(() => Promise.all([remembering.close(), forgetting.close()]));
beforeEach(() => ledger.clock.setDay("2021-03-01"));

type Person = Parameters<Serving["ask"]>[2];

/** Asks as often as it takes until an answer may be remembered: for Apollo, for what it rests on, and while that stands still. */
async function askedThrice(query: string, as: Person): Promise<unknown> {
  await remembering.ask(query, ids, as);
  await remembering.ask(query, ids, as);
  return remembering.ask(query, ids, as);
}

/** Waits until both servers have come to the end of the log. */
async function caughtUp(): Promise<void> {
  const atLeast = { head: String(await ledger.log.head()) };
  const query = "query ($head: Position!) { plans(atLeast: $head) { position } }";
  await Promise.all([remembering, forgetting].map((each) => each.ask(query, atLeast, region.bearer("office"))));
}

/** How often remembered answers were given, as the metrics say. */
async function givenAgain(): Promise<number> {
  const metrics = await (await remembering.send("/metrics", {}, null)).text();
  return Number(/^taizhang_remembered_answers_total (\d+)$/m.exec(metrics)?.[1]);
}

test("while nothing happens the same question is answered without a document being read", async () => {
  const office = region.bearer("office");
  const first = await askedThrice(page, office);
  let again: unknown;
  expect(
    await watching.readsOf(async () => {
      again = await remembering.ask(page, ids, office);
    }),
  ).toBe(0);
  expect(again).toEqual(first);
  expect(again).toEqual(await forgetting.ask(page, ids, office));
  expect(await watching.readsOf(() => remembering.ask(page, { ...ids, first: 1 }, office))).toBeGreaterThan(0);
});

describe("an answer is made anew", () => {
  test("once anything happened to a read model that it was made of", async () => {
    const office = region.bearer("office");
    const before = await askedThrice(page, office);
    await region.report("区财政局", taskIds[0] ?? "", "又有进展");
    await caughtUp();
    const after = await remembering.ask(page, ids, office);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await forgetting.ask(page, ids, office));
    expect(JSON.stringify(after)).toContain('"reportCount":2');
  });

  test("on another day, where it was judged by the day", async () => {
    const office = region.bearer("office");
    const before = await askedThrice(page, office);
    ledger.clock.setDay("2021-12-01");
    const after = await remembering.ask(page, ids, office);
    expect(JSON.stringify(after)).toContain('"on":"2021-12-01"');
    expect(after).not.toEqual(before);
    expect(after).toEqual(await forgetting.ask(page, ids, office));
  });

  test("and by the day alone: the same one told of plans is given again", async () => {
    const plans = "{ plans { edges { node { id title } } } }";
    await askedThrice(plans, region.bearer("office"));
    ledger.clock.setDay("2021-12-01");
    expect(await watching.readsOf(() => remembering.ask(plans, ids, region.bearer("office")))).toBe(0);
  });

  test("after a read model was built anew, though it has come no further", async () => {
    await askedThrice(page, region.bearer("auditor"));
    watching.buildAnew("another");
    expect(await watching.readsOf(() => remembering.ask(page, ids, region.bearer("auditor")))).toBeGreaterThan(0);
  });
});

test("everybody is told what they may see, in the same words as if nothing were remembered", async () => {
  const people = [...peopleOf(region), { ...region.bearer("office"), sub: "somebody-else" }];
  for (const person of people) await askedThrice(page, person);
  for (const person of people) {
    const [told, meant] = await Promise.all(
      [remembering, forgetting].map(async (each) => withoutRequestId(await each.ask(page, ids, person))),
    );
    expect(told).toEqual(meant);
  }
});

test.each<[isRemembered: boolean, what: string, query: string]>([
  [true, "a task", "query ($taskId: ID!) { task(id: $taskId) { id row { text } assignments { unit { name } } } }"],
  [
    true,
    "a task with what may be done",
    "query ($taskId: ID!) { task(id: $taskId) { acts { name refusal { code } } } }",
  ],
  [true, "two root fields", "query ($planId: ID!) { plan(id: $planId) { title } planBoard(planId: $planId) { on } }"],
  [true, "a page up to a position", "query ($head: Position!) { plans(atLeast: $head) { position } }"],
  [false, "until when I am signed in", "{ me { tokenEndsAt } }"],
  [false, "the past", 'query ($taskId: ID!) { task(id: $taskId, asOf: { day: "2021-03-01" }) { id } }'],
  [false, "a history", "query ($taskId: ID!) { history(of: { taskId: $taskId }) { edges { node { type } } } }"],
  [false, "the server", "{ server { head } }"],
  [false, "an error", 'query ($unitId: ID!) { unitLedger(unitId: $unitId, after: "nonsense") { position } }'],
])("remembered %s: %s", async (isRemembered, _what, query) => {
  const unit = region.bearer("unit", "区财政局");
  const office = region.bearer("office");
  await askedThrice(query, unit);
  await askedThrice(query, office);
  const before = await givenAgain();
  await remembering.ask(query, ids, unit);
  await remembering.ask(query, ids, office);
  expect((await givenAgain()) - before).toBe(isRemembered ? 2 : 0);
});

describe("remembering by itself", () => {
  const model = { name: "tasks", version: 1 };
  const standing = (position: bigint) => ({ at: { ...noCheckpoint, live: true, position }, folds: [], isWhole: true });
  /** The look at the one model; throws where the views are away. */
  let look: () => ReturnType<typeof standing>;
  let made: number;
  let answer: RememberedAnswers["answer"];

  beforeEach(() => {
    look = () => standing(7n);
    made = 0;
    const always = { lag: { isBehind: () => false }, today: () => "2021-03-01", onRemembered: () => undefined };
    ({ answer } = rememberedAnswers({ ...always, bytes: 1000, views: { look: async () => [look()] } }));
  });

  /** What is answered, where reading finds the model at a position. */
  async function ask(position: bigint, source = "{ plans }"): Promise<string | null> {
    const basis = noting();
    const contexts = { bearer: null, token: null, requestId: "1", ending: endingWith(new EventEmitter()), basis };
    const bytes = await answer({ source, contexts: { ...contexts, at: () => Object.create(null) } }, async () => {
      made += 1;
      basis.read(model, { position, stopped: false });
      return Buffer.from(String(position));
    });
    return bytes && String(bytes);
  }

  test("an answer that has seen more than the look before it is not given out where the views have gone back", async () => {
    await ask(7n);
    // An event comes between the look and the reading, and a failover takes it back.
    expect(await ask(8n)).toBe("8");
    expect(await ask(7n)).toBe("7");
    expect(made).toBe(3);
    expect(await ask(7n)).toBe("7");
    expect(made).toBe(3);
    look = () => standing(8n);
    expect(await ask(8n)).toBe("8");
    expect(made).toBe(4);
  });

  test("while the views are away there is no answer, and nothing is tried twice", async () => {
    await ask(7n);
    look = () => {
      throw new Error("away");
    };
    expect(await ask(7n)).toBeNull();
    expect(made).toBe(1);
  });

  test("what was asked for longest ago is forgotten where there is no more room", async () => {
    const questions = ["{ a }", "{ b }", "{ c }", "{ d }", "{ e }"];
    for (const each of questions) for (let times = 0; times < 3; times++) await ask(7n, each);
    expect(made).toBe(10);
    await ask(7n, "{ e }");
    expect(made).toBe(10);
    await ask(7n, "{ a }");
    expect(made).toBe(11);
  });
});
