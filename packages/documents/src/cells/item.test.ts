// Items: which numbers begin an item.
import { describe, expect, test } from "vitest";
import { firstItemNumber, lastItemNumber, readItems } from "./item.ts";

const items = (text: string) =>
  readItems(text, 2021).map(({ no, text: words, children }) => [no, words, ...children.map((child) => child.text)]);

describe("a list in a cell", () => {
  test.each([
    [
      "1.甲。 2.乙。",
      [
        ["1", "甲。"],
        ["2", "乙。"],
      ],
    ],
    [
      "1．甲。\n2．乙。",
      [
        ["1", "甲。"],
        ["2", "乙。"],
      ],
    ],
    [
      "1、甲；2、乙。",
      [
        ["1", "甲；"],
        ["2", "乙。"],
      ],
    ],
    [
      "引言。 1.甲。 2.乙。",
      [
        ["1", "甲。"],
        ["2", "乙。"],
      ],
    ],
    [
      "（1）甲。（2）乙。",
      [
        ["1", "甲。"],
        ["2", "乙。"],
      ],
    ],
    [
      "1.甲。 (1)子。 (2)丑。 2.乙。 (1)寅。",
      [
        ["1", "甲。", "子。", "丑。"],
        ["2", "乙。", "寅。"],
      ],
    ],
    [
      "1.甲。 2.12345热线。",
      [
        ["1", "甲。"],
        ["2", "12345热线。"],
      ],
    ],
    [
      "1.甲(路径:1.网站,2.其他)。 2.乙。",
      [
        ["1", "甲(路径:1.网站,2.其他)。"],
        ["2", "乙。"],
      ],
    ],
    [
      "1.甲“1. 引 2. 文”。 2.乙。",
      [
        ["1", "甲“1. 引 2. 文”。"],
        ["2", "乙。"],
      ],
    ],
    [
      "4.丁。 5.戊。",
      [
        ["4", "丁。"],
        ["5", "戊。"],
      ],
    ],
    [
      "1.甲。 权重不低于 2.5%。 2.乙。",
      [
        ["1", "甲。 权重不低于 2.5%。"],
        ["2", "乙。"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(items(text)).toEqual(expected);
  });

  test.each(["没有编号的任务。", "完成3项任务。 2.5%以上。", "在 1.网站公开。", "不少于 1.5 小时。"])(
    "%s is none",
    (text) => {
      expect(items(text)).toEqual([]);
    },
  );
});

test("an unnumbered paragraph belongs to the item above, unless a new list begins after it", () => {
  expect(items("1．甲。\n补充。\n2．乙。")).toEqual([
    ["1", "甲。 补充。"],
    ["2", "乙。"],
  ]);
  expect(items("1．第一组的第一条，话比标题长，所以不是标题，而是正文。\n另一组。\n1．乙。")).toEqual([
    ["1", "第一组的第一条，话比标题长，所以不是标题，而是正文。"],
    ["1", "乙。"],
  ]);
});

test("each item has the days that it mentions", () => {
  expect(readItems("1.甲在6月底前完成。 2.乙。", 2021).map(({ deadlines }) => deadlines)).toEqual([
    [{ text: "6月底前", date: "2021-06-30" }],
    [],
  ]);
});

test("the first and the last number show whether a cell continues another", () => {
  expect(firstItemNumber("4.丁。 5.戊。")).toBe(4);
  expect(lastItemNumber("1.甲。 (1)子。 2.乙。 (1)丑。")).toBe(2);
  expect(firstItemNumber("引言。 1.甲。")).toBeUndefined();
});
