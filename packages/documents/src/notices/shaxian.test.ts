// 沙县: one row a line, cells separated by tabs, some in paragraph tags; a blank lead cell means that there is no lead.
import { expect, test } from "vitest";
import { blocking, draftOf, printed, rowsWith, taskOf } from "../../testing/notice.ts";

const draft = draftOf(printed("shaxian"));
const TOWNS = "各乡（镇、街道）";

test("the notice gives number, signature and day; a title broken by blanks is put together", () => {
  expect(draft.plan).toEqual({
    title: "2021年沙县区政务公开工作主要任务分解表",
    noticeTitle: "三明市沙县区人民政府办公室关于印发2021年沙县区政务公开工作主要任务分解表的通知",
    issuer: "三明市沙县区人民政府办公室",
    docNumber: "沙政办函〔2021〕8号",
    issuedOn: "2021-07-16",
    year: 2021,
  });
  expect(rowsWith(draft, "TITLE_DIFFERS")).toEqual([]);
});

test("there are thirty-two tasks; neither a heading row nor the ruled line is one", () => {
  expect(draft.tasks.map(({ no }) => no)).toEqual(Array.from({ length: 32 }, (_, at) => String(at + 1)));
  expect(draft.coverage.attributed).toBe(draft.coverage.characters);
  expect(draft.unread).toEqual([]);
});

test("numerals in any width are one style", () => {
  expect(draft.sections.map(({ no, children }) => [no, ...children.map((child) => child.no)])).toEqual([
    ["一", "（一）", "（二）", "（三）", "（四）"],
    ["二", "（一）", "（二）", "（三）"],
    ["三", "（一）", "（二）", "（三）"],
    ["四", "（一）", "（二）", "（三）"],
  ]);
  expect(draft.sections[2]?.children[0]?.title).toBe("做好政务信息管理工作");
});

test("row 10 is read without its paragraph tags and its number, and with its half-width commas", () => {
  expect(taskOf(draft, 10)).toMatchObject({
    no: "10",
    section: "一",
    subsection: "（四）",
    text: "提高新冠肺炎疫情防控信息发布规范化水平。",
    requirement:
      "发布社会关注的重大政策、内容敏感的重要信息前,加强统筹协调,在实事求是的前提下,强化政府系统内部信息整合,统一步调对外发声。",
    leadUnits: ["区卫健局"],
    responsibleUnits: [TOWNS, "区政府各部门"],
    lines: [[42, 42]],
  });
});

test("a blank separates two names in a lead cell", () => {
  expect(taskOf(draft, 3).leadUnits).toEqual(["区发改局", "区商务局"]);
  expect(taskOf(draft, 4).leadUnits).toEqual(["区发改局", "区市场监管局"]);
  expect(taskOf(draft, 19).leadUnits).toEqual(["区政府新闻办", "区委网信办"]);
});

test("a blank within one name is a line break", () => {
  for (const row of [14, 22, 26]) expect(taskOf(draft, row).leadUnits).toEqual(["区行政服务中心管委会"]);
  expect(taskOf(draft, 22).units[0]?.printed).toBe("区行政服务中心管 委会");
});

test("separators in brackets do not separate, and width and blanks make no second group", () => {
  expect(taskOf(draft, 1).responsibleUnits).toEqual([TOWNS, "区政府各部门"]);
  expect(taskOf(draft, 22).responsibleUnits).toEqual([TOWNS, "区政府各部门"]);
  expect(taskOf(draft, 6).responsibleUnits).toEqual([TOWNS, "区政府各部门及各直属机构"]);
  expect(taskOf(draft, 1).units[0]).toMatchObject({ name: TOWNS, kind: "group", relation: "responsible" });
});

test("thirteen blank lead cells name nobody and inherit nothing", () => {
  const without = draft.tasks.filter(({ leadUnits }) => leadUnits.length === 0).map(({ row }) => row);
  expect(without).toEqual([1, 2, 5, 12, 15, 16, 17, 18, 25, 27, 28, 29, 31]);
  expect(rowsWith(draft, "BLANK_LEAD")).toEqual(without);
  expect(draft.tasks.flatMap(({ units }) => units).every(({ inheritedFromRow }) => inheritedFromRow === null)).toBe(
    true,
  );
});

test("an empty requirement means that there is none, not that of the row above", () => {
  expect(taskOf(draft, 4).requirement).toBeNull();
  expect(draft.tasks.filter(({ requirement }) => requirement === null).map(({ row }) => row)).toEqual([4]);
});

test("lead and responsible may be the same unit", () => {
  expect(taskOf(draft, 7).units.map(({ name, relation }) => [name, relation])).toEqual([
    ["区财政局", "lead"],
    ["区财政局", "responsible"],
  ]);
});

test("cadence may stand in the requirement alone", () => {
  expect(taskOf(draft, 9).cadence).toEqual(["每日"]);
  expect(taskOf(draft, 7).cadence).toEqual(["定期"]);
  expect(draft.tasks.filter(({ cadence }) => cadence.length > 0).map(({ row }) => row)).toEqual([7, 9]);
});

test("no deadline is printed anywhere", () => {
  expect(
    draft.tasks.every(({ deadline, deadlinesInText }) => deadline.kind === "none" && deadlinesInText.length === 0),
  ).toBe(true);
});

test("nothing blocks; a text without its full stop is reported", () => {
  expect(blocking(draft)).toEqual([]);
  expect(rowsWith(draft, "NO_FULL_STOP")).toEqual([19]);
});
