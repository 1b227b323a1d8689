// Histories over HTTP: from either end, narrowed down, of a plan with its tasks and of a person, page by page.
import { type Bearer, task } from "@taizhang/domain";
import type { EventLog } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { drawing } from "@taizhang/proofs/testing/archives";
import { getNamedType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { everyPage } from "../../testing/pages.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { actorOf } from "../auth/bearer.ts";
import { feed } from "../changes/feed.ts";
import type { ChangesFilter } from "../changes/filter.ts";
import { opaque } from "../schema/opaque.ts";
import { makeSchema } from "../schema/schema.ts";

const [lead, carrier, other] = ["区政务公开办", "区教育局", "区民政局"];
const ledger = testLedger("2021-03-01");
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let planId: string;
let taskIds: readonly string[];
/** How many events of streams were read. */
let read = 0;

beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  ({ planId, taskIds } = await region.issue("任务分解表", [
    {
      text: "公开义务教育招生政策",
      units: [
        [lead, "lead"],
        [carrier, "responsible"],
      ],
    },
    { text: "公开社会救助标准", units: [[other, "responsible"]] },
  ]));
  await region.issue("另一任务分解表", [{ text: "公开预决算", units: [[carrier, "responsible"]] }]);
  ledger.clock.setDay("2021-03-15");
  await region.report(carrier, taskIds[0] ?? "", "已公开招生简章");
  await region.report(other, taskIds[1] ?? "", "已公开救助指南");
  ledger.clock.setDay("2021-04-01");
  await region.claim(other, taskIds[1] ?? "", "全部公开");
  const log: EventLog = {
    ...ledger.log,
    async *read(...asked) {
      for await (const event of ledger.log.read(...asked)) {
        read += 1;
        yield event;
      }
    },
  };
  serving = await serve({ ledger, parts: { log } });
});
afterAll(() => serving?.close());

const idsOf = async (args: string, as: Bearer, first = 2) =>
  (await everyPage(serving, { field: "history", args, node: "eventId" }, as, first)).map(({ eventId }) => eventId);

/** A page of denied attempts. */
interface DeniedPage {
  readonly edges: readonly { readonly node: { readonly onBehalfOf: { readonly subjectId: string } } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What `changes` tells, of a plan or of everything. */
async function changesOf(reader: Bearer, filter: ChangesFilter = { planId }): Promise<string[]> {
  const ids: string[] = [];
  const wanted = { reader, after: null, since: null, filter, patienceMs: 1_000_000 };
  for await (const message of await feed(ledger, wanted)) {
    if (message.kind === "CaughtUp") break;
    if (message.kind === "Change") ids.push(message.eventId);
  }
  return ids;
}

const readers: readonly [who: string, as: () => Bearer][] = [
  ["the office", () => region.bearer("office")],
  ["a unit", () => region.bearer("unit", other)],
  ["a lead", () => region.bearer("unit", lead)],
  ["an auditor", () => region.bearer("auditor")],
  ["an analyst", () => region.bearer("analyst")],
];

describe("the history of a plan with its tasks", () => {
  test.each(readers)("is all that the feed tells of the plan: %s", async (_who, as) => {
    const ids = await idsOf(`of: { planId: "${planId}", withTasks: true }`, as());
    expect(ids).toEqual(await changesOf(as()));
    expect(ids.length).toBeGreaterThan(8);
  });

  test("does not exist in another region, nor for whoever may not read plans", async () => {
    for (const as of [stranger.bearer("auditor"), region.bearer("admin")]) {
      expect(await idsOf(`of: { planId: "${planId}", withTasks: true }`, as)).toEqual([]);
    }
  });
});

describe("the history of a region", () => {
  test.each([
    ...readers,
    ["an admin", () => region.bearer("admin")],
    ["another region", () => stranger.bearer("office")],
  ] as typeof readers)("is all that the feed tells: %s", async (_who, as) => {
    const ids = await idsOf("of: { region: true }", as(), 7);
    expect(ids).toEqual(await changesOf(as(), {}));
  });
});

const sources: readonly [what: string, of: () => string][] = [
  ["a task", () => `{ taskId: "${taskIds[0]}" }`],
  ["a plan", () => `{ planId: "${planId}" }`],
  ["a plan with its tasks", () => `{ planId: "${planId}", withTasks: true }`],
  ["a unit", () => `{ unitId: "${region.unitId(carrier)}" }`],
  ["a region", () => "{ region: true }"],
  ["a person", () => `{ actor: "office-${region.regionId}" }`],
  ["the roster", () => "{ roster: true }"],
];

describe("from the latest on, a history is the same backwards, page by page", () => {
  test.each(sources)("%s", async (_what, of) => {
    const as = region.bearer("auditor");
    const forwards = await idsOf(`of: ${of()}`, as, 3);
    expect(await idsOf(`of: ${of()}, order: NEWEST_FIRST`, as, 2)).toEqual(forwards.toReversed());
    expect(forwards.length).toBeGreaterThan(2);
  });
});

const seed = Math.trunc(Math.random() * 2 ** 31);

/** A page of a history, with its cursors. */
interface CursorPage {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly eventId: string } }[];
  readonly pageInfo: Readonly<Record<"hasNextPage" | "hasPreviousPage", boolean>> &
    Readonly<Record<"startCursor" | "endCursor", string | null>>;
}

