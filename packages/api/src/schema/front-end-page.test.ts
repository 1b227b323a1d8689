// What the page for front ends says is what the schema and the guard do.
import "reflect-metadata";
import { GraphQLError, getNamedType, isScalarType, isSpecifiedScalarType, parse } from "graphql";
import { expect, test } from "vitest";
import { guardOperation } from "../limits/guard-operation.ts";
import { guardSaid } from "../limits/guard-said.ts";
import { limits } from "../limits/limits.ts";
import { frontEndPage } from "./front-end-page.ts";
import { scalarTypes } from "./scalars.ts";
import { makeSchema } from "./schema.ts";

const page = frontEndPage();
const schema = makeSchema();

test("every scalar of the schema has a line, and the type that generators are told", () => {
  const names = Object.values(schema.getTypeMap())
    .filter(isScalarType)
    .filter((scalar) => !isSpecifiedScalarType(getNamedType(scalar)))
    .map(({ name }) => name);
  expect(names.length).toBeGreaterThan(3);
  const told = [...page.matchAll(/^ {4}(\w+): "(\w+)",$/gm)].map(([, name, type]) => [name, type]);
  expect(Object.fromEntries(told)).toEqual(scalarTypes(schema));
  expect([...page.matchAll(/^\| `(\w+)` \| `(string|unknown)` \|/gm)].map(([, name]) => name).sort()).toEqual(
    names.sort(),
  );
});

test("as many fields of each task as it says fit, and a few more do not", () => {
  const room = Number(/may show (\d+) fields of each/.exec(page)?.[1]);
  expect(room).toBeGreaterThanOrEqual(20);
  const fields = (count: number) => Array.from({ length: count }, () => "id").join(" ");
  const errors = (count: number) => {
    const text = `{ plans { edges { node { id title status tasks { edges { node { ${fields(count)} } } } } } } }`;
    return guardOperation({ schema, document: parse(text), bearer: null }).errors;
  };
  expect(errors(room)).toEqual([]);
  expect(errors(room + 1)).toHaveLength(1);
});

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_none, at) => text(at)).join(" ");

/** Spreads that double one another: twice as many fields with each further level. */
const doubled = (levels: number) =>
  `{ ...f0 } ${times(levels, (at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`)} fragment f${levels} on Query { me }`;

/** For each limit of one document, one that asks for as much as it may, or for more. */
const asking: Readonly<Record<string, (more: 0 | 1) => string>> = {
  "characters of a document": (more) => "{ me { name } }".padEnd(limits.documentLength + more),
  "lines of a document": (more) => `{ me { name } }${"\n".repeat(limits.documentLines - 1 + more)}`,
  "tokens of a document": (more) => `{ me(ids: [${times(limits.tokens - 9 + more, () => "1")}]) }`,
  "fragments of a document": (more) =>
    `{ me { name } } ${times(limits.fragments + more, (at) => `fragment f${at} on Me { name }`)}`,
  "fields that their selection has already, added up over a document": (more) =>
    `{ ${times(limits.repeatedFields + 1 + more, () => "me")} }`,
  "entries of a page, `first` or `last`": (more) => `{ plans(first: ${limits.pageSize + more}) { totalCount } }`,
  cost: (more) =>
    `{ plans(first: 100) { edges { node { ${times(limits.cost / 100 - 3 + more, (at) => `id${at}`)} } } } }`,
  "levels of fields, without `edges` and `node`": (more) => {
    const page = (below: string) => `plan { tasks(first: 1) { edges { node { ${below} } } } }`;
    return `{ task(id: "1") { ${page(page(page(more === 0 ? "id" : "row { no }")))} } }`;
  },
  aliases: (more) => `{ ${times(limits.aliases + more, (at) => `a${at}: me`)} }`,
  "aliased mutations": (more) => `mutation { ${times(limits.mutationAliases + more, (at) => `a${at}: issuePlan`)} }`,
  directives: (more) => `{ me ${times(limits.directives + more, () => "@include(if: true)")} }`,
  "fields and fragments, each as often as it is reached": (more) => doubled(11 + more),
};

/** The codes with which a document is refused. */
function codesOf(query: string): unknown[] {
  try {
    const document = guardSaid({ query }, "http");
    return guardOperation({ schema, document, bearer: null }).errors.map(({ extensions }) => extensions["code"]);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return [error.extensions["code"]];
  }
}

const bounded = [...page.matchAll(/^\| (.+) \| (.+) \| `([A-Z_]+)` \|$/gm)].map(([, what = "", most, code]) => ({
  what,
  most,
  code,
}));

test("what one request may ask for has a line for each limit of a document, and one for points", () => {
  const [points, ...others] = bounded.filter(({ what }) => !(what in asking));
  expect(points).toMatchObject({
    what: expect.stringMatching(/^points of a bearer in 10 s/),
    code: "TOO_MANY_REQUESTS",
  });
  expect(points?.most).toMatch(/^100,000, unless `TAIZHANG_BEARER_POINTS`/);
  expect(others).toEqual([]);
  expect(bounded.map(({ what }) => what)).toEqual(expect.arrayContaining(Object.keys(asking)));
});

test.each(Object.entries(asking))("more than it may of %s is refused with the code of its line", (what, document) => {
  expect(codesOf(document(0))).toEqual([]);
  expect(codesOf(document(1))).toEqual([bounded.find((each) => each.what === what)?.code]);
});
