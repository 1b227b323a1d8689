// 巫山: one cell a line after a tab, further paragraphs of a cell without one; two columns differ in what blank means.
import { expect, test } from "vitest";
import { blocking, draftOf, printed, rowsWith, taskOf } from "../../testing/notice.ts";

const draft = draftOf(printed("wushan"));
const TOWNS = "各乡镇（街道）";

test("the titles go over several lines, and the list has two names", () => {
  expect(draft.plan).toEqual({
    title: "贯彻落实市政府办公厅2021年政务公开工作要点任务分工巫山县任务清单",
    noticeTitle: "关于印发贯彻落实市政府办公厅2021年政务公开工作要点任务分工巫山县责任清单的通知",
    issuer: "巫山县人民政府办公室",
    docNumber: "巫山府办发〔2021〕48号",
    issuedOn: "2021-06-01",
    year: 2021,
  });
  expect(rowsWith(draft, "TITLE_DIFFERS")).toEqual([null]);
});

test("forty-five printed rows are forty-four tasks", () => {
  expect(draft.tasks).toHaveLength(44);
  expect(draft.unread).toEqual([]);
  expect(draft.coverage.attributed).toBe(draft.coverage.characters);
});

test("copies, printing line and seal under the table are not part of the last row", () => {
  expect(taskOf(draft, 44).responsibleUnits).toEqual(["县政府部门", TOWNS]);
  expect(taskOf(draft, 44).lines.at(-1)).toEqual([415, 427]);
});

test("fourteen headings are printed again and are not new; one of them has another number", () => {
  expect(draft.sections.map(({ no, children }) => [no, ...children.map((child) => child.no)])).toEqual([
    ["一", "（一）", "（二）", "（三）", "（四）"],
    ["二", "（一）", "（二）", "（三）"],
    ["三", "（一）", "（二）", "（三）"],
    ["四", "（一）", "（二）", "（三）"],
    ["五", "（一）", "（二）"],
  ]);
  expect(rowsWith(draft, "HEADING_REPEATED")).toEqual([6, 12, 12, 14, 17, 17, 27, 28, 28, 34, 41, 41, 44]);
  expect(rowsWith(draft, "HEADING_RENUMBERED")).toEqual([44]);
});

test("paragraphs without a tab belong to their cell, with or without an empty line between", () => {
  expect(taskOf(draft, 1)).toMatchObject({
    text: "1．公开我县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要，做好历史规划（计划）的归集整理和主动公开工作。 2．公开我县“十四五”重点专项规划。",
    lines: [[39, 45]],
    leadUnits: ["县发展改革委"],
    responsibleUnits: ["县政府有关部门"],
  });
  expect(taskOf(draft, 7).items.map(({ no }) => no)).toEqual(["1", "2", "3"]);
  expect(taskOf(draft, 32).items.map(({ no }) => no)).toEqual(["1", "2", "3", "4"]);
});

test("a cell that a page break cut in two under other units is two tasks, the second linked to the first", () => {
  expect(taskOf(draft, 11)).toMatchObject({
    leadUnits: ["县政府办公室"],
    responsibleUnits: ["县政府部门"],
    continuesRow: null,
  });
  expect(taskOf(draft, 12)).toMatchObject({
    leadUnits: ["县政府办公室", "县政务服务中心"],
    responsibleUnits: ["县政府部门", TOWNS],
    continuesRow: 11,
    lines: [[134, 142]],
  });
  expect(taskOf(draft, 12).items.map(({ no }) => no)).toEqual(["4", "5", "6"]);
});

