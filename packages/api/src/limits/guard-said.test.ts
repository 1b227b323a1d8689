import { GraphQLError } from "graphql";
import { describe, expect, test } from "vitest";
import { guardSaid, type Said, type Transport } from "./guard-said.ts";
import { limits } from "./limits.ts";

/** What the client is told; null where nothing is refused. */
function refusal(said: Said, transport: Transport = "http") {
  try {
    guardSaid(said, transport);
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return { en: error.message, ...error.extensions };
    throw error;
  }
}

const query = "{ a }";
const many = (count: number, value: unknown = 0) => Array.from({ length: count }, () => value);
const fields = (count: number) => Object.fromEntries(many(count).map((_value, at) => [`f${at}`, at]));
/** So many nested lists in the object of the variables. */
const nested = (levels: number): unknown => (levels === 0 ? 0 : [nested(levels - 1)]);

/** An object of so many values: lists that are as long as they may be, and a rest. */
function values(count: number) {
  const lists = Math.floor(count / (limits.inputList + 1));
  const rest = count - lists * (limits.inputList + 1);
  return { ...many(lists, many(limits.inputList)), rest: many(rest - 1) };
}

describe("what is just within a limit passes, and what is just beyond it is refused with the limit", () => {
  const pairs: [what: string, within: Said, beyond: Said, told: RegExp][] = [
    [
      "characters",
      { query: query.padEnd(limits.documentLength) },
      { query: query.padEnd(limits.documentLength + 1) },
      /32769 characters; the limit is 32768/,
    ],
    [
      "lines",
      { query: query.padStart(query.length + limits.documentLines - 1, "\n") },
      { query: query.padStart(query.length + 2 * limits.documentLines, "\r\n") },
      /more than 2000 lines/,
    ],
    [
      "fragments",
      { query: `{ a } ${many(limits.fragments, "fragment f on A { a }").join(" ")}` },
      { query: `{ a } ${many(limits.fragments + 1, "fragment f on A { a }").join(" ")}` },
      /has 51 fragments; the limit is 50/,
    ],
    [
      "repeated fields",
      { query: `{ ${many(26, "a { b b }").join(" ")} }`.replace("a { b b }", "a") },
      { query: `{ ${many(26, "a { b b }").join(" ")} }` },
      /has 51 repeated fields; the limit is 50/,
    ],
    [
      "repeated fields in inline fragments",
      { query: `{ a ${many(limits.repeatedFields, "... { ... on Query { a } }").join(" ")} }` },
      { query: `{ a ${many(limits.repeatedFields + 1, "... { ... on Query { a } }").join(" ")} }` },
      /has 51 repeated fields; the limit is 50/,
    ],
    [
      "nested levels",
      { query, variables: { x: nested(limits.inputDepth - 1) } },
      { query, variables: { x: nested(limits.inputDepth) } },
      /limit of 8 nested levels/,
    ],
    [
      "items",
      { query, variables: { x: many(limits.inputList) } },
      { query, variables: { x: many(limits.inputList + 1) } },
      /limit of 2000 items of one list/,
    ],
    [
      "fields",
      { query, variables: { x: fields(limits.inputFields) } },
      { query, variables: { x: fields(limits.inputFields + 1) } },
      /limit of 100 fields of one object/,
    ],
    [
      "variables",
      { query, variables: fields(limits.inputFields) },
      { query, variables: fields(limits.inputFields + 1) },
      /limit of 100 fields of one object/,
    ],
    [
      "values",
      { query, variables: values(limits.inputValues) },
      { query, variables: values(limits.inputValues + 1) },
      /limit of 20000 values/,
    ],
  ];

  test.each(pairs)("%s", (_what, within, beyond, told) => {
    expect(refusal(within)).toBeNull();
    expect(refusal(beyond)).toMatchObject({
      en: expect.stringMatching(told),
      code: "LIMIT_EXCEEDED",
      messageZh: expect.stringMatching(/上限|超过/),
    });
  });
});

test("variables of any depth are refused", () => {
  const depth = 100_000;
  const variables: Said["variables"] = { x: JSON.parse("[".repeat(depth) + "]".repeat(depth)) };
  expect(refusal({ query, variables })).toMatchObject({ code: "LIMIT_EXCEEDED" });
});

describe("each transport takes its own operations", () => {
  const two = "query q { a } subscription s { a }";

  test.each<[document: Said, taken: Transport]>([
    [{ query: "{ a }" }, "http"],
    [{ query: "mutation { a }" }, "http"],
    [{ query: "subscription { a }" }, "socket"],
    [{ query: two, operationName: "q" }, "http"],
    [{ query: two, operationName: "s" }, "socket"],
  ])("%j", (said, taken) => {
    expect(refusal(said, taken)).toBeNull();
    expect(refusal(said, taken === "http" ? "socket" : "http")).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  test("a document that does not say which operation is meant is refused by whoever executes it", () => {
    expect([refusal({ query: two }, "http"), refusal({ query: two }, "socket")]).toEqual([null, null]);
  });
});

describe("a subscription whose field may be left out is refused", () => {
  test.each([
    "subscription { a @skip(if: true) }",
    "subscription ($x: Boolean!) { a @include(if: $x) }",
    "subscription { ... @skip(if: true) { a } }",
    "subscription { ...f @include(if: false) } fragment f on Subscription { a }",
    "subscription { ...f } fragment f on Subscription { ... { a @skip(if: true) } }",
    "subscription { ...f } fragment f on Subscription { ...f a @skip(if: true) }",
  ])("%s", (document) => {
    expect(refusal({ query: document }, "socket")).toMatchObject({
      en: expect.stringMatching(/cannot carry @skip or @include/),
      code: "BAD_USER_INPUT",
    });
  });

  test.each<[Transport, operationName: string]>([
    ["http", "q"],
    ["http", "none"],
    ["socket", "none"],
  ])("over %s, also where the operation %s is meant", (transport, operationName) => {
    const said = { query: "query q { a } subscription s { a @skip }", operationName };
    expect(refusal(said, transport)).toMatchObject({ en: expect.stringMatching(/cannot carry @skip or @include/) });
  });

  test("and the fields below it may be left out", () => {
    expect(
      refusal({ query: "subscription { a { b @skip(if: true) ...f } } fragment f on A { c }" }, "socket"),
    ).toBeNull();
  });
});

test("text that is no GraphQL is refused with its place", () => {
  expect(refusal({ query: "{ a" })).toMatchObject({
    en: "Syntax Error: Expected Name, found <EOF>.",
    code: "GRAPHQL_PARSE_FAILED",
  });
});
