// Unit cells: what separates names and what does not.
import { describe, expect, test } from "vitest";
import { readUnitCell } from "./units.ts";

const NONE: ReadonlySet<string> = new Set();
const names = (text: string, known = NONE) => readUnitCell(text, known).units.map(({ name }) => name);
const doubts = (text: string) => readUnitCell(text, NONE).doubts.map(({ code }) => code);

describe("names are separated", () => {
  test.each([
    ["县财政局、县审计局", ["县财政局", "县审计局"]],
    ["县财政局，县审计局；各乡镇人民政府", ["县财政局", "县审计局", "各乡镇人民政府"]],
    ["县财政局,县审计局", ["县财政局", "县审计局"]],
    ["县财政局 县审计局", ["县财政局", "县审计局"]],
    ["县财政局\n县审计局", ["县财政局", "县审计局"]],
    ["县财政局、\n县审计局", ["县财政局", "县审计局"]],
    ["县财政局/县审计局", ["县财政局", "县审计局"]],
    ["县财政局及各乡镇", ["县财政局", "各乡镇"]],
    ["县财政局以及县政府各部门", ["县财政局", "县政府各部门"]],
    ["各乡镇及县直各单位", ["各乡镇", "县直各单位"]],
    ["县财政局等县直有关部门", ["县财政局", "县直有关部门"]],
    ["县法院、县检察院、团县委、县妇联", ["县法院", "县检察院", "团县委", "县妇联"]],
    ["国网青石供电公司、人行青石支行", ["国网青石供电公司", "人行青石支行"]],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual(expected);
    expect(doubts(text)).toEqual([]);
  });
});

describe("names are kept whole", () => {
  test.each([
    ["各乡（镇、街道）", "各乡（镇、街道）"],
    ["各乡(镇、 街道)", "各乡（镇、街道）"],
    ["县自然资源和规划局", "县自然资源和规划局"],
    ["县政务服务中心管 委会", "县政务服务中心管委会"],
    ["县政府各部门及所属单位", "县政府各部门及所属单位"],
    ["县政府各部门及各直属机构", "县政府各部门及各直属机构"],
    ["有行政许可及处罚职能的县政府部门", "有行政许可及处罚职能的县政府部门"],
    ["县高等教育发展中心", "县高等教育发展中心"],
    ["县国资委（县金融办）", "县国资委（县金融办）"],
    ["市市场监管局", "市市场监管局"],
    ["县推进职能转变领导小组办公室", "县推进职能转变领导小组办公室"],
  ])("%s", (text, expected) => {
    expect(names(text)).toEqual([expected]);
    expect(doubts(text)).toEqual([]);
  });
});

test("a name known from elsewhere decides whether a blank separates two names", () => {
  expect(names("县财政局 审计局", new Set(["审计局"]))).toEqual(["县财政局", "审计局"]);
  expect(names("县政务中心 县管委会", new Set(["县政务中心县管委会"]))).toEqual(["县政务中心县管委会"]);
});

describe("the words of a cell may give a relation", () => {
  const relations = (text: string) => readUnitCell(text, NONE).units.map(({ name, relation }) => [name, relation]);
  test.each([
    [
      "县财政局（牵头）、县审计局",
      [
        ["县财政局", "lead"],
        ["县审计局", undefined],
      ],
    ],
    [
      "牵头单位：县财政局；配合单位：县审计局、县税务局",
      [
        ["县财政局", "lead"],
        ["县审计局", "responsible"],
        ["县税务局", "responsible"],
      ],
    ],
    [
      "县财政局牵头，县审计局配合",
      [
        ["县财政局", "lead"],
        ["县审计局", "responsible"],
      ],
    ],
    [
      "各乡镇。县财政局、县审计局按照职责分工强化监管",
      [
        ["各乡镇", undefined],
        ["县财政局", "supervising"],
        ["县审计局", "supervising"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(relations(text)).toEqual(expected);
  });
});

test("one unit and several are told apart", () => {
  const kinds = (text: string) => readUnitCell(text, NONE).units.map(({ kind }) => kind);
  expect(kinds("县财政局、各乡镇、县政府部门、县政府有关部门、县直机关、乡镇（街道）、各县（市、区）政府")).toEqual([
    "unit",
    "group",
    "group",
    "group",
    "group",
    "group",
    "group",
  ]);
});

test("open lists, stray separators and words that are not a name are reported", () => {
  expect(doubts("县财政局、县税务局等")).toEqual(["OPEN_LIST"]);
  expect(doubts("县财政局等5个部门")).toEqual(["OPEN_LIST"]);
  expect(doubts("县财政局、")).toEqual(["DANGLING_SEPARATOR"]);
  expect(doubts("县财政局、、县税务局")).toEqual(["DANGLING_SEPARATOR"]);
  expect(doubts("张三李四")).toEqual(["UNIT_NOT_RECOGNISED"]);
  expect(doubts("—")).toEqual([]);
  expect(names("—")).toEqual([]);
});

test("every character of a cell belongs to a name or a mark, or is left over; a sentence is left over", () => {
  const text = "县财政局、本页由打字员于周五补录且不属于任何任务的说明文字";
  const { units, marks } = readUnitCell(text, NONE);
  const taken = [...units, ...marks].reduce((sum, { from, to }) => sum + to - from, 0);
  expect(units.map(({ name }) => name)).toEqual(["县财政局"]);
  expect(taken).toBe("县财政局、".length);
});