test("a cell that a page break cut in two under the same units is one task", () => {
  const task = taskOf(draft, 44);
  expect(task).toMatchObject({
    section: "五",
    subsection: "（二）",
    continuesRow: null,
    lines: [
      [407, 413],
      [415, 427],
    ],
  });
  expect(task.items.map(({ no }) => no)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  expect(task.items[5]?.deadlines).toEqual([{ text: "2021年12月31日前", date: "2021-12-31" }]);
  expect(task.leadUnits).toEqual(["县政府办公室"]);
});

test("if a list starts again within a cell, the paragraph between belongs to the later list", () => {
  const { items, text } = taskOf(draft, 11);
  expect(items.map(({ no }) => no)).toEqual(["1", "2", "3", "4", "5", "6", "7", "1", "2", "3"]);
  expect(items[6]?.text).toBe("切实避免为解读而解读，坚决杜绝以文件解读文件等形式主义问题。");
  expect(text).toContain("形式主义问题。 加强政策咨询服务，");
  expect(rowsWith(draft, "ITEMS_RESTART")).toEqual([11]);
});

test("a heading within a cell keeps the paragraph after it, and parts keep their item", () => {
  const { items } = taskOf(draft, 27);
  expect(items.map(({ no, children }) => [no, children.length])).toEqual([
    ["1", 5],
    ["2", 3],
    ["3", 0],
    ["4", 0],
  ]);
  expect(items[2]?.text).toMatch(/^政府公报。 完善政府公报数据库/);
  expect(items[3]?.text).toMatch(/设置政府信息公开专区。$/);
});

test("there are seventy items in eighteen rows", () => {
  const lists = draft.tasks.map(({ items }) => items.length).filter((count) => count > 0);
  expect(lists).toHaveLength(18);
  expect(lists.reduce((sum, count) => sum + count, 0)).toBe(70);
});

test("a blank lead is merged with the cell above, because it is printed again after the page break", () => {
  const merged = draft.tasks.flatMap(({ row, units }) =>
    units.filter(({ inheritedFromRow }) => inheritedFromRow).map(() => row),
  );
  expect(merged).toEqual([15, 16, 18, 19, 20, 21, 22]);
  expect(taskOf(draft, 16).units[0]).toMatchObject({ name: "县委网信办", relation: "lead", inheritedFromRow: 14 });
  expect(taskOf(draft, 18).units[0]).toMatchObject({ name: "县委网信办", relation: "lead", inheritedFromRow: 17 });
  expect(taskOf(draft, 17).units[0]).toMatchObject({ name: "县委网信办", relation: "lead", inheritedFromRow: null });
});

test("a blank responsible cell leaves the lead alone, because first rows of headings have some; three are doubtful", () => {
  const alone = draft.tasks.filter(({ responsibleUnits }) => responsibleUnits.length === 0).map(({ row }) => row);
  expect(alone).toEqual([2, 4, 5, 6, 7, 9, 24, 25, 31, 35, 36, 37, 38, 39, 40, 41, 42]);
  expect(rowsWith(draft, "BLANK_RESPONSIBLE_DOUBTFUL")).toEqual([2, 25, 31]);
  expect(rowsWith(draft, "BLANK_RESPONSIBLE")).toEqual([4, 5, 6, 7, 9, 24, 35, 36, 37, 38, 39, 40, 41, 42]);
});

test("what changes who owes what blocks, and nothing else", () => {
  expect(blocking(draft).toSorted()).toEqual([
    "BLANK_RESPONSIBLE_DOUBTFUL 2",
    "BLANK_RESPONSIBLE_DOUBTFUL 25",
    "BLANK_RESPONSIBLE_DOUBTFUL 31",
    "HEADING_RENUMBERED 44",
    "ROWS_JOINED 44",
    "ROW_CONTINUED 12",
    "UNCLEAR_REACH 29",
  ]);
});

test("the last words of a list may qualify all of it", () => {
  expect(taskOf(draft, 29).units.map(({ name, kind }) => [name, kind])).toEqual([
    ["县政府办公室", "unit"],
    ["县政府部门", "group"],
    ["各乡镇（街道）门户网页承办单位", "group"],
  ]);
});

test("the groups keep their three spellings, and two of them are reported as probably the same", () => {
  expect(taskOf(draft, 13).responsibleUnits).toEqual(["县政府有关部门", TOWNS]);
  expect(taskOf(draft, 14).responsibleUnits).toEqual(["县政府各部门", TOWNS]);
  expect(taskOf(draft, 23).responsibleUnits).toEqual(["县政府部门", TOWNS]);
  expect(
    draft.warnings.filter(({ code }) => code === "NAME_VARIANT").map(({ message }) => message.slice(0, 30)),
  ).toEqual([expect.stringContaining("县政府各部门、县政府部门")]);
});

test("guidance without names is reported; a district's office in a county's plan comes from a model text", () => {
  expect(rowsWith(draft, "GUIDANCE_UNNAMED")).toEqual([7, 15, 16, 17, 18, 19, 20, 21, 22]);
  expect(taskOf(draft, 13).units.at(-1)).toMatchObject({
    name: "区政府新闻办公室",
    kind: "external",
    relation: "guiding",
  });
  expect(taskOf(draft, 26).units.at(-1)).toMatchObject({ name: "县司法局", kind: "unit", relation: "guiding" });
  expect(rowsWith(draft, "OTHER_LEVEL_IN_TEXT")).toEqual([13, 27]);
});

test("days in prose belong to their items; one is before the signature", () => {
  expect(taskOf(draft, 24).items.map(({ deadlines }) => deadlines[0]?.date)).toEqual(["2021-06-30", "2021-10-31"]);
  expect(taskOf(draft, 26).items[3]?.deadlines).toEqual([{ text: "2021年5月31日前", date: "2021-05-31" }]);
  expect(rowsWith(draft, "DUE_BEFORE_ISSUE")).toEqual([26]);
});

test("one path has a label", () => {
  expect(draft.tasks.flatMap(({ row, publicationPaths }) => publicationPaths.map((path) => [row, path]))).toEqual([
    [23, "政府网站>政府信息公开>法定主动公开内容>机关简介>联系我们"],
  ]);
});
