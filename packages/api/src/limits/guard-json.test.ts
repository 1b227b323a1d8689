import { buildSchema, isInputObjectType } from "graphql";
import { describe, expect, test } from "vitest";
import { printedSchema } from "../schema/schema.ts";
import { guardJson } from "./guard-json.ts";
import { limits } from "./limits.ts";

const many = <Made>(count: number, make: (at: number) => Made) =>
  Array.from({ length: count }, (_none, at) => make(at));
const members = (from: number, to: number) => many(to - from, (at) => `"f${from + at}": [{}]`).join(", ");
/** A body of variables, of which each is given as JSON. */
const body = (...variables: string[]) =>
  `{ "query": "{ a }", "variables": { ${variables.map((json, at) => `"v${at}": ${json}`).join(", ")} } }`;
/** The names of a body, besides those in its one variable. */
const around = ["query", "variables", "v0"].length;
const left = limits.inputNames - around;

describe("what is just within a limit passes, and what is just beyond it is refused with the limit", () => {
  test.each<[what: string, within: string, beyond: string, told: string]>([
    [
      "nested levels",
      body(`${"[".repeat(limits.inputDepth - 1)}${"]".repeat(limits.inputDepth - 1)}`, "[]"),
      body(`${"[".repeat(limits.inputDepth)}${"]".repeat(limits.inputDepth)}`),
      "limit of 8 nested levels",
    ],
    [
      "names in one object",
      body(`{ ${members(0, left)} }`),
      body(`{ ${members(0, left + 1)} }`),
      "limit of 300 different names",
    ],
    [
      "names in many objects",
      body(`[${many(left, (at) => `{ ${members(at, at + 1)} }`).join(", ")}]`),
      body(`[${many(left + 1, (at) => `{ ${members(at, at + 1)} }`).join(", ")}]`),
      "limit of 300 different names",
    ],
    [
      "names in the body itself",
      `{ ${members(0, limits.inputNames)} }`,
      `{ ${members(0, limits.inputNames + 1)} }`,
      "limit of 300 different names",
    ],
    [
      "values",
      body(`[${many(limits.inputValues, () => "0").join(", ")}]`),
      body(`[${many(limits.inputValues + limits.inputFields + 1, () => "0").join(", ")}]`),
      "limit of 20000 values",
    ],
  ])("%s", (_what, within, beyond, told) => {
    for (const json of [within, beyond]) expect(JSON.parse(json)).toBeDefined();
    expect(() => guardJson(within, 1)).not.toThrow();
    expect(() => guardJson(beyond, 1)).toThrow(told);
  });
});

test("more levels around the variables make room for as many", () => {
  const message = `{ "type": "subscribe", "payload": ${body(`${"[".repeat(limits.inputDepth - 1)}${"]".repeat(limits.inputDepth - 1)}`)} }`;
  expect(() => guardJson(message, 2)).not.toThrow();
  expect(() => guardJson(message, 1)).toThrow("limit of 8 nested levels");
});

test("one name may stand in as many objects as there may be values", () => {
  const rows = many(limits.inputValues / 2, () => '{"text":"公开","note":null}');
  expect(() => guardJson(body(`[${rows.join(",")}]`), 1)).not.toThrow();
});

test("what strings hold is neither nesting, nor values, nor names", () => {
  const within = `{"variables":${"[".repeat(limits.inputDepth)}"\\"]]{{{{{{{{{{\\\\"${"]".repeat(limits.inputDepth)},"x":[{}]}`;
  expect(() => guardJson(within, 1)).not.toThrow();
  expect(JSON.parse(within)).toBeDefined();
  for (const beyond of [within.replace("[", "[["), within.replace("[{}]", "[".repeat(100_000)), `["\\\\",${within}`]) {
    expect(() => guardJson(beyond, 1)).toThrow("limit of 8 nested levels");
  }
  const said = JSON.stringify({ variables: { x: `{${members(0, 1000)}}`.repeat(20), y: ",".repeat(30_000) } });
  expect(() => guardJson(said, 1)).not.toThrow();
});

test("a text that is no JSON is left to whoever parses it", () => {
  for (const none of ["", '"', '"\\', "]]]]", "[[", ":::", "{::,,"]) expect(() => guardJson(none, 1)).not.toThrow();
});

test("an operation may use every field of every input, and as many variables as it may have", () => {
  const inputs = Object.values(buildSchema(printedSchema()).getTypeMap()).filter(isInputObjectType);
  const names = new Set(inputs.flatMap((input) => Object.keys(input.getFields())));
  expect(names.size).toBeGreaterThan(100);
  const frame = ["id", "type", "payload", "query", "variables", "operationName", "extensions"].length;
  expect(names.size + limits.inputFields + frame).toBeLessThanOrEqual(limits.inputNames);
});
