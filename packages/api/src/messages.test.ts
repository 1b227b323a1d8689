// What is told of a faulty input: one sentence in each language, the Chinese one in Chinese, with its field and without the value.
import { type AnyAction, aggregates, faults, most } from "@taizhang/domain";
import {
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInputObjectType,
  isScalarType,
  parse,
} from "graphql";
import { describe, expect, test } from "vitest";
import { inputs, mutationOf } from "../testing/inputs.ts";
import { faultsIn } from "./errors.ts";
import { inDigits, inOneSentence } from "./input-faults.ts";
import { variableFaults } from "./limits/variable-faults.ts";
import { makeSchema } from "./schema/schema.ts";

const schema = makeSchema();

/** Words that are the same in every language: names of forms and protocols, and what a client writes as it stands. */
const names = /UUID|SHA-256|https?|policy:|true|false|\d[\dTZ:.-]*/g;

/** Checks that a sentence is one in each language. `named` are the fields and words of the client's that it may name. */
function expectOneSentence({ zh, en }: { zh: string; en: string }, named: readonly string[]): void {
  const inWords = named.toSorted((a, b) => b.length - a.length).reduce((text, each) => text.replaceAll(each, ""), zh);
  expect(inWords.replace(names, ""), zh).not.toMatch(/[a-z]/i);
  expect(zh).toMatch(/^[^。]*\p{Script=Han}[^。]*。$/u);
  expect(en, en).toMatch(/[^.]\.$/);
  expect(en, en).not.toMatch(/[.!?] |\p{Script=Han}/u);
  expect(Math.max(zh.length, en.length)).toBeLessThan(200);
}

/** Every value in a value, with its path, itself first. */
function* placesIn(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    yield* placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** A value with another one at a path; undefined takes it away. */
function withAt(value: unknown, [key, ...below]: readonly (string | number)[], other: unknown): unknown {
  if (key === undefined) return other;
  const changed = Array.isArray(value) ? [...value] : { ...Object(value) };
  Reflect.set(changed, key, withAt(Reflect.get(changed, key), below, other));
  return changed;
}

const long = "长".repeat(most.text + 1);
const wrongValues: readonly unknown[] = [
  undefined,
  null,
  true,
  5,
  -1,
  1.5,
  1e9,
  "",
  "abc",
  long,
  "\0",
  "\ud842",
  "市财政\u200b局",
  "https://user:pass@example.org/",
  "report-13912345678",
  [],
  {},
  Array.from({ length: most.units + 1 }, () => "x"),
];

/** The fields of an input with this name, wherever they are in it. */
function* fieldsNamed(type: GraphQLInputType | undefined, name: string): Generator<GraphQLInputField> {
  const input = getNamedType(type);
  if (!isInputObjectType(input)) return;
  for (const field of Object.values(input.getFields())) {
    if (field.name === name) yield field;
    yield* fieldsNamed(field.type, name);
  }
}

const mutation = (name: string) => schema.getMutationType()?.getFields()[name];

/** Checks that the schema says of a field what its messages say. */
function expectDescribed(action: string, path: readonly PropertyKey[], limit: string): void {
  const field = path.findLast((key) => key !== "text");
  // What is not a field of its own is described where it is held.
  if (typeof field !== "string") return;
  for (const { description } of fieldsNamed(mutation(action)?.args[0]?.type, field)) {
    expect(description, `${action}.${field}`).toMatch(new RegExp(`\\b${limit}\\b`));
  }
}

const actions = Object.values(aggregates).flatMap(({ actions }) => Object.entries<AnyAction>(actions));

describe("what is wrong with a command", () => {
  const met = new Set<string>();

  test.each(actions)("%s", (name, { said, example }) => {
    for (const place of placesIn(example)) {
      for (const wrong of wrongValues) {
        const input = withAt(example, place, wrong);
        const { error } = said.safeParse(input);
        if (!error) continue;
        for (const issue of error.issues) {
          met.add(issue.code);
          if (issue.code === "too_big") expectDescribed(name, issue.path, inDigits(issue.maximum));
        }
        const found = faultsIn(error, input);
        for (const { field, fault } of found) {
          const words = fault.en.startsWith("must be one of")
            ? fault.en.replace("must be one of ", "").split(", ")
            : [];
          const word = /^must be (\w+)$/.exec(fault.en)?.[1];
          expectOneSentence(inOneSentence([{ field, fault }]), [field, ...words, ...(word ? [word] : [])]);
        }
        expect(inOneSentence(found).zh.match(/。/g)).toHaveLength(1);
      }
    }
  });

  test("was of every kind that shapes of commands know", () => {
    expect([...met].sort()).toEqual(
      ["custom", "invalid_format", "invalid_type", "invalid_union", "invalid_value", "too_big", "too_small"].sort(),
    );
  });

  test.each(Object.values(faults))("in words of our own: $en", (fault) => {
    expectOneSentence(inOneSentence([{ field: "name", fault }]), ["name"]);
  });
});

describe("what is wrong with variables", () => {
  const documentOf = (text: string) => {
    const operation = getOperationAST(parse(text));
    if (!operation) throw new Error("no operation");
    return operation;
  };
  const faultsOf = (text: string, variables: Readonly<Record<string, unknown>>) => [
    ...variableFaults(schema, documentOf(text), variables),
  ];
  const wordsOf = (en: string) => en.replace(/^must be (one of )?/, "").split(", ");

  test.each(Object.entries(inputs))("of %s", (name, example) => {
    const input = { ...example, commandId: "m-1" };
    const document = mutationOf(name);
    expect(faultsOf(document, { input })).toEqual([]);
    for (const place of placesIn(input)) {
      for (const wrong of wrongValues) {
        const variables = { input: withAt(input, place, wrong) };
        const found = faultsOf(document, variables);
        const { errors } = getVariableValues(schema, documentOf(document).variableDefinitions ?? [], variables);
        // It finds something exactly where the library does.
        expect(found.length > 0, JSON.stringify([place, wrong])).toBe(errors !== undefined);
        for (const fault of found) expectOneSentence(inOneSentence([fault]), [fault.field, ...wordsOf(fault.fault.en)]);
      }
    }
  });

  const scalars = Object.values(schema.getTypeMap())
    .filter(isScalarType)
    .filter(({ name }) => name !== "JSON");

  test.each(scalars)("of the scalar %s", ({ name }) => {
    const document = `query ($it: ${name}!, $all: [${name}!]) { __typename }`;
    for (const wrong of [{}, { text: long }, [[]]]) {
      const found = faultsOf(document, { it: wrong, all: [wrong] });
      expect(found.map(({ field }) => field)).toEqual(["it", "all.0"]);
      for (const fault of found) expectOneSentence(inOneSentence([fault]), [fault.field]);
    }
    expect(inOneSentence(faultsOf(document, {}))).toEqual({ zh: "it：须填写。", en: "it: must be given." });
  });

  test("a field that is not there is named, and its value is not repeated", () => {
    const document = mutationOf("registerUnit");
    const input = { ...inputs["registerUnit"], commandId: "m-1", mood: "13912345678", ["x".repeat(1000)]: 1 };
    const { zh, en } = inOneSentence(faultsOf(document, { input }));
    expect(zh).toMatch(/^mood：没有这个字段；x{40}…：没有这个字段。$/);
    expect(en).toMatch(/^mood: is no field here; x{40}…: is no field here\.$/);
  });
});
