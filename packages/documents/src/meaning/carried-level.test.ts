// The level that a list prints once: whose full name is known is read by it, and every list that mixes is told.
import { describe, expect, test } from "vitest";
import { draftOf } from "../../testing/notice.ts";
import { readNotice } from "../read-notice.ts";

/** A table of these unit cells, one a row. */
const table = (...cells: readonly string[]) =>
  `2031年任务分解表\n工作任务\t责任单位\n${cells.map((cell, at) => `${at + 1}.推进${at + 1}号事。\t${cell}\n`).join("")}`;

/** The units of the first row, and what is said of the level there: the code and the words quoted. */
function told(...cells: readonly string[]): [units: string[], says: string[]] {
  const { tasks, warnings } = draftOf(table(...cells));
  const says = warnings.filter(({ code, row }) => row === 1 && /^LEVEL_/.test(code));
  return [
    tasks[0]?.responsibleUnits ?? [],
    says.map(({ code, message }) => `${code} ${/「(.+?)」/.exec(message)?.[1]}`),
  ];
}

describe("a name without its level", () => {
  test("is read as the full name that another row prints, and is kept as printed", () => {
    expect(told("县医保局、卫健局", "县卫健局")).toEqual([
      ["县医保局", "县卫健局"],
      ["LEVEL_CARRIED 卫健局、县卫健局"],
    ]);
    const { units } = draftOf(table("县医保局、卫健局", "县卫健局")).tasks[0] ?? {};
    expect(units?.map(({ printed }) => printed)).toEqual(["县医保局", "卫健局"]);
  });

  test("takes the level of the name before it, with 委 if that has it", () => {
    expect(told("县委组织部、宣传部", "县委宣传部")).toEqual([
      ["县委组织部", "县委宣传部"],
      ["LEVEL_CARRIED 宣传部、县委宣传部"],
    ]);
    expect(told("市财政局、县医保局、卫健局", "县卫健局", "市卫健局")[0]).toEqual(["市财政局", "县医保局", "县卫健局"]);
  });

  test("stays as printed where no full name is known, and is told", () => {
    expect(told("县医保局、卫健局、县财政局", "县审计局")).toEqual([
      ["县医保局", "卫健局", "县财政局"],
      ["LEVEL_MIXED 卫健局"],
    ]);
    expect(told("卫健局、县医保局", "县卫健局")).toEqual([["卫健局", "县医保局"], ["LEVEL_MIXED 卫健局"]]);
  });

  test.each([
    ["县财政局、城关镇、团县委、国网供电公司、县医院、各乡镇"],
    ["县财政局、示例县审计局、市公安局示例分局"],
    ["财政局、审计局"],
    ["国家发展改革委、财政部、商务部"],
  ])("is nothing to tell of in %s", (cell) => {
    expect(told(cell, "县审计局")[1]).toEqual([]);
  });

  test("is a habit of the whole document, told once", () => {
    const draft = draftOf(table("县财政局、审计局", "县财政局、统计局", "县财政局、林业局", "县财政局、水利局"));
    expect(draft.warnings.filter(({ code }) => code === "LEVEL_MIXED").map(({ row }) => row)).toEqual([null]);
  });

  test("is a second spelling where several rows print it alone", () => {
    const { warnings } = draftOf(table("卫健局", "县卫健局", "卫健局"));
    expect(warnings.filter(({ code }) => code === "NAME_VARIANT").map(({ row }) => row)).toEqual([1]);
  });

  test("is that of the roster, with its level or without", () => {
    const read = (...known: string[]) => {
      const bytes = new TextEncoder().encode(table("县医保局、卫健局", "县审计局"));
      const result = readNotice([{ bytes, name: "notice.txt" }], known);
      if ("error" in result) throw new Error(result.error.messageZh);
      const says = result.draft.warnings.filter(({ code }) => /^LEVEL_/.test(code)).map(({ code }) => code);
      return [result.draft.tasks[0]?.responsibleUnits, says];
    };
    expect(read("县卫健局")).toEqual([["县医保局", "县卫健局"], ["LEVEL_CARRIED"]]);
    expect(read("卫健局")).toEqual([["县医保局", "卫健局"], []]);
  });
});
