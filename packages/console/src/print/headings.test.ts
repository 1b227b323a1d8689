import fc from "fast-check";
import { expect, test } from "vitest";
import { headingsOf, spansOf } from "./headings.ts";

const sections = [
  { no: "一", title: "规划", children: [{ no: "（一）", title: "各类规划" }] },
  { no: "附", title: "附", children: [] },
  { no: "一", title: "附表", part: 2, children: [] },
];

test("headings are printed with their numerals, and those of another table are others", () => {
  expect(headingsOf(sections, { section: "一", subsection: "（一）" })).toEqual(["一、规划", "（一）各类规划"]);
  expect(headingsOf(sections, { section: "一", part: 2 })).toEqual(["一、附表", ""]);
  expect(headingsOf(sections, { section: "附" })).toEqual(["附", ""]);
  expect(headingsOf(sections, {})).toEqual(["", ""]);
});

test("a cell goes over the rows under its heading, and the second one no further than the first", () => {
  const rows = [
    ["一", "（一）"],
    ["一", "（一）"],
    ["一", "（二）"],
    ["二", "（二）"],
  ] as const;
  expect(spansOf(rows)).toEqual([
    [3, 2],
    [0, 0],
    [0, 1],
    [1, 1],
  ]);
});

test("every row is covered once in both columns", () => {
  const word = fc.constantFrom("一", "二", "");
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word)), (rows) => {
      const spans = spansOf(rows);
      for (const column of [0, 1] as const)
        expect(spans.reduce((sum, each) => sum + each[column], 0)).toBe(rows.length);
    }),
  );
});
