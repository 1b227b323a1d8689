import { describe, expect, test } from "vitest";
import schema from "../../../../docs/schema.graphql?raw";
import glossary from "../../../../GLOSSARY.md?raw";
import { words } from "../words.ts";
import { groups } from "./groups.ts";
import { allTerms, termsCalled, termsWith } from "./terms.ts";

/** The rows of GLOSSARY.md: what a thing is called in the code, and in Chinese. */
const rows = glossary
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, code = "", chinese = ""]) => ({ code: code.split(", "), chinese: chinese.split(/[、（）]/) }));

/** Whether GLOSSARY.md has a thing of both names. */
const isInGlossary = ({ zh, en }: { readonly zh: string; readonly en: string }): boolean =>
  rows.some(
    ({ code, chinese }) => chinese.includes(zh) && code.some((each) => en.toLowerCase().includes(each.toLowerCase())),
  );

/** What values of the schema are called. */
const ofValues = Object.values(words).flatMap((of) => Object.values<{ readonly zh: string; readonly en: string }>(of));
const isOfValues = ({ zh, en }: { readonly zh: string; readonly en: string }): boolean =>
  ofValues.some((word) => word.zh === zh && word.en === en);

const ofSchema = allTerms.filter(({ id }) => id.includes("."));
const written = allTerms.filter(({ id }) => !id.includes("."));

test("every term of the page is a word of GLOSSARY.md, or of the schema, in both languages", () => {
  expect(rows.length).toBeGreaterThan(80);
  const others = written.map(({ word }) => word).filter((word) => !isInGlossary(word) && !isOfValues(word));
  expect(others).toEqual([]);
});

test("whoever compares the page with GLOSSARY.md notices another word for a thing, in either language", () => {
  expect(isInGlossary({ zh: "签收", en: "Acceptance" })).toBe(true);
  expect(isInGlossary({ zh: "签收单", en: "Acceptance" })).toBe(false);
  expect(isInGlossary({ zh: "签收", en: "Receipt" })).toBe(false);
});

test("every state, lamp and relation of the schema is a term, under its own word", () => {
  const wanted = (["AssignmentState", "Lamp", "Relation"] as const).flatMap((name) =>
    Object.entries(words[name]).map(([value, word]) => ({ id: `${name}.${value}`, word })),
  );
  expect(wanted.length).toBeGreaterThan(15);
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  expect(ofSchema.map(({ id, word }) => ({ id, word })).sort(byId)).toEqual(wanted.sort(byId));
});

test("what a term is in the schema is there", () => {
  const [, mutations = ""] = /^type Mutation \{\n([\s\S]*?)^\}/m.exec(schema) ?? [];
  const acts = [...mutations.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
  expect(acts.length).toBeGreaterThan(70);
  const named = written.flatMap(({ inSchema }) => inSchema);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !acts.includes(name))).toEqual([]);
});

test("no two terms have one id, each group has some, and none is without its meaning in both languages", () => {
  expect(new Set(allTerms.map(({ id }) => id)).size).toBe(allTerms.length);
  expect([...new Set(allTerms.map(({ group }) => group))].sort()).toEqual(Object.keys(groups).sort());
  expect(allTerms.filter(({ means: { zh, en } }) => zh === "" || !/\p{Script=Han}/u.test(zh) || en === "")).toEqual([]);
});

describe("terms are found", () => {
  const ids = (found: typeof allTerms) => found.map(({ id }) => id);

  test("by words in either language, in any width and case, and by their acts and values", () => {
    expect(ids(termsWith("判定日"))).toContain("judgedDay");
    expect(ids(termsWith("ＳＩＧＮ－ＯＦＦ"))).toContain("signOff");
    expect(ids(termsWith("Judged　ＤＡＹ"))).toContain("judgedDay");
    expect(ids(termsWith("urge"))).toContain("urging");
    expect(ids(termsWith("未同意"))).toEqual(["extension"]);
    expect(termsWith("没有这样的词")).toEqual([]);
    expect(termsWith("")).toEqual(allTerms);
  });

  test("by their names alone where a name is looked for", () => {
    expect(ids(termsCalled("销号", "zh"))).toEqual(
      ["signOff", "reopening", "AssignmentState.SIGNED_OFF"].sort(inOrder),
    );
    expect(ids(termsCalled("signed off", "en"))).toEqual(["AssignmentState.SIGNED_OFF"]);
  });
});

/** As they stand on the page. */
const inOrder = (a: string, b: string): number =>
  allTerms.findIndex(({ id }) => id === a) - allTerms.findIndex(({ id }) => id === b);