describe(`walked from either end in pages of any size, a history is the same (seed ${seed})`, () => {
  const inFull = "edges { cursor node { eventId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
  const pageOf = (args: string, as: Bearer) =>
    firstField<CursorPage>(serving, `{ history(${args}) { ${inFull} } }`, {}, as);

  /** All pages from a cursor on, or from an end, in the order of the list. */
  async function walked(args: string, as: Bearer, way: "first" | "last", size: () => number, from: string | null) {
    const [beside, goesOn, next] =
      way === "first"
        ? (["after", "hasNextPage", "endCursor"] as const)
        : (["before", "hasPreviousPage", "startCursor"] as const);
    const pages: CursorPage["edges"][] = [];
    for (let cursor = from; ; ) {
      const most = size();
      const said = cursor === null ? "" : `, ${beside}: "${cursor}"`;
      const { edges, pageInfo } = await pageOf(`${args}, ${way}: ${most}${said}`, as);
      expect(edges.length).toBeLessThanOrEqual(most);
      expect(pageInfo[way === "first" ? "hasPreviousPage" : "hasNextPage"]).toBe(cursor !== null);
      pages.push(edges);
      if (!pageInfo[goesOn]) break;
      cursor = pageInfo[next];
    }
    return (way === "first" ? pages : pages.toReversed()).flat();
  }

  test.each(sources)("%s", async (_what, of) => {
    const draw = drawing(seed);
    const size = () => 1 + draw(6);
    for (const as of [region.bearer("auditor"), region.bearer("unit", other)]) {
      for (const order of ["OLDEST_FIRST", "NEWEST_FIRST"]) {
        const args = `of: ${of()}, order: ${order}`;
        const all = await idsOf(args, as, 100);
        if (as.roles.includes("auditor")) expect(all.length).toBeGreaterThan(2);
        const forwards = await walked(args, as, "first", size, null);
        const backwards = await walked(args, as, "last", size, null);
        expect(forwards.map(({ node }) => node.eventId)).toEqual(all);
        expect(backwards).toEqual(forwards);
        const at = all.length === 0 ? null : forwards[draw(all.length)];
        if (!at) continue;
        const [before, behind] = [
          await walked(args, as, "last", size, at.cursor),
          await walked(args, as, "first", size, at.cursor),
        ];
        expect([...before, at, ...behind]).toEqual(forwards);
      }
    }
  });
});

test("every list can be read from either end", () => {
  const lists = Object.values(makeSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name.endsWith("Connection"));
  expect(lists.length).toBeGreaterThan(10);
  for (const { type, field } of lists) {
    const args = field.args.map(({ name }) => name);
    expect(args, `${type.name}.${field.name}`).toEqual(expect.arrayContaining(["first", "after", "last", "before"]));
  }
});

