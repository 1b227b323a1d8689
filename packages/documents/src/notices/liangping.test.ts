// 梁平: one cell a line before a bar; instead of merged cells there are extra bars at the end of the row.
import { expect, test } from "vitest";
import { blocking, draftOf, printed, rowsWith, taskOf } from "../../testing/notice.ts";

const draft = draftOf(printed("liangping"));
const TOWNS = "各乡镇（街道）";

test("the printed issuer and the signed day are taken; the other day and the signature are reported", () => {
  expect(draft.plan).toEqual({
    title: "梁平区2021年政务公开任务清单",
    noticeTitle: "重庆市梁平区人民政府办公室关于印发贯彻落实市政府办公厅2021年政务公开工作要点任务分工的通知",
    issuer: "梁平区政府办公室",
    docNumber: "梁平府办发〔2021〕37号",
    issuedOn: "2021-05-31",
    year: 2021,
  });
  expect(draft.warnings.find(({ code }) => code === "TWO_DATES")).toMatchObject({
    severity: "notice",
    lines: [5, 5],
    message: expect.stringContaining("2021-06-02"),
  });
  expect(draft.warnings.find(({ code }) => code === "TWO_ISSUERS")?.message).toContain("重庆市梁平区人民政府办公室");
});

test("the title in two lines is found without the page metadata", () => {
  const letter = printed("liangping").split("\n").slice(5).join("\n");
  expect(draftOf(letter).plan).toMatchObject({
    noticeTitle: draft.plan.noticeTitle,
    docNumber: "梁平府办发〔2021〕37号",
    issuer: "重庆市梁平区人民政府办公室",
  });
});

test("there are forty-five tasks without numbers, the last one although the file stops within its row", () => {
  expect(draft.tasks).toHaveLength(45);
  expect(draft.tasks.every(({ no }) => no === null)).toBe(true);
  expect(rowsWith(draft, "TRUNCATED_LAST_ROW")).toEqual([45]);
  expect(draft.unread).toEqual([]);
  expect(draft.coverage.attributed).toBe(draft.coverage.characters);
});

test("paragraphs of the notice are not sections", () => {
  expect(draft.sections.map(({ no, title, children }) => [no, title, ...children.map((child) => child.no)])).toEqual([
    ["一", "紧扣“十四五”开好局起好步深化政务公开", "（一）", "（二）", "（三）", "（四）"],
    ["二", "紧扣宏观政策落地见效深化政务公开", "（一）", "（二）", "（三）"],
    ["三", "紧扣强基础抓基层深化政务公开", "（一）", "（二）", "（三）"],
    ["四", "紧扣政府信息公开条例实施深化政务公开", "（一）", "（二）", "（三）"],
    ["五", "紧扣抓保障促落实深化政务公开", "（一）", "（二）", "（三）"],
  ]);
});

test("a row extends to its extra bars", () => {
  expect(taskOf(draft, 1)).toMatchObject({ section: "一", subsection: "（一）", lines: [[29, 33]] });
  expect(taskOf(draft, 2)).toMatchObject({ section: "一", subsection: "（一）", lines: [[34, 36]] });
  expect(taskOf(draft, 4)).toMatchObject({ section: "一", subsection: "（二）", lines: [[40, 43]] });
  expect(taskOf(draft, 16)).toMatchObject({ section: "二", subsection: "（三）", lines: [[83, 84]] });
  expect(taskOf(draft, 43)).toMatchObject({ section: "五", subsection: "（一）", lines: [[165, 169]] });
  expect(taskOf(draft, 45)).toMatchObject({ section: "五", subsection: "（三）", lines: [[174, 177]] });
});

test("a lead cell that is not printed continues over seven rows, and which column it is must be confirmed", () => {
  for (const row of [16, 17, 18, 19, 20, 21, 22]) {
    expect(taskOf(draft, row).units[0]).toEqual({
      name: "区委网信办",
      printed: "区委网信办",
      kind: "unit",
      relation: "lead",
      inheritedFromRow: 15,
    });
  }
  expect(taskOf(draft, 19).responsibleUnits).toEqual(["区市场监管局"]);
  expect(taskOf(draft, 23).leadUnits).toEqual(["区政府办公室"]);
  expect(rowsWith(draft, "MERGED_CELL_INHERITED")).toEqual([16, 17, 18, 19, 20, 21, 22]);
  expect(rowsWith(draft, "MERGED_COLUMN_ASSUMED")).toEqual([16]);
});

test("a stray separator may hide a unit, and blocks", () => {
  expect(taskOf(draft, 16).responsibleUnits).toEqual(["区住房城乡建委", "区国资委（区金融工作办）"]);
  expect(blocking(draft)).toEqual(["DANGLING_SEPARATOR 16", "MERGED_COLUMN_ASSUMED 16"]);
});

test("a bracket after a name belongs to the name", () => {
  expect(taskOf(draft, 10).leadUnits.at(-1)).toBe("区国资委（区金融工作办）");
  expect(taskOf(draft, 10).units.at(-1)).toMatchObject({ kind: "unit", printed: "区国资委(区金融工作办)" });
});

