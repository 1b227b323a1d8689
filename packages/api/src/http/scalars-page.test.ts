// Every scalar of the schema says where it is specified: in a standard, or on a page that is served.
import { type GraphQLSchema, isScalarType, isSpecifiedScalarType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serve } from "../../testing/serving.ts";
import { scalarTypes } from "../schema/scalars.ts";
import { makeSchema } from "../schema/schema.ts";

let serving: Serving;

beforeAll(async () => {
  serving = await serve();
});
afterAll(() => serving.close());

const scalarsOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap())
    .filter(isScalarType)
    .filter((scalar) => !isSpecifiedScalarType(scalar));

test("every scalar says where it is specified", async () => {
  const answer = await serving.send("/scalars", {}, null);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  const page = await answer.text();
  const scalars = scalarsOf(makeSchema());
  expect(scalars.map(({ name }) => name)).toEqual(expect.arrayContaining(["Day", "Instant", "Position"]));
  for (const { name, specifiedByURL } of scalars) {
    const url = specifiedByURL ?? "";
    if (url.startsWith("/")) expect(page, name).toContain(`id="${url.replace("/scalars#", "")}"`);
    else expect(url, name).toMatch(/^https?:\/\/[\w.-]+\/\S+$/);
  }
});

test("clients learn from one place as what each scalar is written in JSON", () => {
  const schema = makeSchema();
  expect(scalarTypes(schema)).toEqual({ Day: "string", Instant: "string", JSON: "unknown", Position: "string" });
  expect(Object.keys(scalarTypes(schema)).sort()).toEqual(
    scalarsOf(schema)
      .map(({ name }) => name)
      .sort(),
  );
});