describe("a history is narrowed down", () => {
  const of = () => `of: { planId: "${planId}", withTasks: true }`;
  const seen = (args: string, as = region.bearer("office")) =>
    everyPage(serving, { field: "history", args, node: "type happenedAt title { zh }" }, as, 1);

  test("to event types", async () => {
    const found = await seen(`${of()}, types: ["ProgressReported", "CompletionClaimed"]`);
    expect(found.map(({ type }) => type)).toEqual(["ProgressReported", "ProgressReported", "CompletionClaimed"]);
    expect(found.at(-1)).toMatchObject({ title: { zh: "申报办结" } });
    const ofTask = await seen(`of: { taskId: "${taskIds[1]}" }, types: ["CompletionClaimed"], order: NEWEST_FIRST`);
    expect(ofTask).toHaveLength(1);
  });

  test("to days in Beijing, both included", async () => {
    const days = async (between: string, source = of()) =>
      new Set((await seen(`${source}, between: ${between}`)).map(({ happenedAt }) => String(happenedAt).slice(0, 10)));
    for (const source of [of(), `of: { taskId: "${taskIds[1]}" }`]) {
      expect(await days('{ from: "2021-03-02", to: "2021-03-15" }', source)).toEqual(new Set(["2021-03-15"]));
      expect(await days('{ from: "2021-03-15" }', source)).toEqual(new Set(["2021-03-15", "2021-04-01"]));
      expect(await days('{ to: "2021-03-14" }', source)).toEqual(new Set(["2021-03-01"]));
    }
  });

  test.each([
    ['of: { roster: true }, types: ["NothingHappened"]', "types"],
    ["of: { roster: true }, types: []", "types"],
    ["of: { roster: true, withTasks: true }", "of.withTasks"],
    ['of: { roster: true, actor: "p-1" }', "of"],
    ['of: { actor: "p-1" }, after: "nonsense"', "after"],
    [`of: { actor: "p-1" }, after: "${opaque(["history/actor-p-1", "x", ""])}"`, "after"],
    [`of: { roster: true }, last: 1, before: "${opaque(["history/roster-420304", "x", ""])}"`, "before"],
    ["of: { roster: true }, last: 1, first: 1", "last"],
  ])("and is refused where that makes no sense: %s", async (args, field) => {
    const { errors } = await serving.ask(`{ history(${args}) { position } }`, {}, region.bearer("office"));
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });
});

describe("the history of a person", () => {
  const deeds = (subject: string, as: Bearer) =>
    everyPage(serving, { field: "history", args: `of: { actor: "${subject}" }`, node: "type" }, as, 2).then((nodes) =>
      nodes.map(({ type }) => type),
    );

  test("is what they did, and what rules did on their behalf", async () => {
    const office = region.bearer("office");
    const types = await deeds(office.sub, region.bearer("auditor"));
    const done = (await everything(ledger.log)).filter(
      ({ meta: { actor, onBehalfOf, regionId } }) =>
        regionId === region.regionId && [actor.subjectId, onBehalfOf?.subjectId].includes(office.sub),
    );
    expect(types).toEqual(done.map(({ fact }) => fact.type));
    expect(types).toEqual(expect.arrayContaining(["PlanIssued", "TaskOpened", "UnitsAssigned"]));
    expect(await deeds("policy:open-tasks", office)).toEqual(expect.arrayContaining(["TaskOpened"]));
  });

  test("is told only as far as the reader may know that it was that person", async () => {
    const reports = ["ProgressReported"];
    expect(await deeds(`unit-${carrier}`, region.bearer("office"))).toEqual(reports);
    expect(await deeds(`unit-${carrier}`, region.bearer("unit", lead))).toEqual(reports);
    expect(await deeds(`unit-${carrier}`, region.bearer("unit", carrier))).toEqual(reports);
    for (const as of [region.bearer("unit", other), region.bearer("analyst"), stranger.bearer("office")]) {
      expect(await deeds(`unit-${carrier}`, as)).toEqual([]);
    }
  });
});

