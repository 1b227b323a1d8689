// Every act of the API can be done in the console, or stands here with the reason why not.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse } from "graphql";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const sources = join(root, "packages/console/src");

/** The acts that the console leaves to others, each with its reason. */
const left: Readonly<Record<string, string>> = {
  loadRoster: "a roster is loaded from a file before a region begins, by the command line",
  ...Object.fromEntries(
    [
      ...["correctName", "correctValidity", "endGroup", "nameSuccessor", "removeCreditCode"],
      ...["restoreGroup", "restoreUnit", "setCreditCode", "splitUnit"],
    ].map((name) => [name, "the page of the roster does not offer it yet"]),
  ),
};

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

test.each(mutations)("%s is an act of the console, or is left out with a reason", (name) => {
  expect(done.has(name) || name in left, `no page offers ${name}: give it one, or a reason in this test`).toBe(true);
});

test("what is left out exists, and no page offers it after all", () => {
  expect(mutations.length).toBeGreaterThan(70);
  expect(Object.keys(left).filter((name) => !mutations.includes(name))).toEqual([]);
  expect(Object.keys(left).filter((name) => done.has(name))).toEqual([]);
});
