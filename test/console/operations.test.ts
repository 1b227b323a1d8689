// What the console asks: every operation passes the guard of the API at its largest page.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOfPages } from "@taizhang/api/testing/guard";
import { type DocumentNode, parse } from "graphql";
import { expect, test } from "vitest";
import { mostEntries } from "./examples.ts";

const sources = join(import.meta.dirname, "../../packages/console/src");

/** All operations and fragments as one document, as the generator of the operations reads them. */
function wholeDocument(): DocumentNode {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".graphql"));
  return parse(files.map((name) => readFileSync(join(sources, name), "utf8")).join("\n"));
}

const document = wholeDocument();
const operations = document.definitions.flatMap((each) =>
  each.kind === "OperationDefinition" && each.name ? [each.name.value] : [],
);

test.each(operations)("%s passes the guard", (name) => {
  expect(faultsOfPages(document, name, mostEntries)).toEqual([]);
});

test("an operation that asks for too much is refused", () => {
  const deep =
    "query Deep { task(id: 1) { plan { tasks(first: 100) { edges { node { assignments { reports(first: 100) { edges { node { no } } } } } } } } } }";
  expect(faultsOfPages(parse(deep), "Deep", mostEntries).join()).toMatch(/cost/);
});
