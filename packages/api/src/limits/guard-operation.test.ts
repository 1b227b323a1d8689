import "reflect-metadata";
import type { Bearer } from "@taizhang/domain";
import {
  buildSchema,
  GraphQLError,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import { describe, expect, test } from "vitest";
import { pageOf } from "../reading/paging.ts";
import { makeSchema } from "../schema/schema.ts";
import { guardOperation } from "./guard-operation.ts";
import { limits } from "./limits.ts";

const schema = buildSchema(`
  type Query { unit(name: String): Unit  named(ids: [ID!]!): [Unit]  units(first: Int = 20): [Unit!]  longList(first: Int, last: Int): [Unit!] }
  type Unit { name: String  lead: Unit  under(first: Int = 20): [Unit!] }
  type Mutation { rename(name: String): Unit }
`);

const bearer = (role: Bearer["roles"][number]): Bearer => ({
  sub: "1",
  regionId: "420304",
  unitId: null,
  roles: [role],
});

interface How {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly role?: Bearer["roles"][number];
}

const guard = (text: string, { variables = {}, role = "unit" }: How = {}) =>
  guardOperation({ schema, document: parse(text), variables, bearer: bearer(role) }).errors.map(
    ({ message }) => message,
  );

const isIntrospectionName = (name: string) => name.startsWith("__");

const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_none, at) => make(at)).join(" ");

/** A query of so many nested fields. */
const deep = (depth: number) => `{ unit ${"{ lead ".repeat(depth - 2)} { name } ${"} ".repeat(depth - 2)} }`;

const manyNames = `fragment h on Unit { ${times(99, () => "name")} }`;
const belowThree = "fragment b on Unit { lead { lead { lead { name } } } }";

describe("a document just within a limit passes, and one just beyond it is refused with both numbers", () => {
  const pairs: [what: string, within: string, beyond: string, told: RegExp, role?: Bearer["roles"][number]][] = [
    ["depth", deep(8), deep(9), /depth of the operation is 9; the limit is 8/],
    [
      "depth through fragments",
      `{ unit { ...a } } fragment a on Unit { lead { lead { lead { ...b } } } } ${belowThree}`,
      `{ unit { ...a } } fragment a on Unit { lead { lead { lead { lead { ...b } } } } } ${belowThree}`,
      /depth of the operation is 9; the limit is 8/,
    ],
    [
      "aliases",
      `{ unit { ${times(15, (at) => `a${at}: name`)} } }`,
      `{ unit { ${times(16, (at) => `a${at}: name`)} } }`,
      /number of aliases of the operation is 16; the limit is 15/,
    ],
    [
      "aliases through fragments",
      `{ unit { ...five lead { ...five } } ...root } fragment root on Query { u: unit { ...four } } fragment five on Unit { ${times(5, (at) => `a${at}: name`)} } fragment four on Unit { ${times(4, (at) => `b${at}: name`)} }`,
      `{ unit { ...five lead { ...five } } ...root } fragment root on Query { u: unit { ...five } } fragment five on Unit { ${times(5, (at) => `a${at}: name`)} }`,
      /number of aliases of the operation is 16/,
    ],
    [
      "aliased mutations",
      `mutation { a: rename(name: "1") { n: name } rename(name: "1") { name } }`,
      `mutation { a: rename(name: "1") { name } b: rename(name: "2") { name } }`,
      /aliased mutations of the operation is 2; the limit is 1/,
    ],
    [
      "aliased mutations through fragments",
      `mutation { ...one } fragment one on Mutation { a: rename(name: "1") { name } }`,
      `mutation { ...one ... on Mutation { b: rename(name: "2") { name } } } fragment one on Mutation { a: rename(name: "1") { name } }`,
      /aliased mutations of the operation is 2/,
    ],
    [
      "directives",
      `{ unit { ${times(10, () => "name @include(if: true)")} } }`,
      `{ unit { ${times(11, () => "name @include(if: true)")} } }`,
      /number of directives of the operation is 11; the limit is 10/,
    ],
    [
      "selections",
      `{ unit { ${times(98, () => "...h")} ${times(199, () => "name")} } } ${manyNames}`,
      `{ unit { ${times(98, () => "...h")} ${times(200, () => "name")} } } ${manyNames}`,
      /number of selections of the operation is 10001; the limit is 10000/,
      "auditor",
    ],
    [
      "cost",
      `{ units(first: 100) { under(first: 98) { name } } }`,
      `{ units(first: 100) { under(first: 100) { name } } }`,
      /cost \(fields times page sizes\) of the operation is 10101; the limit is 10000/,
    ],
    [
      "cost where the page size is not said",
      `{ units { under { under(first: 23) { name } } } }`,
      `{ units { under { under(first: 24) { name } } } }`,
      /is 10021; the limit is 10000/,
    ],
    [
      "page size",
      "{ units(first: 100) { name } }",
      "{ units(first: 101) { name } }",
      /first of units is 101; it must lie between 1 and 100/,
    ],
    [
      "page size of nothing",
      "{ units(first: 1) { name } }",
      "{ units(first: 0) { name } }",
      /first of units is 0; it must lie between 1 and 100/,
    ],
  ];

  test.each(pairs)("%s", (_what, within, beyond, told, role = "unit") => {
    expect(guard(within, { role })).toEqual([]);
    const [message] = guard(beyond, { role });
    expect(message).toMatch(told);
  });
});

