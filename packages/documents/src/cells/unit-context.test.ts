// What a unit clause takes from outside it (its head, the roster, an earlier remark), and names joined in any way.
import { describe, expect, test } from "vitest";
import type { ClauseContext } from "./unit-cell.ts";
import { readUnitCell, unitCellReader } from "./units.ts";

const NONE: ReadonlySet<string> = new Set();
const told = (text: string, context: ClauseContext, known = NONE) =>
  readUnitCell(text, known, context).units.map(({ name, relation }) => (relation ? `${name} ${relation}` : name));

describe("the head of the clause", () => {
  test("beside a lead that the words name, the others of a lead column are responsible", () => {
    expect(told("县水利局（牵头）、县林业局", { relation: "lead" })).toEqual(["县水利局 lead", "县林业局 responsible"]);
    expect(told("县水利局牵头，县林业局", { relation: "lead" })).toEqual(["县水利局 lead", "县林业局 responsible"]);
  });

  test("without such a word the head decides for all", () => {
    expect(told("县水利局、县林业局", { relation: "lead" })).toEqual(["县水利局", "县林业局"]);
    expect(told("县水利局、县林业局负责", { relation: "lead" })).toEqual(["县水利局", "县林业局"]);
  });
});

test("beside a column that names the lead, whoever is helped is what its own column says", () => {
  expect(told("县水利局配合县林业局", { relation: "responsible", ledBeside: true })).toEqual([
    "县水利局 responsible",
    "县林业局",
  ]);
  expect(told("县林业局负责，县水利局配合", { relation: "responsible", ledBeside: true })).toEqual([
    "县林业局",
    "县水利局 responsible",
  ]);
});

describe("an earlier remark that the first named leads", () => {
  test.each([
    ["县水利局、县林业局", ["县水利局 lead", "县林业局 responsible"]],
    ["县水利局", ["县水利局 lead"]],
    ["在市水利局指导下，由县水利局、县林业局负责", ["市水利局 guiding", "县水利局 lead", "县林业局 responsible"]],
    ["县水利局、县林业局牵头", ["县水利局 lead", "县林业局 lead"]],
    ["—", []],
  ])("%s", (text, expected) => {
    expect(told(text, { firstLeads: true })).toEqual(expected);
  });
});

describe("the roster", () => {
  const roster = new Set(["县水利局", "县林业局", "读者服务部", "活动部", "县公安局县禁毒中心", "县教育局", "办公室"]);
  test.each([
    ["县水利局县林业局", ["县水利局", "县林业局"]],
    ["读者服务部活动部", ["读者服务部", "活动部"]],
    ["县公安局县禁毒中心", ["县公安局县禁毒中心"]],
    ["县教育局办公室", ["县教育局办公室"]],
    ["县水利局县林业局县教育局", ["县水利局", "县林业局", "县教育局"]],
  ])("%s", (text, expected) => {
    expect(told(text, { roster })).toEqual(expected);
  });

  test("a name of the roster keeps its brackets", () => {
    const name = "县财政局（国有资产）";
    expect(readUnitCell(name, NONE, { roster: new Set([name]) })).toMatchObject({ units: [{ name }], doubts: [] });
  });

  test("a name of the roster is never doubted", () => {
    const odd = "县水务局质监局";
    expect(readUnitCell(odd, NONE).doubts.map(({ code }) => code)).toEqual(["UNITS_WRITTEN_TOGETHER"]);
    expect(readUnitCell(odd, NONE, { roster: new Set([odd]) }).doubts).toEqual([]);
  });
});

test("words that say when are told apart from those that say who", () => {
  const text = "牵头单位：县水利局；完成时限：2031年5月底前";
  const { deadlines, units } = readUnitCell(text, NONE);
  expect(deadlines.map(({ from, to }) => text.slice(from, to))).toEqual(["2031年5月底前"]);
  expect(units).toHaveLength(1);
});

