import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mutationOf } from "../../testing/inputs.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { uuid } from "../../testing/uuid.ts";
import { limits } from "./limits.ts";

let serving: Serving;
let region: TestRegion;
let planId: string;

beforeAll(async () => {
  const ledger = testLedger();
  region = testRegion(ledger);
  ({ planId } = await region.issue("任务分解表", [{ text: "公开预决算", units: [["区财政局", "responsible"]] }]));
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

const json = { "content-type": "application/json" };
const me = "{ me { subjectId } }";

const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
  serving.send("/graphql", { method: "POST", headers, body }, region.bearer("office"));

const times = <Each>(count: number, make: (at: number) => Each) => Array.from({ length: count }, (_, at) => make(at));
const meWith = (...fields: readonly string[]) => `{ me { ${fields.join(" ")} } }`;

/** A query of so many tokens. */
const tokens = (count: number) =>
  `{ unitLedger(unitId: "${uuid(1)}" first: 1 states: [${times(count - 18, () => "ACCEPTED").join(" ")}]) { stale } }`;

/** A query of three levels, from a plan to its tasks and back, with more below. */
const deep = (below: string) => `{ tasks(planId: "${planId}", first: 1) { edges { node { plan { ...tasks } } } } }
  fragment tasks on Plan { tasks(first: 1) { edges { node { ${below} } } } }`;

const costly = (tasks: number) =>
  `{ plans(first: 100) { edges { node { tasks(first: ${tasks}) { edges { node { id } } } } } } }`;

const doubled = (levels: number) =>
  `{ node(id: "${uuid(1)}") { ...f0 } } ${times(levels, (at) => `fragment f${at} on Node { ...f${at + 1} ...f${at + 1} }`).join(" ")}
  fragment f${levels} on Node { id }`;

const nodes = (count: number) => `{ nodes(ids: [${times(count, (at) => `"${uuid(at)}"`).join(" ")}]) { id } }`;

const walk: [what: string, within: () => string, beyond: () => string, code: string, role?: Bearer["roles"][number]][] =
  [
    ["1,000 tokens", () => tokens(1000), () => tokens(1001), "GRAPHQL_PARSE_FAILED"],
    [
      "8 levels, through a fragment",
      () => deep("plan { tasks(first: 1) { edges { node { plan { settings { dueSoonDays } } } } } }"),
      () => deep("plan { tasks(first: 1) { edges { node { plan { settings { steps { signOff } } } } } } }"),
      "LIMIT_EXCEEDED",
    ],
    [
      "15 aliases",
      () => meWith(...times(15, (at) => `a${at}: subjectId`)),
      () => meWith(...times(16, (at) => `a${at}: subjectId`)),
      "LIMIT_EXCEEDED",
    ],
    [
      "10 directives",
      () => meWith(...times(10, () => "subjectId @include(if: true)")),
      () => meWith(...times(11, () => "subjectId @include(if: true)")),
      "LIMIT_EXCEEDED",
    ],
    ["a cost of 10,000", () => costly(32), () => costly(33), "LIMIT_EXCEEDED"],
    ["a cost of 20,000 for an auditor", () => costly(65), () => costly(66), "LIMIT_EXCEEDED", "auditor"],
    [
      "50 repeated fields",
      () => meWith(...times(51, () => "roles")),
      () => meWith(...times(52, () => "roles")),
      "LIMIT_EXCEEDED",
    ],
    ["10,000 selections, through fragments", () => doubled(11), () => doubled(12), "LIMIT_EXCEEDED", "auditor"],
    [
      "100 of a list",
      () => "{ units(first: 100) { edges { node { id } } } }",
      () => "{ units(first: 101) { edges { node { id } } } }",
      "BAD_USER_INPUT",
    ],
    ["100 ids", () => nodes(100), () => nodes(101), "BAD_USER_INPUT"],
  ];

test.each(walk)(
  "a document within %s is answered, and one beyond is refused",
  async (_what, within, beyond, code, role) => {
    const as = region.bearer(role ?? "office");
    expect(await serving.ask(within(), {}, as)).toEqual({ status: 200, data: expect.anything() });
    const refused = await serving.ask(beyond(), {}, as);
    expect(refused).toMatchObject({ status: 400, errors: [{ extensions: { code, requestId: expect.any(String) } }] });
    expect(refused.data ?? null).toBeNull();
  },
);

test("a body of 256 KB is read, and one of a byte more is not", async () => {
  const sized = (bytes: number) => {
    const frame = JSON.stringify({ query: me, variables: { x: "" } }).length;
    return JSON.stringify({ query: me, variables: { x: "x".repeat(bytes - frame) } });
  };
  expect((await post(sized(limits.bodyBytes))).status).toBe(200);
  const refused = await post(sized(limits.bodyBytes + 1));
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "PAYLOAD_TOO_LARGE" } }] });
});

const lookUp = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";