test("a list without pages counts as long as its field says", () => {
  const { errors } = guardOperation({
    schema: makeSchema(),
    document: parse(
      "{ tasks(planId: 1, first: 100) { edges { node { acts { name title { zh en } refusal { code message { zh en } } } } } } }",
    ),
    bearer: bearer("unit"),
  });
  // Of each act nine fields, and of each of a hundred tasks its node, its edge and twelve acts.
  expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/is 11101; the limit is 10000/)]);
});

test("a page size in a variable counts like one that is written out", () => {
  const text = "query ($first: Int = 10) { units(first: $first) { under(first: 60) { lead { name } } } }";
  expect(guard(text)).toEqual([]);
  expect(guard(text, { variables: { first: 90 } })[0]).toMatch(/cost/);
  expect(guard(text, { variables: { first: 1000 } })[0]).toMatch(/first of units is 1000/);
});

test("a document that is asked again is measured anew where its variables ask for something else", () => {
  const document = parse(
    "query ($first: Int = 1, $name: String) { longList(first: $first) { under(first: 60) { name } } unit(name: $name) { name } }",
  );
  const points = (variables: How["variables"] = {}) =>
    guardOperation({ schema, document, variables, bearer: bearer("unit") }).points;
  const one = points();
  expect([points({ name: "a" }), points({ name: "b" }), points({ first: 1 })]).toEqual([one, one, one]);
  expect(points({ first: 2 })).toBeGreaterThan(one);
  // Null is no page size, and not the default of the variable.
  expect(points({ first: null })).toBeGreaterThan(points({ first: 2 }));
  expect(points()).toBe(one);
});

test("a list whose page size has no default counts as one of twenty", () => {
  expect(guard("{ longList { under(first: 100) { lead { lead { lead { name } } } } } }")).toEqual([]);
  expect(guard("{ longList { under(first: 100) { lead { lead { lead { lead { name } } } } } } }")[0]).toMatch(
    /is 10021/,
  );
  expect(guard("{ longList(last: 100) { under(first: 100) { name } } }")[0]).toMatch(/is 10101/);
  expect(guard("{ longList(last: 101) { name } }")[0]).toMatch(/last of longList is 101/);
});

test("a list of ids counts as many objects as it names", () => {
  const text = "query ($ids: [ID!]!) { named(ids: $ids) { under(first: 98) { lead { name } } } }";
  const ids = (count: number) => ({ ids: Array.from({ length: count }, String) });
  expect(guard(text, { variables: ids(50) })).toEqual([]);
  expect(guard(text, { variables: ids(51) })[0]).toMatch(/is 10048; the limit is 10000/);
  expect(guard(`{ named(ids: [${times(51, String)}]) { under(first: 98) { lead { name } } } }`)[0]).toMatch(/is 10048/);
});

test("an auditor may ask for more", () => {
  const text = "{ units(first: 100) { under(first: 99) { name } } }";
  expect(guard(text, { role: "office" })[0]).toMatch(/limit is 10000/);
  expect(guard(text, { role: "auditor" })).toEqual([]);
});

test("fragments that double one another are measured without being expanded", () => {
  // Expanded, they would not be measured in a lifetime.
  const levels = 50;
  const fragments = times(
    levels,
    (at) => `fragment f${at} on Unit { a: lead { ...f${at + 1} } b: lead { ...f${at + 1} } }`,
  );
  const messages = guard(`{ unit { ...f0 } } ${fragments} fragment f${levels} on Unit { name }`);
  expect(messages.join()).toContain(`number of aliases of the operation is ${2 ** (levels + 1) - 2};`);
});

