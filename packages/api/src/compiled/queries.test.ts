// Compiled queries: which there are, and that nobody can tell from an answer whether its query was compiled.
import { EventEmitter } from "node:events";
import {
  execute,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { peopleOf, withoutRequestId } from "../../testing/people.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import type { RootContexts } from "../context.ts";
import { endingWith } from "../limits/ending.ts";
import { guardOperation } from "../limits/guard-operation.ts";
import { noting } from "../reading/basis.ts";
import { separateRootFields } from "../schema/root-fields.ts";
import { makeSchema } from "../schema/schema.ts";
import { isPlain } from "./plain.ts";
import { compiledQueries } from "./queries.ts";

describe("only plain queries are compiled", () => {
  const schema = makeSchema();
  test.each<[plain: boolean, document: string]>([
    [true, "{ plans(first: 3, status: ISSUED) { edges { node { id title } } } }"],
    [
      true,
      "query ($id: ID!) { a: plan(id: $id) { ...f __typename } } fragment f on Plan { id ... on Plan { title } ... { year } }",
    ],
    [true, "query ($first: Int = 5) { plans(first: $first) { edges { cursor } } }"],
    [true, `{ plan(id: "1") { id } }`],
    [true, "query ($first: Int! = 5) { plans(first: $first) { edges { cursor } } }"],
    [true, "query ($at: Position) { me { subjectId } task(id: 1, asOf: { position: $at }) { id } }"],
    [false, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"],
    [false, "{ plans { edges { node { ... on Node { id } } } } }"],
    [false, "{ me { subjectId @include(if: true) } }"],
    [false, "query @skip(if: false) { me { subjectId } }"],
    [false, "{ me { __proto__: subjectId } }"],
    [false, "query ($__proto__: Int) { plans(first: $__proto__) { edges { cursor } } }"],
    [false, "{ __schema { queryType { name } } }"],
    [false, `{ ${Array.from({ length: 501 }, (_none, at) => `a${at}: __typename`).join(" ")} }`],
    [false, "mutation { closePlan(input: {}) { rejection { code } } }"],
    [false, "query a { me { subjectId } } query b { me { subjectId } }"],
  ])("%s: %s", (plain, document) => {
    expect(isPlain(schema, parse(document))).toBe(plain);
  });
});

describe("a query", () => {
  let reads = 0;
  const colour = new GraphQLEnumType({ name: "Colour", values: { RED: { value: "r" }, GREEN: { value: "g" } } });
  const good = new GraphQLObjectType({
    name: "Good",
    fields: {
      text: { type: GraphQLString },
      texts: { type: new GraphQLList(GraphQLString) },
      number: { type: GraphQLInt, resolve: async () => 1 },
    },
  });
  const given = new GraphQLInputObjectType({ name: "In", fields: { a: { type: GraphQLInt } } });
  const fields = {
    good: { type: GraphQLString, resolve: async () => `good ${++reads}` },
    bad: { type: GraphQLString, resolve: async () => Promise.reject(new Error("bad")) },
    at: {
      type: GraphQLString,
      resolve: () => {
        throw new Error("at once");
      },
    },
    texts: {
      type: new GraphQLList(GraphQLString),
      resolve: () => ['"', "\\", "\n\u0000\u001f", "\u2028", "台账", "😀", "\ud83d", "\ude00x", "", null],
    },
    numbers: { type: new GraphQLList(GraphQLFloat), resolve: () => [0, -0, 1e21, 0.1, "7", true] },
    later: {
      type: new GraphQLNonNull(good),
      resolve: () => ({ text: Promise.resolve("later"), texts: [Promise.resolve("later"), "now"] }),
    },
    none: { type: GraphQLInt, resolve: () => undefined },
    colours: { type: new GraphQLList(colour), resolve: async () => ["r", Promise.resolve("g")] },
    many: {
      type: new GraphQLList(good),
      resolve: () => [{ text: 1, texts: ["a", null] }, null, Promise.resolve({ text: true })],
    },
    said: {
      type: GraphQLString,
      args: { text: { type: GraphQLString }, of: { type: new GraphQLList(given) } },
      resolve: (_root: unknown, args: object) => JSON.stringify(args),
    },
    worse: {
      type: new GraphQLObjectType({ name: "Worse", fields: { text: { type: GraphQLString } } }),
      resolve: async () => ({
        get text() {
          throw new Error("worse");
        },
      }),
    },
  };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields }) });
  separateRootFields(schema);
  const contexts: RootContexts = {
    bearer: null,
    token: null,
    requestId: "1",
    ending: endingWith(new EventEmitter()),
    basis: noting(),
    at: () => Object.create(null),
  };
  const asked = (source: string) => ({ source, document: parse(source), values: {}, contexts });

  test("is compiled when it is asked for the time that was set", async () => {
    const { answer, has } = compiledQueries(schema, 3);
    expect([await answer(asked("{ good }")), await answer(asked("{ good }"))]).toEqual([null, null]);
    expect(reads).toBe(0);
    expect(has("{ good }", null)).toBe(false);
    expect(await answer(asked("{ good }"))).toBe('{"good":"good 1"}');
    expect(["{ good }", "{ other: good }"].map((source) => has(source, null))).toEqual([true, false]);
    expect(["", "good", "null"].map((name) => has("{ good }", name))).toEqual([false, false, false]);
    expect(await answer(asked("{ good }"))).toBe('{"good":"good 2"}');
    expect(await answer(asked("{ other: good }"))).toBeNull();
    expect(await compiledQueries(schema, 0).answer(asked("{ good }"))).toBeNull();
  });

  test("that meets an error is left to be executed as usual, also where the error is in what was found", async () => {
    const { answer } = compiledQueries(schema, 1);
    expect(await answer(asked("{ good bad }"))).toBeNull();
    expect(await answer(asked("{ good worse { text } }"))).toBeNull();
  });

  test("that throws while others are still waited for is left alone, and so are they", async () => {
    const { answer } = compiledQueries(schema, 1);
    expect(await answer(asked("{ bad good at }"))).toBeNull();
    expect(await answer(asked("{ many { text } at }"))).toBeNull();
    expect(await answer(asked("{ later { text } }"))).toBeNull();
  });

  test.each([
    ["{ texts numbers none colours }"],
    ["{ later { texts } many { texts } }"],
    ["{ many { text } twice: many { ...on Good { text } ... { number } text } }"],
    ['{ said(text: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d(0),process.exit(", of: [{ a: 1 }]) }'],
    ['query ($text: String = "x", $of: [In!]) { said(text: $text, of: $of) other: said(of: []) }'],
  ])("gives what graphql-js gives: %s", async (source) => {
    const document = parse(source);
    const variables = { of: [{ a: 2 }] };
    const { values } = guardOperation({ schema, document, variables, bearer: null });
    const { answer } = compiledQueries(schema, 1);
    const executed = await execute({ schema, document, contextValue: contexts, variableValues: variables });
    expect(await answer({ ...asked(source), values })).toBe(JSON.stringify(executed.data));
    expect(executed.errors).toBeUndefined();
  });
});

