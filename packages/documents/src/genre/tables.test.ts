// Tables as offices send them: every layout with what is right, written by hand.
import { describe, expect, test } from "vitest";
import { blocking } from "../../testing/notice.ts";
import { sheetOf, xlsxOf } from "../../testing/office-files.ts";
import { cellsOf, FILES, sheetTable } from "../../testing/table-files.ts";
import { RULED } from "../../testing/table-inputs.ts";
import { readAs, sectionsOf, told } from "../../testing/told.ts";

describe.each(Object.entries(FILES))("a table of %s", (_, write) => {
  test.each(RULED.map((input) => [input.layout, input] as const))("%s", (_layout, input) => {
    const draft = readAs(write(...input.parts));
    if (typeof draft === "string") throw new Error(draft);
    expect({
      tasks: told(draft),
      sections: sectionsOf(draft),
      blocking: blocking(draft),
      says: (input.says ?? []).filter((each) => !draft.warnings.some(({ code, row }) => each === `${code} ${row}`)),
    }).toEqual({
      tasks: input.tasks,
      sections: input.sections ?? [],
      blocking: input.blocking ?? [],
      says: [],
    });
  });
});

test.each(Object.entries(FILES))("no person of a table of tasks or beside one is in the draft of %s", (_, write) => {
  const persons = RULED.filter(({ parts }) => parts.some((part) => part.includes("甲某")));
  expect(persons.length).toBeGreaterThan(1);
  for (const { parts } of persons) expect(JSON.stringify(readAs(write(...parts)))).not.toMatch(/甲某|内线/);
});

const HEADER = "序号 | 工作任务 | 责任单位";
const sheet = (lines: string) => sheetTable(cellsOf(lines));

test("sheets with the same header are one table while their numbers run on, and hidden sheets are none", () => {
  const draft = readAs(
    xlsxOf(
      [
        sheet(`${HEADER}\n1 | 开展普查。 | 县统计局\n2 | 建立名录。 | 县民政局`),
        sheet(`${HEADER}\n1 | 旧任务。 | 县教育局`),
        sheet(`${HEADER}\n3 | 归档资料。 | 县档案馆`),
        sheet("序号 | 单位 | 联络员 | 联系电话\n1 | 县统计局 | 甲某 | 内线1"),
        sheet(`${HEADER}\n1 | 清理台账。 | 县财政局`),
      ],
      { states: ["visible", "hidden"] },
    ),
  );
  if (typeof draft === "string") throw new Error(draft);
  expect(draft.tasks.map(({ no, text, part }) => [no, text, part])).toEqual([
    ["1", "开展普查。", undefined],
    ["2", "建立名录。", undefined],
    ["3", "归档资料。", undefined],
    ["1", "清理台账。", 2],
  ]);
  expect(blocking(draft)).toEqual([]);
});

test("a day of a sheet is a day, and a figure of a column that is not known is kept", () => {
  const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>';
  const table = sheetOf({
    A1: "工作任务",
    B1: "责任单位",
    C1: "完成时限",
    D1: "权重",
    A2: "开展普查。",
    B2: "县统计局",
    C2: 46477,
    D2: 0.5,
  });
  const draft = readAs(xlsxOf([table.replace('r="C2"', 'r="C2" s="1"')], { styles }));
  if (typeof draft === "string") throw new Error(draft);
  expect(draft.tasks[0]?.deadline.date).toBe("2027-03-31");
  expect(draft.tasks[0]?.printed["权重"]).toBe("0.5");
});

test("the page of a portal is read without its frame, and a form of its metadata is no task", () => {
  const page = `<!DOCTYPE html><html><head><title>云岭县2027年任务分解表_云岭县人民政府</title></head><body>
<div class="header"><ul><li><a href="/">首页</a></li></ul></div>
<table><tr><td>索引号</td><td>YL-1</td><td>主题分类</td><td>综合政务</td></tr><tr><td>内容概述</td><td>任务分解</td><td>责任部门</td><td>县政府办</td></tr></table>
<p align="center">云岭县2027年任务分解表</p>
<table class="MsoNormalTable"><thead><tr><td rowspan="2"><p><b>序号<o:p></o:p></b></p></td><td rowspan="2"><p>工&nbsp;作&nbsp;任&nbsp;务</p></td><td colspan="2"><p>责任分工</p></td></tr><tr><td>牵头</td><td>配合</td></tr></thead>
<tbody><tr><td>1</td><td><p>开展普查。</p><p>&nbsp;</p></td><td>县统计局</td><td>&nbsp;</td></tr>
<tr><td>2</td><td><p>建立名录。</p></td><td>县民政局</td><td><p>县财政局</p><p>县统计局</p></td></tr><tr><td>&nbsp;</td><td></td><td></td><td></td></tr></tbody></table></body></html>`;
  const draft = readAs(page);
  if (typeof draft === "string") throw new Error(draft);
  expect(told(draft)).toEqual([
    "1 开展普查。 ｜ 牵 县统计局 ｜ 无期",
    "2 建立名录。 ｜ 牵 县民政局 ｜ 责 县财政局、县统计局 ｜ 无期",
  ]);
  expect(draft.plan.title).toBe("云岭县2027年任务分解表");
});

test.each([
  ["a roster", "工作专班名单", "序号 | 姓名 | 单位 | 电话\n1 | 甲某 | 县统计局 | 内线1"],
  ["a list of whom to call", "监督电话", "类别 | 责任单位 | 联系人 | 电话\n教育 | 县教育局 | 甲某 | 内线1"],
  ["metadata", "信息公开", "索引号 | YL-1 | 主题分类 | 综合政务\n内容概述 | 通知 | 责任部门 | 县政府办"],
])("%s alone is refused", (_, title, table) => {
  for (const write of Object.values(FILES)) expect(readAs(write(title, table))).toBe("NO_TASK_TABLE");
});

test.each([
  ["html", FILES.html],
  ["docx", FILES.docx],
])("a table of %s that names no units does not go on with the one above, whatever its columns", (_, write) => {
  const draft = readAs(
    write(
      "云岭县2027年任务分解表",
      `${HEADER}\n1 | 开展人口和经济普查，摸清底数。 | 县统计局\n2 | 建立困难群众名录，做到应登尽登。 | 县民政局`,
      "每日班车另行安排。",
      "站点 | 里程 | 班次\n白河站 | 12公里 | 4班",
    ),
  );
  if (typeof draft === "string") throw new Error(draft);
  expect(told(draft)).toEqual([
    "1 开展人口和经济普查，摸清底数。 ｜ 责 县统计局 ｜ 无期",
    "2 建立困难群众名录，做到应登尽登。 ｜ 责 县民政局 ｜ 无期",
  ]);
  expect(blocking(draft)).toEqual(["UNREAD_TEXT null"]);
});
