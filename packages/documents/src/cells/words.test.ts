// Headings, numbers, cadence, paths and guidance.
import { describe, expect, test } from "vitest";
import { readCadence } from "./cadence.ts";
import { readGuidance } from "./guidance.ts";
import { readHeading } from "./heading.ts";
import { leadingNumber } from "./number.ts";
import { toNumber } from "./numeral.ts";
import { readPaths, unlabelledPaths } from "./path.ts";

describe("a heading", () => {
  test.each([
    ["一、开源", "一", 1, "开源"],
    ["（十二）节流。", "（十二）", 12, "节流。"],
    ["(一) 节流", "（一）", 1, "节流"],
    ["二十一、收尾", "二十一", 21, "收尾"],
  ])("%s", (text, no, order, title) => {
    expect(readHeading(text)).toMatchObject({ no, order, title });
  });

  test.each(["1、开源", "一是开源", "（1）开源", "一、", "开源"])("%s is not a heading", (text) => {
    expect(readHeading(text)).toBeUndefined();
  });
});

test.each([
  ["31.2021年底前，完成。", 31],
  ["1、甲。", 1],
  ["（3）丙。", 3],
  ["１２．乙。", 12],
  [" 7 . 庚", 7],
])("%s carries the number %i", (text, no) => {
  expect(leadingNumber(text)?.no).toBe(no);
});

test.each(["2021年底前，完成。", "12345热线", "甲1.", "一、甲"])("%s carries no number", (text) => {
  expect(leadingNumber(text)).toBeUndefined();
});

test.each([
  ["十", 10],
  ["二十", 20],
  ["三十一", 31],
  ["二〇二一", 2021],
  ["7", 7],
  ["甲", undefined],
])("the numeral %s", (numeral, number) => {
  expect(toNumber(numeral)).toBe(number);
});

test.each([
  ["每年至少开展1次，定期通报", ["每年", "定期"]],
  ["每日发布，每季度汇总，按月调度", ["每日", "每季度", "按月"]],
  ["定期公开，定期检查", ["定期"]],
  ["不定期开展，及时发布，不断完善，在法定期限内，每个人", []],
])("the cadence of %s", (text, expected) => {
  expect(readCadence(text)).toEqual(expected);
});

test.each([
  ["公开(公开路径:政府网站>财政>预算)。", ["政府网站>财政>预算"]],
  ["公开〔公开路径：政府网站>县政府(部门)文件〕。", ["政府网站>县政府(部门)文件"]],
  ["甲(公开路径:1.网站>甲,2.其他)。 乙(公开路径:网站>乙)。", ["1.网站>甲,2.其他", "网站>乙"]],
  ["公开路径：政府网站>通知。其他照旧。", ["政府网站>通知"]],
  ["明确公开路径,压实责任", []],
])("the paths of %s", (text, expected) => {
  expect(readPaths(text)).toEqual(expected);
});

test("a path in quotation marks has no label", () => {
  expect(unlabelledPaths("在“政务公开>目录”中设置“六稳”栏目")).toEqual(["政务公开>目录"]);
});

describe("guidance", () => {
  const names = (text: string) => readGuidance(text, new Set()).map(({ units }) => units.map(({ name }) => name));
  test.each([
    ["在县委宣传部、县委网信办的指导下，做好回应。", [["县委宣传部", "县委网信办"]]],
    ["2.在市司法局的指导下,每年清理", [["市司法局"]]],
    ["在宣传、网信部门指导下", [[]]],
    ["在同级宣传、网信部门的指导下", [[]]],
    ["加强指导，抓好落实", []],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
