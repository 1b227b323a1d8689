// Names with lost characters: which are seen beside the others of a document, and which are names of their own.
import { describe, expect, test } from "vitest";
import { cutNames, hasBrokenBracket } from "./cut-names.ts";

/** The cut names where these rows print these names. */
function cutIn(...rows: readonly (readonly string[])[]): string[] {
  const printedIn = new Map<string, Set<number>>();
  rows.forEach((names, row) => {
    for (const name of names) printedIn.set(name, (printedIn.get(name) ?? new Set()).add(row));
  });
  return cutNames(printedIn).map(({ name, whole }) => `${name} ${whole}`);
}

const USUAL = [
  ["县政府办", "县财政局"],
  ["县政府办", "县财政局"],
];

describe("a name that one row prints", () => {
  test.each([
    ["within", "县财局", "县财政局"],
    ["at its beginning", "财政局", "县财政局"],
    ["at its end", "县财政", "县财政局"],
  ])("is cut short %s", (_, name, whole) => {
    expect(cutIn(...USUAL, [name])).toEqual([`${name} ${whole}`]);
  });

  test("has grown together with another", () => {
    expect(cutIn(...USUAL, ["县政府办政局"])).toEqual(["县政府办政局 县政府办"]);
    expect(cutIn(...USUAL, ["县教县财政局"])).toEqual(["县教县财政局 县财政局"]);
  });

  test("has grown together with a group", () => {
    expect(cutIn(...USUAL, ["各镇人民政府"], ["县财政各镇人民政府"])).toEqual(["县财政各镇人民政府 各镇人民政府"]);
    expect(cutIn(...USUAL, ["各部门"], ["县政府各部门"])).toEqual([]);
  });

  test("is cut short where the same row prints the whole name again", () => {
    expect(cutIn(["县教育局", "县教局"])).toEqual(["县教局 县教育局"]);
  });

  test.each([
    { what: "another bureau", rows: [["县民政局"]] },
    { what: "an office of a bureau", rows: [["县财政局国库股"]] },
    { what: "one that several rows print", rows: [["县财局"], ["县财局"]] },
    { what: "a place of its own", rows: [["县城中县财政所"]] },
  ])("is a name of its own: $what", ({ rows }) => {
    expect(cutIn(...USUAL, ...rows)).toEqual([]);
  });

  test("is told apart by its number or its side", () => {
    expect(cutIn(["第十一中学", "城东街道"], ["第十一中学", "城东街道"], ["第一中学", "城街道"])).toEqual([]);
  });
});

test.each([
  ["各县（市、区）政府", false],
  ["各县（市、区政府", true],
  ["各县市、区）政府", true],
  ["各县（）政府", true],
  ["（市、区）政府", true],
])("the brackets of %s", (name, broken) => {
  expect(hasBrokenBracket(name)).toBe(broken);
});