test("lead and responsible cells are read separately, even if they agree", () => {
  expect(taskOf(draft, 5).leadUnits).toEqual(["区发展改革委", "区商务委", "区市场监管局"]);
  expect(taskOf(draft, 5).responsibleUnits).toEqual([
    "区发展改革委",
    "区商务委",
    "区市场监管局",
    "区政府有关部门",
    TOWNS,
  ]);
  expect(taskOf(draft, 2)).toMatchObject({ leadUnits: ["区规划自然资源局"], responsibleUnits: ["区规划自然资源局"] });
  expect(taskOf(draft, 11).leadUnits).toEqual(taskOf(draft, 11).responsibleUnits);
  expect(rowsWith(draft, "GROUP_AS_LEAD")).toEqual([11, 11]);
  expect(taskOf(draft, 43).responsibleUnits).toEqual(["区委组织部", "区委党校", "区司法局"]);
});

test("there are seventy items in twenty rows", () => {
  const lists = draft.tasks.map(({ items }) => items.length).filter((count) => count > 0);
  expect(lists).toHaveLength(20);
  expect(lists.reduce((sum, count) => sum + count, 0)).toBe(70);
});

test("a number in brackets begins no item", () => {
  expect(taskOf(draft, 1).items.map(({ no, text }) => [no, text.slice(0, 12)])).toEqual([
    ["1", "公开我区国民经济和社会发"],
    ["2", "公开我区“十四五”重点专"],
  ]);
  expect(taskOf(draft, 6).items.map(({ no }) => no)).toEqual(["1", "2", "3"]);
});

test("an item may begin with a telephone number, and words before the first item belong to none", () => {
  const { items, text } = taskOf(draft, 12);
  expect(items.map(({ no }) => no)).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(items[1]?.text).toMatch(/^12345政务服务便民热线要设立/);
  expect(items[4]?.text).toMatch(/^12345政务服务便民热线、对外联系电话/);
  expect(text).toMatch(/^加强政策咨询服务,/);
  expect(items[0]?.text).toMatch(/^要探索建立/);
});

test("items have parts of their own, and a heading keeps the body after it", () => {
  const { items } = taskOf(draft, 27);
  expect(items.map(({ no, text, children }) => [no, text.slice(0, 12), children.map((child) => child.no)])).toEqual([
    ["1", "政府网站。", ["1", "2", "3", "4", "5"]],
    ["2", "政务新媒体。", ["1", "2", "3"]],
    ["3", "政府信息公开专区。 按照", []],
  ]);
});

test("29 publication paths in 22 rows are kept as printed, alternatives and inner brackets included", () => {
  const paths = draft.tasks.map(({ publicationPaths }) => publicationPaths);
  expect(paths.flat()).toHaveLength(29);
  expect(paths.filter((own) => own.length > 0)).toHaveLength(22);
  expect(taskOf(draft, 3).publicationPaths).toEqual(["政府网站>政府信息公开>法定主动公开内容>规划信息"]);
  expect(taskOf(draft, 6).publicationPaths[2]).toBe(
    "1.政府网站>政府信息公开目录>惠民惠农资金,2.其他渠道,3.村(居)务公开栏",
  );
  expect(taskOf(draft, 26).publicationPaths).toEqual([
    "政府网站>政府信息公开>法定主动公开内容>履职依据>区政府(部门)规范性文件",
  ]);
  expect(rowsWith(draft, "PATH_UNLABELLED")).toEqual([10, 11, 26]);
});

test("guidance by named bodies is a relation; a body of the city is external", () => {
  const guiding = (row: number) =>
    taskOf(draft, row)
      .units.filter(({ relation }) => relation === "guiding")
      .map(({ name, kind }) => [name, kind]);
  expect(guiding(7)).toEqual([
    ["区委宣传部", "unit"],
    ["区委网信办", "unit"],
  ]);
  expect(guiding(15)).toEqual([
    ["区委宣传部", "unit"],
    ["区委网信办", "unit"],
  ]);
  expect(guiding(26)).toEqual([["市司法局", "external"]]);
  expect(guiding(6)).toEqual([]);
});

test("each item has its own day, and years without a day are not taken for one", () => {
  const { items, deadlinesInText } = taskOf(draft, 24);
  expect(items.map(({ deadlines }) => deadlines)).toEqual([
    [{ text: "2021年6月底前", date: "2021-06-30" }],
    [{ text: "2021年10月底前", date: "2021-10-31" }],
  ]);
  expect(deadlinesInText).toHaveLength(2);
  expect(taskOf(draft, 45).deadlinesInText).toEqual([{ text: "2022年1月5日前", date: "2022-01-05" }]);
  expect(draft.tasks.filter((task) => task.deadlinesInText.length > 0).map(({ row }) => row)).toEqual([24, 26, 45]);
});

test("a day before the notice was signed is reported", () => {
  expect(taskOf(draft, 26).deadlinesInText).toEqual([{ text: "2021年5月31日前", date: "2021-05-31" }]);
  expect(rowsWith(draft, "DUE_BEFORE_ISSUE")).toEqual([26]);
});

test("每年 and 定期 are cadence, 不定期 and 法定期限 are none", () => {
  expect(taskOf(draft, 43).cadence).toEqual(["每年"]);
  expect(taskOf(draft, 45).cadence).toEqual([]);
  expect(draft.tasks.filter(({ cadence }) => cadence.includes("定期")).map(({ row }) => row)).toEqual([12, 23]);
  expect(rowsWith(draft, "RELATIVE_DEADLINE")).toEqual([12, 23, 30]);
});

test("the office for news has two names", () => {
  expect(draft.warnings.find(({ code }) => code === "NAME_VARIANT")).toMatchObject({
    row: 13,
    message: expect.stringContaining("区政府新闻办、区政府新闻办公室"),
  });
});