describe("the history of a unit", () => {
  test.each(readers)("is all that touched it, as far as the reader may know: %s", async (_who, as) => {
    const unitId = region.unitId(other);
    const touching = (await everything(ledger.log)).filter(({ meta }) => meta.unitIds.includes(unitId));
    const ids = await idsOf(`of: { unitId: "${unitId}" }`, as());
    expect(ids).toEqual(touching.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(3);
  });

  test("does not exist in another region", async () => {
    expect(await idsOf(`of: { unitId: "${region.unitId(other)}" }`, stranger.bearer("auditor"))).toEqual([]);
  });
});

test("a page of what was denied costs what it holds, from the latest on, and nothing for whoever may not know of it", async () => {
  const attempts = 300;
  for (let no = 0; no < attempts; no++) {
    const actor = actorOf({ ...region.bearer("unit", other), sub: `clerk-${no}` }, ledger.clock.now());
    const said = { unitId: region.unitId(carrier), reportedOn: "2021-03-15", progress: { text: "代填" }, evidence: [] };
    const target = taskIds[no % taskIds.length] ?? "";
    await ledger.executor.run(task, "reportProgress", target, said, { actor, commandId: `try-${no}` });
  }
  const position = await ledger.log.head();
  const document = `query ($order: HistoryOrder!, $after: String) {
    history(of: { denied: true }, order: $order, first: 5, after: $after, atLeast: "${position}") {
      edges { node { position onBehalfOf { subjectId } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const page = async (order: string, as: Bearer, after: string | null = null) => {
    read = 0;
    const { edges, pageInfo } = await firstField<DeniedPage>(serving, document, { order, after }, as);
    return { who: edges.map(({ node }) => node.onBehalfOf.subjectId), ...pageInfo };
  };
  const auditor = region.bearer("auditor");
  const named = (...nos: number[]) => nos.map((no) => `clerk-${no}`);
  const latest = await page("NEWEST_FIRST", auditor);
  expect(latest).toMatchObject({ who: named(299, 298, 297, 296, 295), hasNextPage: true });
  expect(read).toBeLessThan(100);
  expect((await page("NEWEST_FIRST", auditor, latest.endCursor)).who).toEqual(named(294, 293, 292, 291, 290));
  expect(read).toBeLessThan(100);
  expect((await page("OLDEST_FIRST", auditor)).who).toEqual(named(0, 1, 2, 3, 4));
  expect(read).toBeLessThan(100);
  const fromTheEnd = await firstField<DeniedPage>(
    serving,
    "{ history(of: { denied: true }, last: 5) { edges { node { onBehalfOf { subjectId } } } pageInfo { hasNextPage endCursor } } }",
    {},
    auditor,
  );
  expect(fromTheEnd.edges.map(({ node }) => node.onBehalfOf.subjectId)).toEqual(named(295, 296, 297, 298, 299));
  expect(await page("NEWEST_FIRST", region.bearer("office"))).toMatchObject({ who: [], hasNextPage: false });
  expect(read).toBe(0);
  expect(await idsOf("of: { denied: true }", auditor, 100)).toHaveLength(attempts);
});

test("a page costs what it holds, and not what the history does; where nothing is for the reader it ends all the same", async () => {
  for (let no = 0; no < 1100; no++) await region.report(carrier, taskIds[0] ?? "", `第${no}次`);
  const position = await ledger.log.head();
  const page = (args: string, as: Bearer) =>
    firstField<{ edges: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }>(
      serving,
      `{ history(${args}, atLeast: "${position}") { edges { node { revision } } pageInfo { hasNextPage endCursor } } }`,
      {},
      as,
    );
  const deeds = `of: { actor: "unit-${carrier}" }`;
  for (const of of [deeds, `of: { unitId: "${region.unitId(carrier)}" }`, `of: { taskId: "${taskIds[0]}" }`]) {
    for (const order of ["NEWEST_FIRST", "OLDEST_FIRST"]) {
      const far = await page(`${of}, order: ${order}, first: 100`, region.bearer("office"));
      for (const after of ["", `, after: "${far.pageInfo.endCursor}"`]) {
        read = 0;
        const found = await page(`${of}, order: ${order}, first: 5${after}`, region.bearer("office"));
        expect(found.edges).toHaveLength(5);
        expect(found.pageInfo.hasNextPage).toBe(true);
        expect(read, `${of} ${order}${after}`).toBeLessThan(100);
      }
    }
  }

  read = 0;
  expect((await page(`${deeds}, last: 5`, region.bearer("office"))).edges).toHaveLength(5);
  expect(read).toBeLessThan(100);

  const hidden = await page(deeds, region.bearer("unit", other));
  expect(hidden).toEqual({ edges: [], pageInfo: { hasNextPage: true, endCursor: expect.any(String) } });
  const fromTheEnd = await firstField<CursorPage>(
    serving,
    `{ history(${deeds}, last: 5) { edges { cursor } pageInfo { hasPreviousPage startCursor endCursor } } }`,
    {},
    region.bearer("unit", other),
  );
  const goesOn = { hasPreviousPage: true, startCursor: expect.any(String), endCursor: null };
  expect(fromTheEnd).toEqual({ edges: [], pageInfo: goesOn });
  expect(await idsOf(deeds, region.bearer("unit", other))).toEqual([]);
  expect(await idsOf(deeds, region.bearer("office"), 100)).toHaveLength(1101);
});