describe("compiled or not, the answer is the same", () => {
  let region: TestRegion;
  let both: readonly [compiled: Serving, executed: Serving];
  let ids: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    const ledger = testLedger();
    region = testRegion(ledger);
    const { planId, taskIds } = await region.issue("任务分解表", [
      {
        text: "公开预决算",
        due: "2021-11-30",
        units: [
          ["区财政局", "responsible"],
          ["区教育局", "lead"],
        ],
      },
      { text: "公开统计数据", units: [["区财政局", "responsible"]] },
    ]);
    await region.report("区财政局", taskIds[0] ?? "", "已公开");
    const head = String(await ledger.log.head());
    ids = { planId, taskId: taskIds[0], unitId: region.unitId("区财政局"), head, far: "9000000000000000000", first: 1 };
    both = [
      await serve({ ledger, settings: { compileFrom: 1 } }),
      await serve({ ledger, settings: { compileFrom: 0 } }),
    ];
  });
  afterAll(() => Promise.all(both.map((each) => each.close())));

  const line =
    "taskId row text relations state since dueOn sight reportCount lamp { lamp on rule } from { partNo } item { text }";
  const page = `edges { cursor node { ${line} unit { id name } persons { subjectId } lastReport { no reportedOn review reviewedBy { subjectId } } plan { id title warnings { code } source { sha256 } } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } position stale`;
  test.each([
    `query ($unitId: ID!, $first: Int) { unitLedger(unitId: $unitId, first: $first) { ${page} } }`,
    `query ($unitId: ID!) { unitLedger(unitId: $unitId, first: 0) { ${page} } }`,
    `query ($unitId: ID!, $head: Position) { unitLedger(unitId: $unitId, atLeast: $head, states: [ASSIGNED]) { ${page} } }`,
    `query ($unitId: ID!, $head: Position) { unitLedger(unitId: $unitId, asOf: { position: $head }) { ${page} } }`,
    "query ($taskId: ID!) { task(id: $taskId) { id row { text items { no } } assignments { unit { name } acts { name refusal { code } } reports { edges { node { progress } } } } plan { title } } }",
    "query ($taskId: ID!, $planId: ID!) { a: task(id: $taskId) { id } b: task(id: $planId) { id } plan(id: $planId) { id tasks { edges { node { id } } } } }",
    "query ($planId: ID!) { node(id: $planId) { id ... on Plan { title } } nodes(ids: [$planId]) { __typename } }",
    "query ($planId: ID!) { plan(id: $planId) { ...f sections { no } } } fragment f on Plan { id sections { title } }",
    "query ($first: Int!) { plans(first: $first) { edges { node { title settings { dueSoonDays } } } } me { roles displayName } }",
    "{ plans(first: 1000) { edges { cursor } } }",
    '{ plans(after: "nonsense") { edges { cursor } } me { subjectId } }',
    "query ($first: String) { plans(after: $first) { edges { cursor } } }",
    "query ($unitId: ID!) { history(of: { roster: true }, first: 2) { edges { node { type } } } unit(id: $unitId) { name } }",
    "query ($unitId: ID!) { unit(id: $unitId) { id name aliases { alias } } }",
    "{ readModels { name } planBoard: plans { stale } }",
    "query one { me { subjectId } } query two { me { regionId } }",
    "{ __typename me { __typename r: regionId s: regionId } }",
  ])("%s", async (document) => {
    for (const person of peopleOf(region)) {
      const [compiled, executed] = await Promise.all(
        both.map(async (each) => withoutRequestId(await each.ask(document, ids, person))),
      );
      expect(compiled).toEqual(executed);
      expect(JSON.stringify(executed)).not.toContain("GRAPHQL_VALIDATION_FAILED");
    }
  });
});
