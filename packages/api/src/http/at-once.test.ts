// Queries answered without Apollo: nobody can tell, whatever is unusual about a request.
import { EventEmitter } from "node:events";
import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { compiledQueries } from "../compiled/queries.ts";
import type { RootContexts } from "../context.ts";
import { endingWith } from "../limits/ending.ts";
import { noting } from "../reading/basis.ts";
import { answeringAtOnce } from "./at-once.ts";

const query = "query ledger($unitId: ID!, $first: Int) { unitLedger(unitId: $unitId, first: $first) { totalCount } }";

let region: TestRegion;
let both: readonly [compiled: Serving, executed: Serving];
let unitId: string;

beforeAll(async () => {
  const ledger = testLedger();
  region = testRegion(ledger);
  await region.register("区财政局");
  unitId = region.unitId("区财政局");
  const serving = (compileFrom: number) => serve({ ledger, settings: { compileFrom, bearerPoints: 4000 } });
  both = [await serving(1), await serving(0)];
});
afterAll(() => Promise.all(both.map((each) => each.close())));

/** What a server says to an office worker: its status, its type, and its body without what names the request. */
async function said(serving: Serving, body: object, headers: Readonly<Record<string, string>>, sub: string) {
  const asked = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  const answer = await serving.send("/graphql", asked, { ...region.bearer("office"), sub });
  const text = (await answer.text()).replace(/"(requestId|retryAfter)":("[^"]*"|\d+)/g, "");
  return { status: answer.status, type: answer.headers.get("content-type"), text };
}

test.each<[what: string, body: object, headers?: Readonly<Record<string, string>>]>([
  ["as usual", {}],
  ["of which JSON alone is accepted", {}, { accept: "application/json" }],
  [
    "of which GraphQL's own type is preferred",
    {},
    { accept: "application/graphql-response+json, application/json;q=0.9" },
  ],
  ["of which no such type is accepted", {}, { accept: "text/html" }],
  ["of an operation by its name", { operationName: "ledger" }],
  ["of an operation that there is not", { operationName: "other" }],
  ["of an operation without a name", { operationName: "" }],
  ["with extensions", { extensions: { of: "mine" } }],
  ["with a page that is too large", { variables: { unitId: "1", first: 101 } }],
  ["without a variable it needs", { variables: {} }],
  ["with a variable of another type", { variables: { unitId: {} } }],
  ["with a character set", {}, { "content-type": "application/json; charset=utf-8" }],
])(
  "a request %s gets the same after it was asked as usual, with and without Apollo",
  async (what, body, headers = {}) => {
    const usual = { query, variables: { unitId, first: 2 } };
    const [compiled, executed] = await Promise.all(
      both.map(async (serving) => [
        await said(serving, usual, {}, what),
        await said(serving, usual, {}, what),
        await said(serving, { ...usual, ...body }, headers, what),
        await said(serving, { ...usual, ...body }, headers, what),
      ]),
    );
    expect(compiled).toEqual(executed);
    expect(compiled?.[1]).toMatchObject({ status: 200, text: '{"data":{"unitLedger":{"totalCount":0}}}\n' });
  },
);

test("each request is counted, for what it asks", async () => {
  const [compiled, executed] = await Promise.all(
    both.map(async (serving) => {
      const statuses: number[] = [];
      while (statuses.length < 500 && statuses.at(-1) !== 429) {
        statuses.push((await said(serving, { query, variables: { unitId } }, {}, "spender")).status);
      }
      return statuses;
    }),
  );
  expect(compiled).toEqual(executed);
  expect(compiled?.at(-1)).toBe(429);
});

test("Apollo is left out once it has answered in a type, and the query is compiled", async () => {
  const good = { type: GraphQLString, resolve: () => "good" };
  const bad = { type: GraphQLString, resolve: () => Promise.reject(new Error("bad")) };
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { good, bad } }) });
  const compiled = compiledQueries(schema, 1);
  const { learn, answer } = answeringAtOnce(schema, compiled, { answer: (_question, make) => make() });
  const contexts: RootContexts = {
    ...{ bearer: null, token: null, requestId: "1", ending: endingWith(new EventEmitter()) },
    basis: noting(),
    at: () => Object.create(null),
  };
  const ask = async (source: string, count: () => Promise<void> = async () => {}) => {
    const document = parse(source);
    return answer({ said: { query: source }, accept: undefined, document, contexts, count });
  };
  await compiled.answer({ source: "{ good }", document: parse("{ good }"), values: {}, contexts });
  expect(await ask("{ good }")).toBeNull();
  learn(undefined, "application/json");
  expect(await ask("{ good }")).toEqual({
    type: "application/json",
    bytes: Buffer.from('{"data":{"good":"good"}}\n'),
  });
  expect(await ask("{ good }", () => Promise.reject(new Error("no points left")))).toBeNull();
  expect(await ask("{ bad }")).toBeNull();
  await compiled.answer({ source: "{ bad }", document: parse("{ bad }"), values: {}, contexts });
  expect(await ask("{ bad }")).toEqual({ type: "application/json", bytes: null });
});
