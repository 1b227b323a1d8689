// What the page for front ends says is what the schema and the guard do.
import "reflect-metadata";
import { getNamedType, isScalarType, isSpecifiedScalarType, parse } from "graphql";
import { expect, test } from "vitest";
import { guardOperation } from "../limits/guard-operation.ts";
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