test("one wrong value and thousands of them are told of alike", async () => {
  const as = region.bearer("office");
  const told = async (ids: unknown) => {
    const { status, errors } = await serving.ask(lookUp, { ids }, as);
    return [status, errors?.[0]?.message, errors?.length];
  };
  const faults = times(limits.errors, (at) => `ids.${at}: must be an id, written as text`);
  expect(await told([{}])).toEqual([400, `${faults[0]}.`, 1]);
  expect(await told(times(limits.inputList, () => ({})))).toEqual([400, `${faults.join("; ")}.`, 1]);
  expect(await told(times(limits.inputList + 1, () => ({})))).toEqual([400, expect.stringMatching(/2000 items/), 1]);
});

// None of them is JSON: whoever parsed them would say so.
test.each([
  ["is nested too deeply", "[".repeat(100_000), /8 nested levels/],
  ["holds too many names", `[${times(1000, (at) => `{"f${at}":0}`).join(",")}`, /300 different names/],
  ["holds too many values", `[${"0,".repeat(100_000)}`, /20000 values/],
])("a body that %s is refused before it is parsed", async (_what, text, message) => {
  const answer = await post(text);
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { errors: [{ message: expect.stringMatching(message), extensions: { code: "LIMIT_EXCEEDED" } }] },
  ]);
});

test("a document is refused for a subscription that graphql fails on, whichever operation is meant", async () => {
  const query = "query q { me { subjectId } } subscription s { changes @skip { __typename } }";
  for (const operationName of ["q", "none"]) {
    const answer = await post(JSON.stringify({ query, operationName }));
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: "BAD_USER_INPUT" } }] },
    ]);
  }
});

test("a message that repeats what was sent is cut", async () => {
  const literal = `{ plans(first: "${"言".repeat(10_000)}") { edges { node { id } } } }`;
  const { errors } = await serving.ask(literal, {}, region.bearer("office"));
  expect(errors?.[0]?.message).toHaveLength(limits.errorLength + 1);
  const faulty = times(500, () => "x".repeat(100));
  const input = { commandId: "g-1", regionId: region.regionId, name: "组", kind: "LIST", validFrom: "2021-01-01" };
  const members = await serving.ask(
    mutationOf("defineGroup"),
    { input: { ...input, members: faulty } },
    region.bearer("office"),
  );
  expect(members.errors?.[0]?.message).toMatch(/^members\.0: .*members\.4: [^.]*\.$/);
  expect(members.errors?.[0]?.extensions["messageZh"]).toMatch(/^members\.0：.*members\.4：[^.]*。$/);
});

describe("mutations", () => {
  const command = (at: number) =>
    `registerUnit(input: { commandId: "l-${at}", regionId: "${region.regionId}", name: "区${at}局", validFrom: "2021-01-01" }) { receipt { outcome } }`;
  const isThere = async (at: number) => {
    const { data } = await serving.ask(
      `{ node(id: "${region.unitId(`区${at}局`)}") { id } }`,
      {},
      region.bearer("office"),
    );
    return JSON.stringify(data) !== '{"node":null}';
  };

  test("one mutation of a document may be aliased; with two aliases, none is carried out", async () => {
    const as = region.bearer("office");
    expect(await serving.ask(`mutation { a: ${command(1)} }`, {}, as)).toMatchObject({
      data: { a: { receipt: { outcome: "DONE" } } },
    });
    expect(await serving.ask(`mutation { a: ${command(2)} b: ${command(3)} }`, {}, as)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "LIMIT_EXCEEDED" } }],
    });
    const later = await serving.ask(`mutation { ${command(4)} }`, {}, as);
    expect(later).toMatchObject({ data: { registerUnit: { receipt: { outcome: "DONE" } } } });
    expect([await isThere(2), await isThere(3)]).toEqual([false, false]);
  });

  test("by GET, or in a form that another page could send, are not carried out", async () => {
    const as = region.bearer("office");
    const query = `mutation { ${command(5)} }`;
    expect((await serving.send(`/graphql?query=${encodeURIComponent(query)}`, {}, as)).status).toBe(405);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const answer = await post(JSON.stringify({ query }), { "content-type": type });
      expect(answer.status, type).toBeGreaterThanOrEqual(400);
      expect(answer.status, type).toBeLessThan(500);
    }
    expect(await isThere(5)).toBe(false);
  });
});

test("a request has one document; a list of documents is refused", async () => {
  expect((await post(JSON.stringify([{ query: me }, { query: me }]))).status).toBe(400);
  expect((await post("{")).status).toBe(400);
  const odd = [
    {},
    { query: 1 },
    { query: me, variables: "{}" },
    { query: me, variables: [] },
    { query: "" },
    { query: me, extensions: [] },
    { query: me, operationName: 1 },
  ];
  for (const body of odd) {
    const answer = await post(JSON.stringify(body));
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      {
        errors: [{ message: expect.stringMatching(/^The body must be JSON/), extensions: { code: "BAD_USER_INPUT" } }],
      },
    ]);
  }
});

test("a request is answered with at most five errors", async () => {
  expect((await serving.ask("{ a b c d e }", {}, region.bearer("office"))).errors).toHaveLength(5);
  expect((await serving.ask("{ a b c d e f g }", {}, region.bearer("office"))).errors).toHaveLength(5);
});
