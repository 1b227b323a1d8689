// 韶关: three cells a row after tabs, one level of headings, merged unit cells, a blank reporting form at the end.
import { expect, test } from "vitest";
import { blocking, draftOf, printed, rowsWith, taskOf } from "../../testing/notice.ts";

const draft = draftOf(printed("shaoguan"));
const COUNTIES = "各县（市、区）政府";

test("only a title is printed", () => {
  expect(draft.plan).toEqual({
    title: "韶关市贯彻落实国务院办公厅2021年政务公开工作要点分工实施方案",
    noticeTitle: null,
    issuer: null,
    docNumber: null,
    issuedOn: null,
    year: 2021,
  });
});

test("there are forty-nine tasks, and the blank reporting form is not one", () => {
  expect(draft.tasks.map(({ no }) => no)).toEqual(Array.from({ length: 49 }, (_, at) => String(at + 1)));
  expect(draft.warnings.find(({ code }) => code === "FORM_IGNORED")).toMatchObject({
    severity: "notice",
    lines: [201, 209],
  });
  expect(draft.unread).toEqual([]);
  expect(draft.coverage.attributed).toBe(draft.coverage.characters);
});

test("the only level of headings is that of the sections", () => {
  expect(draft.sections.map(({ no }) => no)).toEqual(
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map((numeral) => `（${numeral}）`),
  );
  expect(draft.sections.every(({ children }) => children.length === 0)).toBe(true);
  expect(draft.sections[10]?.title).toBe("落实《中华人民共和国政府信息公开条例》");
  expect(taskOf(draft, 42)).toMatchObject({ section: "（十二）", subsection: null, lines: [[170, 172]] });
});

test("a merged unit cell continues the nearest printed cell of its section", () => {
  const inherited = draft.tasks.flatMap(({ row, units }) =>
    units[0]?.inheritedFromRow ? [[row, units[0].inheritedFromRow]] : [],
  );
  expect(inherited).toEqual([
    [4, 3],
    [5, 3],
    [8, 7],
    [9, 7],
    [11, 10],
    [12, 10],
    [14, 13],
    [16, 15],
    [17, 15],
    [18, 15],
    [20, 19],
    [31, 30],
    [32, 30],
  ]);
  expect(taskOf(draft, 5).responsibleUnits).toEqual([COUNTIES, "市发改局", "市商务局", "市市场监管局", "市直各单位"]);
  expect(rowsWith(draft, "MERGED_CELL_INHERITED")).toEqual(inherited.map(([row]) => row));
});

test("equal cells that are printed again are not inherited", () => {
  expect(taskOf(draft, 22).units.map(({ inheritedFromRow }) => inheritedFromRow)).toEqual([null, null]);
  expect(taskOf(draft, 36).responsibleUnits).toEqual([COUNTIES, "市直各单位"]);
});

test("all separators separate units, except in brackets", () => {
  expect(taskOf(draft, 2).units.map(({ name, kind }) => [name, kind])).toEqual([
    [COUNTIES, "group"],
    ["市司法局", "unit"],
    ["市政府办公室", "unit"],
    ["市行政服务中心", "unit"],
    ["市直各单位", "group"],
  ]);
  expect(rowsWith(draft, "MIXED_SEPARATORS")).toEqual([null]);
});

test("prose in a unit cell gives the units before it another relation", () => {
  expect(taskOf(draft, 37).units.map(({ name, relation }) => [name, relation])).toEqual([
    [COUNTIES, "responsible"],
    ["市直各单位", "responsible"],
    ["市发改局", "supervising"],
    ["市审计局", "supervising"],
    ["市市场监管局", "supervising"],
  ]);
  expect(taskOf(draft, 37).responsibleUnits).toEqual([COUNTIES, "市直各单位"]);
  expect(rowsWith(draft, "PROSE_IN_UNIT_CELL")).toEqual([37]);
});

test("there are eighteen departments, and the group after 等", () => {
  const { units } = taskOf(draft, 33);
  expect(units).toHaveLength(19);
  expect(units.at(-2)).toMatchObject({ name: "市医保局", kind: "unit" });
  expect(units.at(-1)).toMatchObject({ name: "各有关市直部门", kind: "group" });
});

test("a number before a year is read as a number and a year", () => {
  expect(taskOf(draft, 31)).toMatchObject({
    no: "31",
    text: "2021年底前，县级和市级政府门户网站全部支持互联网协议第6版。",
    deadlinesInText: [{ text: "2021年底前", date: "2021-12-31" }],
    deadline: { kind: "none", date: null },
  });
  expect(draft.tasks.filter(({ deadlinesInText }) => deadlinesInText.length > 0).map(({ row }) => row)).toEqual([
    26, 27, 31,
  ]);
});

test("cadence is read as printed; 至少听取1次 belongs to every year", () => {
  expect(taskOf(draft, 42).cadence).toEqual(["每年"]);
  expect(taskOf(draft, 45).cadence).toEqual(["定期"]);
  expect(taskOf(draft, 7).cadence).toEqual(["定期"]);
});

test("a text that names one owner although the cell names more is reported, and nothing blocks", () => {
  expect(rowsWith(draft, "UNIT_NAMED_IN_TEXT")).toEqual([9]);
  expect(blocking(draft)).toEqual([]);
});