test("the remark on who leads is told to the caller and is no unit", () => {
  const { leadRemark, units } = readUnitCell("县水利局、县林业局（列第一位者为牵头单位，下同）", NONE);
  expect(leadRemark).toMatchObject({ leads: "first", reach: "onward" });
  expect(units.map(({ name }) => name)).toEqual(["县水利局", "县林业局"]);
});

test("the name of a person is in no unit and in no warning", () => {
  const { units, doubts } = readUnitCell("县水利局（王某某）、李某某、联系人：张某某", NONE);
  expect(JSON.stringify([units.map(({ name, printed }) => [name, printed]), doubts])).not.toMatch(/某/);
});

test("no character is counted twice", () => {
  for (const text of [
    "（县水利局、县林业局按职责分工负责，县气象局配合）",
    "县水利局、县林业局（列第一位者为牵头单位，下同）",
    "①县水利局（牵头）；②县林业局（县气象局配合）。",
    "牵头单位：县水利局*；责任人：王某某；完成时限：5月底前",
    "（1-3项）县水利局（6月底前）、第4项：县林业局（城区）、县气象局（张某某）牵头",
  ]) {
    const { units, marks, deadlines } = readUnitCell(text, NONE);
    const taken = [...units, ...marks, ...deadlines].reduce((sum, { from, to }) => sum + to - from, 0);
    expect(taken, text).toBe(text.length);
  }
});

test("a reader gives for words met before what it gave at first", () => {
  const read = unitCellReader(NONE, { firstLeads: true });
  expect(read("县水利局、县林业局")).toBe(read("县水利局、县林业局"));
});

describe("names joined in any way are read back", () => {
  const NAMES = [
    "县水利局",
    "县自然资源和规划局",
    "县文化和旅游局",
    "县委组织部",
    "县政府办公室",
    "团县委",
    "县总工会",
    "县残联",
    "县消防救援大队",
    "县公安局交警大队",
    "县融媒体中心",
    "县人民医院",
    "国网示例供电公司",
    "人行示例支行",
    "示例镇",
    "东门街道办事处",
    "各乡镇人民政府",
    "各乡镇（街道）",
    "县直有关部门",
    "县委县政府督查室",
    "县工业和信息化局",
    "县检察院",
  ];
  const JOINERS = [
    "、",
    "，",
    "；",
    ",",
    ";",
    "/",
    "·",
    "\n",
    " ",
    "、\n",
    "； ",
    "和",
    "与",
    "及",
    "以及",
    "会同",
    "",
  ];
  const SAID: readonly (readonly [before: string, after: string])[] = [
    ["", ""],
    ["", "牵头"],
    ["", "配合"],
    ["", "（牵头）"],
    ["", "（协办）"],
    ["", "按职责分工负责"],
    ["由", "负责"],
    ["责任单位：", ""],
    ["配合单位：", ""],
  ];
  const known = new Set(NAMES);

  test.each([1, 2, 3, 4, 5, 6])("seed %i", (seed) => {
    const next = dice(seed);
    for (let round = 0; round < 400; round++) {
      const names = shuffled(NAMES, next).slice(0, 2 + next(4));
      const plain = next(2) === 0;
      const text = names
        .map((name, at) => {
          const [before, after] = plain ? ["", ""] : (SAID[next(SAID.length)] ?? ["", ""]);
          const joiner = JOINERS[next(plain ? JOINERS.length : SIGNS_ONLY)] ?? "、";
          return `${before}${name}${after}${at === names.length - 1 ? "" : joiner}`;
        })
        .join("");
      expect(
        readUnitCell(text, known).units.map(({ name }) => name),
        text,
      ).toEqual(names);
    }
  });

  /** The joiners before 和 may stand between names of which something is said. */
  const SIGNS_ONLY = JOINERS.indexOf("和");
});

/** A generator of numbers below a bound, the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

function shuffled<Item>(items: readonly Item[], next: (below: number) => number): Item[] {
  return items
    .map((item) => ({ item, place: next(1_000_000) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
