// Every act of the API can be done in the console.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse } from "graphql";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const sources = join(root, "packages/console/src");

const mutations = Object.keys(
  buildSchema(readFileSync(join(root, "docs/schema.graphql"), "utf8"))
    .getMutationType()
    ?.getFields() ?? {},
);

const filesOf = (ending: RegExp) =>
  readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name) && !name.startsWith("generated"))
    .map((name) => readFileSync(join(sources, name), "utf8"));

/** The mutations that an operation of the console asks for, by the name of its operation. */
const operations = new Map(
  parse(filesOf(/\.graphql$/).join("\n")).definitions.flatMap((each) =>
    each.kind === "OperationDefinition" && each.operation === "mutation" && each.name
      ? each.selectionSet.selections.flatMap((field) =>
          field.kind === "Field" ? [[each.name?.value ?? "", field.name.value] as const] : [],
        )
      : [],
  ),
);

const code = filesOf(/\.tsx?$/).join("\n");
/** Those whose operation some page sends. */
const done = new Set([...operations].flatMap(([name, act]) => (code.includes(`${name}Document`) ? [act] : [])));

test("there are mutations to look at", () => {
  expect(mutations.length).toBeGreaterThan(70);
});

test.each(mutations)("%s is an act of the console", (name) => {
  expect(done.has(name), `no page of the console offers ${name}`).toBe(true);
});