test("aliases of __typename count like others", () => {
  const typenames = (count: number) => `{ unit { ${times(count, (at) => `t${at}: __typename`)} } }`;
  expect(guard(typenames(15))).toEqual([]);
  expect(guard(typenames(320))[0]).toMatch(/number of aliases of the operation is 320; the limit is 15/);
  expect(guard(`mutation { a: __typename b: __typename }`)[0]).toMatch(/aliased mutations of the operation is 2/);
  expect(guard("{ __typename unit { __typename } }")).toEqual([]);
});

test("points are the cost, and what is folded from the log takes more", () => {
  const points = (text: string) => guardOperation({ schema: makeSchema(), document: parse(text), bearer: null }).points;
  const ledger = (args: string) => `{ unitLedger(unitId: "1", first: 50${args}) { edges { node { row text } } } }`;
  expect(points(ledger(""))).toBe(201);
  expect(points(ledger(", asOf: null"))).toBe(201);
  expect(points(ledger(', asOf: { position: "1" }'))).toBe(201 + limits.logPoints);
  expect(points("{ history(of: { roster: true }, first: 1) { edges { cursor } } }")).toBe(3 + limits.logPoints);
  const foreseen = (args: string) => `{ plans(first: 100) { edges { node { foreseenIssue${args} { tasks } } } } }`;
  for (const args of ["", '(on: "2021-06-01")']) expect(points(foreseen(args))).toBe(401 + 100 * limits.logPoints);
});

test("what looks through many entries takes points for each time that it is asked for", () => {
  const filled = "{ tasks(first: 100) { edges { node { groups { namedElsewhere { taskCount } } } } } }";
  const { points } = guardOperation({ schema: makeSchema(), document: parse(filled), bearer: null });
  expect(points).toBeGreaterThan(100 * limits.fillingPoints);
});

describe("pages of the real schema", () => {
  const real = makeSchema();
  const measured = (text: string) =>
    guardOperation({ schema: real, document: parse(text), bearer: bearer("office") }).errors.map(
      ({ message }) => message,
    );
  const page = (below: string) => `{ edges { node { ${below} } } }`;

  test("are no levels of their own: what they hold counts", () => {
    const names = `plans(first: 20) ${page(`tasks(first: 20) ${page("assignments { unit { name } }")}`)}`;
    expect(measured(`{ ${names} }`)).toEqual([]);
    const evidence = `reports(first: 2) ${page("evidence { title }")}`;
    expect(measured(`{ plans(first: 5) ${page(`tasks(first: 5) ${page(`assignments { ${evidence} }`)}`)} }`)).toEqual(
      [],
    );
    const round = (times: number): string =>
      times === 0 ? "id" : `tasks(first: 1) ${page(`plan { ${round(times - 1)} }`)}`;
    expect(measured(`{ plans(first: 1) ${page(round(3))} }`)).toEqual([]);
    expect(measured(`{ plans(first: 1) ${page(round(4))} }`)[0]).toMatch(
      /depth of the operation is 10; the limit is 8/,
    );
    expect(measured(`{ node(id: "1") { id ... on Plan { ${round(4)} } } }`)[0]).toMatch(/depth of the operation is 10/);
  });

  const part = "id state relations lamp { lamp on } unit { id name }";
  const row = "row { row no text section subsection deadlineText dueOn }";
  test.each([
    `plans ${page(`id title status tasks ${page(`id ${row} lamp { lamp on }`)}`)}`,
    `plans ${page(`id title status year tasks ${page(`id ${row} lamp { lamp on } assignments { state unit { name } }`)}`)}`,
    `plans(first: 10) ${page(`id title status year tasks ${page(`id ${row} lamp { lamp on } assignments { ${part} }`)}`)}`,
    `plans ${page(`id title status rows ${page("row no text section subsection deadlineText dueOn units { printed }")}`)}`,
    `tasks(planId: "1") ${page(`id ${row} assignments { ${part} reports ${page("no reportedOn progress review")} }`)}`,
    `unitLedger(unitId: "1") ${page(`id row no text dueOn state lamp { lamp on } leads { id name } plan { id title } task { id ${row} assignments { ${part} } }`)}`,
    `deadlineBoard ${page(`taskId row text dueOn lamp { lamp on } plan { id title } task { id assignments { ${part} } }`)}`,
    `reviewQueue(of: OFFICE) ${page(`taskId row since unit { id name } plan { id title } task { id ${row} assignments { ${part} } }`)}`,
    `history(of: { planId: "1", withTasks: true }) ${page("eventId type happenedAt sentence { zh en } units { id name } fields { field label { zh en } before after }")}`,
    `units ${page("id name kind names { name }")}`,
  ])("pass at the sizes that are taken where none is said, as a front end asks for them: %s", (query) => {
    expect(measured(`{ ${query} }`)).toEqual([]);
    expect(validate(real, parse(`{ ${query} }`)).map(({ message }) => message)).toEqual([]);
  });

  test("are the larger the more is asked for: lines by their numbers, lists by what they mostly have", () => {
    const lines = (to: number) =>
      `{ plan(id: "1") { source { lines(from: 1, to: ${to}) { no text uses { as from to row } length } } } }`;
    expect(measured(lines(500))).toEqual([]);
    const rows = (first: number) =>
      `{ plan(id: "1") { rows(first: ${first}) ${page("printed { column text lines { from to } }")} } }`;
    expect(measured(rows(100))).toEqual([]);
    const far = `{ plans(first: 20) ${page(`source { lines(from: 1, to: 100000) { no } }`)} }`;
    expect(measured(far)[0]).toMatch(/cost .* is 10081; the limit is 10000/);
    expect(measured(`{ plans(first: 100) ${page("warnings { decisions { kind } }")} }`)[0]).toMatch(/cost/);
  });
});

