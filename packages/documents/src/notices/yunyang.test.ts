// 郧阳: one cell a line after a tab, numbers from 1 to 50, a deadline column; no covering notice.
import { expect, test } from "vitest";
import { blocking, draftOf, printed, rowsWith, taskOf } from "../../testing/notice.ts";

const draft = draftOf(printed("yunyang"));

test("the table stands alone: it has a title and a year, and nothing of a notice", () => {
  expect(draft.plan).toEqual({
    title: "2021年郧阳区政务公开工作要点任务分解表",
    noticeTitle: null,
    issuer: null,
    docNumber: null,
    issuedOn: null,
    year: 2021,
  });
});

test("fifty tasks have the numbers 1 to 50", () => {
  expect(draft.tasks.map(({ no }) => no)).toEqual(Array.from({ length: 50 }, (_, at) => String(at + 1)));
  expect(draft.tasks.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
});

test("headings printed again after a page break open no section", () => {
  expect(draft.sections.map(({ no, children }) => [no, ...children.map((child) => child.no)])).toEqual([
    ["一", "（一）", "（二）", "（三）", "（四）"],
    ["二", "（一）", "（二）", "（三）", "（四）", "（五）"],
    ["三", "（一）", "（二）", "（三）", "（四）", "（五）", "（六）"],
    ["四", "（一）", "（二）"],
  ]);
  expect(draft.sections[0]?.title).toBe("围绕“十四五”规划深化政务公开");
  expect(draft.sections[2]?.children[5]?.title).toBe("加强公共企事业单位信息公开监管");
  expect(rowsWith(draft, "HEADING_REPEATED")).toEqual([9, 19, 19, 25, 25, 39, 39, 46, 46]);
});

test("every task is under the headings above it", () => {
  const place = (row: number) => [taskOf(draft, row).section, taskOf(draft, row).subsection];
  expect(place(3)).toEqual(["一", "（一）"]);
  expect(place(9)).toEqual(["一", "（三）"]);
  expect(place(12)).toEqual(["一", "（三）"]);
  expect(place(19)).toEqual(["二", "（一）"]);
  expect(place(39)).toEqual(["三", "（二）"]);
  expect(place(47)).toEqual(["三", "（六）"]);
  expect(place(50)).toEqual(["四", "（二）"]);
});

test("every character of the table is accounted for", () => {
  expect(draft.unread).toEqual([]);
  expect(draft.coverage.attributed).toBe(draft.coverage.characters);
  expect(draft.coverage.characters).toBeGreaterThan(4000);
});

test("row 1 keeps its words, its lines and its printed cells", () => {
  expect(taskOf(draft, 1)).toEqual({
    row: 1,
    no: "1",
    section: "一",
    subsection: "（一）",
    text: "以专题或专栏形式集中统一公开主动公开国民经济和社会发展第十四个五年规划纲要、国土空间规划、专项规划和区域规划等，做好历史规划（计划）的归集整理和主动公开工作。",
    items: [],
    requirement: null,
    leadUnits: [],
    responsibleUnits: ["区政府办", "区发改局", "区自然资源和规划局", "各专项规划的牵头部门", "各乡镇人民政府"],
    units: [
      { name: "区政府办", printed: "区政府办", kind: "unit", relation: "responsible", inheritedFromRow: null },
      { name: "区发改局", printed: "区发改局", kind: "unit", relation: "responsible", inheritedFromRow: null },
      {
        name: "区自然资源和规划局",
        printed: "区自然资源和规划局",
        kind: "unit",
        relation: "responsible",
        inheritedFromRow: null,
      },
      {
        name: "各专项规划的牵头部门",
        printed: "各专项规划的牵头部门",
        kind: "group",
        relation: "responsible",
        inheritedFromRow: null,
      },
      {
        name: "各乡镇人民政府",
        printed: "各乡镇人民政府",
        kind: "group",
        relation: "responsible",
        inheritedFromRow: null,
      },
    ],
    deadline: { kind: "date", date: "2021-11-30" },
    deadlineText: "2021年11月底前",
    deadlinesInText: [],
    publicationPaths: [],
    cadence: [],
    printed: {
      一级目标: "一、围绕“十四五”规划深化政务公开",
      二级目标: "（一）做好各类规划主动公开。",
      重点任务:
        "1、以专题或专栏形式集中统一公开主动公开国民经济和社会发展第十四个五年规划纲要、国土空间规划、专项规划和区域规划等，做好历史规划（计划）的归集整理和主动公开工作。",
      责任部门: "区政府办、区发改局、区自然资源和规划局、各专项规划的牵头部门，各乡镇人民政府",
      完成时限: "2021年11月底前",
    },
    continuesRow: null,
    lines: [[11, 15]],
  });
});

test("及 separates a unit from a group, but neither a group from what belongs to it nor two functions", () => {
  expect(taskOf(draft, 2).responsibleUnits).toEqual([
    "区政府办",
    "区发改局",
    "区自然资源和规划局",
    "专项规划的牵头部门",
  ]);
  expect(taskOf(draft, 9).responsibleUnits).toEqual(["区财政局", "区政府各部门及所属单位"]);
  expect(taskOf(draft, 8).units).toMatchObject([{ name: "有行政执法及监管职能的区政府部门", kind: "group" }]);
});

test("和 does not separate names", () => {
  expect(taskOf(draft, 47).responsibleUnits).toContain("区水利和湖泊局");
});

test("等 before a group ends the list of units; at the end it leaves the list open", () => {
  expect(taskOf(draft, 11).units.map(({ name, kind }) => [name, kind])).toEqual([
    ["区财政局", "unit"],
    ["区农业农村局", "unit"],
    ["区卫健局", "unit"],
    ["区民政局", "unit"],
    ["区医保局", "unit"],
    ["区住建局", "unit"],
    ["区人社局", "unit"],
    ["各惠民惠农财政专项资金管理的区政府部门", "group"],
  ]);
  expect(taskOf(draft, 47).responsibleUnits.at(-1)).toBe("区交通运输局");
  expect(rowsWith(draft, "OPEN_LIST")).toEqual([47]);
});

test("a described group is one group", () => {
  expect(taskOf(draft, 18).units.map(({ name, kind }) => [name, kind])).toEqual([
    ["区政府办", "unit"],
    ["区乡村振兴局", "unit"],
    ["与乡村振兴有关的区政府部门", "group"],
  ]);
});

test("27 tasks are due at the end of a month and 23 continue without an end", () => {
  const kinds = draft.tasks.map(({ deadline }) => deadline.kind);
  expect(kinds.filter((kind) => kind === "date")).toHaveLength(27);
  expect(kinds.filter((kind) => kind === "ongoing")).toHaveLength(23);
  expect(taskOf(draft, 50).deadline).toEqual({ kind: "date", date: "2021-07-31" });
  expect(taskOf(draft, 21).deadline).toEqual({ kind: "date", date: "2021-10-31" });
  expect(taskOf(draft, 37).deadline).toEqual({ kind: "date", date: "2021-09-30" });
  expect(taskOf(draft, 4)).toMatchObject({ deadline: { kind: "ongoing", date: null }, deadlineText: "持续推进" });
});

test("持续推进 in the text of a task is not a deadline", () => {
  expect(taskOf(draft, 34).text).toMatch(/^持续推进法定主动公开信息/);
  expect(draft.tasks.every(({ deadlinesInText }) => deadlinesInText.length === 0)).toBe(true);
});

test("colon labels, figures and slips stay in the text", () => {
  expect(taskOf(draft, 9).text).toBe("预决算：公开内容细化至部门所属单位预算、决算及相关报表。");
  expect(taskOf(draft, 18).text).toMatch(/持续共公开相关政策信息。$/);
  expect(taskOf(draft, 39).text).toContain("（国办发〔2018〕47号）");
  expect(rowsWith(draft, "COLON_LABEL")).toEqual([9, 10, 11]);
  expect(rowsWith(draft, "TEXT_ENDS_OPEN")).toEqual([17]);
});

test("a task text with several sentences has no items", () => {
  expect(draft.tasks.every(({ items }) => items.length === 0)).toBe(true);
});

test("departments of the city in a table of the district block until a person decides; nothing else does", () => {
  expect(taskOf(draft, 28).units).toMatchObject([{ name: "市政府各部门", kind: "group" }]);
  expect(blocking(draft)).toEqual(["OTHER_LEVEL_UNIT 28"]);
});

test("other separators and other spellings are reported", () => {
  expect(rowsWith(draft, "MIXED_SEPARATORS")).toEqual([1, 39]);
  expect(taskOf(draft, 39).responsibleUnits).toEqual(["区司法局", "区政府各部门"]);
  const variants = draft.warnings.filter(({ code }) => code === "NAME_VARIANT");
  expect(variants.map(({ row }) => row)).toEqual([2, 23]);
  expect(variants[0]?.message).toContain("各专项规划的牵头部门、专项规划的牵头部门");
  expect(variants[1]?.message).toContain("区政府办、区政府办公室");
});

test("定期 has no period, and working days count from an event", () => {
  expect(taskOf(draft, 10).cadence).toEqual(["定期"]);
  expect(rowsWith(draft, "CADENCE_WITHOUT_PERIOD")).toEqual([10]);
  expect(rowsWith(draft, "RELATIVE_DEADLINE")).toEqual([25]);
});
