// Remarks in brackets beside the names of units: which are no part of the name, and what is told of them.
import { describe, expect, test } from "vitest";
import { readUnitCell } from "./units.ts";

describe("a remark in brackets is no part of the name", () => {
  /** The names with what is printed of each, and the doubts. */
  const printed = (text: string): [string, string] => {
    const { units, doubts } = readUnitCell(text, new Set());
    const words = units.map((unit) => `${unit.name} ${unit.printed}${unit.relation ? ` ${unit.relation}` : ""}`);
    return [words.join(", "), doubts.map(({ code }) => code).join(" ")];
  };

  test.each([
    ["住建局（1-3项）", "住建局 住建局（1-3项）", "UNIT_REMARK"],
    ["教育局（第1、2项）", "教育局 教育局（第1、2项）", "UNIT_REMARK"],
    ["教育局（前三项）", "教育局 教育局（前三项）", "UNIT_REMARK"],
    ["教育局【①②】", "教育局 教育局【①②】", "UNIT_REMARK"],
    ["教育局（全部）", "教育局 教育局（全部）", "UNIT_REMARK"],
    [
      "住建局（1-3项）牵头，教育局（第4项）配合",
      "住建局 住建局（1-3项） lead, 教育局 教育局（第4项） responsible",
      "UNIT_REMARK UNIT_REMARK",
    ],
    [
      "县住建局（牵头1-3项）、县教育局（4-6项配合）",
      "县住建局 县住建局（牵头1-3项） lead, 县教育局 县教育局（4-6项配合） responsible",
      "UNIT_REMARK UNIT_REMARK",
    ],
    ["县住建局（1-3项）和县教育局", "县住建局 县住建局（1-3项）, 县教育局 县教育局", "UNIT_REMARK"],
    ["（1-3项）住建局、（4-6项）教育局", "住建局 （1-3项）住建局, 教育局 （4-6项）教育局", "UNIT_REMARK UNIT_REMARK"],
    ["第1-3项：住建局；第4项：教育局", "住建局 第1-3项：住建局, 教育局 第4项：教育局", "UNIT_REMARK UNIT_REMARK"],
    ["第1项由县财政局负责", "县财政局 县财政局", "UNIT_REMARK"],
    ["住建局负责第1、2项", "住建局 住建局", "PROSE_IN_UNIT_CELL"],
    ["县财政局（负责资金保障）", "县财政局 县财政局（负责资金保障）", "UNIT_REMARK"],
    ["县财政局（第1项牵头、第2项配合）", "县财政局 县财政局（第1项牵头、第2项配合） lead", "UNIT_REMARK"],
    ["县财政局（其中第3项由县审计局负责）", "县财政局 县财政局, 县审计局 县审计局", "UNIT_REMARK"],
    ["各乡镇（城关镇）", "各乡镇 各乡镇（城关镇）", "GROUP_REMARK"],
    ["各乡镇（民族乡）", "各乡镇（民族乡） 各乡镇（民族乡）", ""],
    ["县财政局（资金）", "县财政局 县财政局（资金）", "UNIT_REMARK"],
    ["县住建局（城区）", "县住建局 县住建局（城区）", "UNIT_REMARK"],
    ["县财政局（含所属单位）", "县财政局 县财政局（含所属单位）", "UNIT_REMARK"],
    ["县公安局（交警大队、治安大队）", "县公安局 县公安局（交警大队、治安大队）", "UNIT_REMARK"],
    ["各乡镇（城关镇除外）", "各乡镇 各乡镇（城关镇除外）", "GROUP_REMARK"],
    ["各乡镇（除城关镇和东门街道外）", "各乡镇 各乡镇（除城关镇和东门街道外）", "GROUP_REMARK"],
    ["县直各单位（含驻县单位）", "县直各单位 县直各单位（含驻县单位）", "GROUP_REMARK"],
    ["县直有关部门（见附件）", "县直有关部门 县直有关部门（见附件）", "GROUP_REMARK"],
    ["各乡镇（12个）", "各乡镇 各乡镇（12个）", "UNIT_REMARK"],
    ["县自然资源局（原县国土局）", "县自然资源局 县自然资源局（原县国土局）", "NAME_VARIANT"],
    ["县住房城乡建设局（简称“县住建局”）", "县住房城乡建设局 县住房城乡建设局（简称“县住建局”）", "NAME_VARIANT"],
    ["县财政局（6月底前）", "县财政局 县财政局", "UNIT_REMARK"],
    ["县财政局、县审计局（排名不分先后）", "县财政局 县财政局, 县审计局 县审计局", ""],
    ["县财政局、县审计局（以上单位按职责分工负责）", "县财政局 县财政局, 县审计局 县审计局", ""],
    ["县财政局（按职责）", "县财政局 县财政局", ""],
    ["县财政局（张某某）牵头", "县财政局 县财政局 lead", "PERSON_IN_UNIT_CELL"],
    // Kinds of places, and another name of the unit, belong to the name.
    ["各镇（街）、各村（居）", "各镇（街） 各镇（街）, 各村（居） 各村（居）", ""],
    ["县工信局（县中小企业服务中心）", "县工信局（县中小企业服务中心） 县工信局（县中小企业服务中心）", ""],
    ["各乡镇（城关镇、东门镇）", "各乡镇（城关镇、东门镇） 各乡镇（城关镇、东门镇）", "UNITS_WRITTEN_TOGETHER"],
  ])("%s", (text, units, doubts) => {
    expect(printed(text)).toEqual([units, doubts]);
  });
});