test("every list of objects of the real schema says how long it mostly is, or is as long as its arguments say", () => {
  const isMeasured = ({ extensions, args }: GraphQLField<unknown, unknown>) => {
    const isAsked = (...names: string[]) => names.every((name) => args.some((arg) => arg.name === name));
    const isSaid = Number(extensions["size"]) >= 1 || extensions["isWrapping"] === true;
    return isSaid || isAsked("first") || isAsked("ids") || isAsked("from", "to");
  };
  const lists = Object.values(makeSchema().getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !isIntrospectionName(name))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })))
    .filter(({ field: { type } }) => isListType(getNullableType(type)) && isCompositeType(getNamedType(type)));
  expect(lists.length).toBeGreaterThan(70);
  expect(lists.filter(({ field }) => !isMeasured(field)).map(({ name }) => name)).toEqual([]);
});

test("a list that an argument narrows to one entry counts as one", () => {
  const points = (args: string) => {
    const text = `{ task(id: "1") { assignments${args} { id } } }`;
    return guardOperation({ schema: makeSchema(), document: parse(text), bearer: null }).points;
  };
  expect(points('(unitId: "1")')).toBe(3);
  expect(points("(unitId: null)")).toBe(points(""));
  expect(points("")).toBeGreaterThan(3);
});

test("every list of the real schema says which sizes a page of it may have, and what is refused says the same", () => {
  const sizes = Object.values(makeSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).flatMap(({ args }) => args))
    .filter(({ name }) => name === "first" || name === "last");
  expect(sizes.length).toBeGreaterThan(20);
  for (const { description } of sizes) expect(description).toContain(`1 to ${limits.pageSize}`);
  for (const size of [-1, 0, limits.pageSize + 1]) {
    const document = parse(`{ units(first: ${size}) { name } }`);
    const [refused] = guardOperation({ schema, document, bearer: null }).errors;
    expect(refused?.message).toBe(`first of units is ${size}; it must lie between 1 and ${limits.pageSize}.`);
    expect(refused?.extensions["messageZh"]).toBe(`units 的 first 应在 1 到 ${limits.pageSize} 之间，而不是 ${size}。`);
    expect(() => pageOf({ first: size }, "list")).toThrow(`first is ${size}; it must lie between 1 and`);
  }
});

test("introspection is not measured: it is forbidden altogether, or free", () => {
  expect(guard(`{ __schema { types { ${"ofType { ".repeat(12)} name ${"} ".repeat(12)} } } }`)).toEqual([]);
});

test("every error of the guard is a GraphQL error in both languages", () => {
  const { errors } = guardOperation({ schema, document: parse(deep(9)), bearer: null });
  const [error] = errors;
  expect(error).toBeInstanceOf(GraphQLError);
  expect(error?.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", messageZh: "查询的层数为9，上限为8。" });
});
