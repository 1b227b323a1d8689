// Notices of the same kind from other places: other columns, another order, other layouts, other words.
import type { PlanDraft } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { blocking, draftOf, printed, rowsWith, taskOf, withoutLines } from "../testing/notice.ts";
import { readNotice } from "./index.ts";

/** A row in short. */
function short(draft: PlanDraft): unknown[] {
  expect(draft.coverage.attributed).toBe(draft.coverage.characters);
  return draft.tasks.map(({ no, section, subsection, text, leadUnits, responsibleUnits, deadline }) => [
    no,
    section,
    subsection,
    text,
    leadUnits,
    responsibleUnits,
    deadline.date ?? deadline.kind,
  ]);
}

describe("one cell a line after tabs, with the task in the last column", () => {
  const draft = draftOf(`青石县人民政府办公室关于印发2023年青石县营商环境重点任务分解表的通知

青政办发〔2023〕12号

各乡镇人民政府，县政府各部门：

现将《2023年青石县营商环境重点任务分解表》印发给你们，请认真落实。

青石县人民政府办公室
2023年3月5日

2023年青石县营商环境重点任务分解表

\t工作类别
\t责任单位
\t完成时间
\t主要任务

\t一、优化政务服务
\t县政务服务局、县发改局
\t2023年6月底
\t1.推行“一窗受理”，每季度通报办理情况。

\t
\t县税务局
\t全年
\t2.压缩纳税时间。

\t二、降低企业成本
\t县财政局（牵头）、县工信局，各乡镇人民政府
\t2023年三季度末前
\t3.落实减税政策，2023年8月31日前公布清单。

\t
\t县人社局等部门
\t2023年12月中旬
\t4.开展稳岗补贴。
`);

  test("is read in the order of its own columns", () => {
    expect(draft.plan).toEqual({
      title: "2023年青石县营商环境重点任务分解表",
      noticeTitle: "青石县人民政府办公室关于印发2023年青石县营商环境重点任务分解表的通知",
      issuer: "青石县人民政府办公室",
      docNumber: "青政办发〔2023〕12号",
      issuedOn: "2023-03-05",
      year: 2023,
    });
    expect(short(draft)).toEqual([
      ["1", "一", null, "推行“一窗受理”，每季度通报办理情况。", [], ["县政务服务局", "县发改局"], "2023-06-30"],
      ["2", "一", null, "压缩纳税时间。", [], ["县税务局"], "ongoing"],
      [
        "3",
        "二",
        null,
        "落实减税政策，2023年8月31日前公布清单。",
        ["县财政局"],
        ["县工信局", "各乡镇人民政府"],
        "2023-09-30",
      ],
      ["4", "二", null, "开展稳岗补贴。", [], ["县人社局"], "2023-12-20"],
    ]);
    expect(taskOf(draft, 1).cadence).toEqual(["每季度"]);
    expect(taskOf(draft, 3).deadlinesInText).toEqual([{ text: "2023年8月31日前", date: "2023-08-31" }]);
    expect(rowsWith(draft, "OPEN_LIST")).toEqual([4]);
  });
});

describe("paragraphs after tabs, with a deadline column", () => {
  const text = `2025年南屏县数字政府建设任务清单

\t重点任务
\t具体措施
\t牵头单位
\t责任单位
\t时限要求

\t一、夯实底座
\t（一）建设政务云。
\t1．完成机房改造。

2．迁移不少于20个系统。

系统清单另行印发。
\t县数据局
\t县政府各部门
\t2025年6月底前

\t
\t
\t开展数据普查。
\t县数据局
\t
\t2025年上半年

\t
\t（二）整合系统。
\t1．关停重复系统；

（1）办公类；

（2）业务类。

2．统一身份认证。
\t县政府办公室、县数据局
\t县政府各部门、
各乡镇（街道）
\t持续推进
`;
  const draft = draftOf(text);

  test("are parts of their cells, and a list of units may be broken after a separator", () => {
    expect(short(draft).map((row) => (Array.isArray(row) ? row.slice(4) : row))).toEqual([
      [["县数据局"], ["县政府各部门"], "2025-06-30"],
      [["县数据局"], [], "2025-06-30"],
      [["县政府办公室", "县数据局"], ["县政府各部门", "各乡镇（街道）"], "ongoing"],
    ]);
    expect(taskOf(draft, 1).items.map(({ text }) => text)).toEqual([
      "完成机房改造。",
      "迁移不少于20个系统。 系统清单另行印发。",
    ]);
    expect(taskOf(draft, 3).items.map(({ no, children }) => [no, children.map((child) => child.text)])).toEqual([
      ["1", ["办公类；", "业务类。"]],
      ["2", []],
    ]);
    expect(draft.tasks.map(({ subsection }) => subsection)).toEqual(["（一）", "（一）", "（二）"]);
  });

  test("a signature under the table is not another unit of the last row", () => {
    const signed = draftOf(`${text}\n\n南屏县人民政府办公室\n\n2025年1月6日\n`);
    expect(taskOf(signed, 3).responsibleUnits).toEqual(["县政府各部门", "各乡镇（街道）"]);
    expect(signed.plan).toMatchObject({ issuer: "南屏县人民政府办公室", issuedOn: "2025-01-06" });
  });
});

describe("one cell a line before bars", () => {
  const draft = draftOf(`附件
云溪区2024年民生实事责任清单
类别 |
实事内容 |
责任单位 |
完成时限 |
一、教育 |
新建幼儿园2所。 |
区教育局 |
2024年8月底前 |
改造中小学食堂10个。 |
区教育局、区市场监管局 |
2024年9月底前 ||
二、医疗 |
建设社区医院1个。 |
区卫健局 |
2024年12月底前 |
配备急救设备50台。 |
区红十字会 |||
`);

  test("merged headings and deadlines are inherited", () => {
    expect(short(draft)).toEqual([
      [null, "一", null, "新建幼儿园2所。", [], ["区教育局"], "2024-08-31"],
      [null, "一", null, "改造中小学食堂10个。", [], ["区教育局", "区市场监管局"], "2024-09-30"],
      [null, "二", null, "建设社区医院1个。", [], ["区卫健局"], "2024-12-31"],
      [null, "二", null, "配备急救设备50台。", [], ["区红十字会"], "2024-12-31"],
    ]);
    expect(rowsWith(draft, "MERGED_CELL_INHERITED")).toEqual([4]);
  });
});

describe("one row a line between tabs, with a number column and divisions without numerals", () => {
  const draft = draftOf(`附件1

白河市2022年度重点改革任务台账

序号\t改革领域\t重点任务\t牵头单位\t配合单位\t完成时限\t备注
1\t国资国企\t完成3户企业混改。\t市国资委\t市财政局、市审计局\t2022年11月\t
2\t\t建立外部董事库。\t市国资委\t市委组织部\t2022年9月30日\t已启动
序号\t改革领域\t重点任务\t牵头单位\t配合单位\t完成时限\t备注
3\t财税金融\t推进预算绩效管理，每半年评估一次。\t市财政局\t各县（市、区）政府，市直有关部门\t长期坚持\t
4\t\t防范化解债务风险。\t市财政局\t市政府金融办 市审计局\t印发后3个月内\t
`);

  test("is read; a header printed again and a remark are not tasks", () => {
    expect(short(draft)).toEqual([
      ["1", "国资国企", null, "完成3户企业混改。", ["市国资委"], ["市财政局", "市审计局"], "2022-11-30"],
      ["2", "国资国企", null, "建立外部董事库。", ["市国资委"], ["市委组织部"], "2022-09-30"],
      [
        "3",
        "财税金融",
        null,
        "推进预算绩效管理，每半年评估一次。",
        ["市财政局"],
        ["各县（市、区）政府", "市直有关部门"],
        "ongoing",
      ],
      ["4", "财税金融", null, "防范化解债务风险。", ["市财政局"], ["市政府金融办", "市审计局"], "none"],
    ]);
    expect(taskOf(draft, 2).printed["备注"]).toBe("已启动");
    expect(taskOf(draft, 3).cadence).toEqual(["每半年"]);
    expect(blocking(draft)).toEqual([]);
    expect(rowsWith(draft, "DEADLINE_FROM_ISSUE")).toEqual([4]);
    expect(taskOf(draft, 4).deadline).toEqual({ kind: "none", date: null, fromIssue: { count: 3, unit: "month" } });
  });
});

describe("a Markdown table", () => {
  const draft = draftOf(`# 2022年河源镇重点工作任务分解表

| 序号 | 工作任务 | 工作要求 | 牵头单位 | 责任单位 |
|---|---|---|---|---|
| | 一、党建引领 | | | |
| 1 | 开展主题教育。 | 每月至少1次。 | 党政办 | 各村（社区） |
| 2 | 规范“三会一课”。 | 建立台账。 | 组织办 | 各村（社区） |
此行不属于任何任务。
| | 二、乡村振兴 | | | |
| 3 | 整治人居环境。 | 6月底前完成排查。 | 农业农村办 | 各村（社区）、镇直各单位 |
`);

  test("is read with its heading rows, and a line between its rows is unread", () => {
    expect(short(draft)).toEqual([
      ["1", "一", null, "开展主题教育。", ["党政办"], ["各村（社区）"], "none"],
      ["2", "一", null, "规范“三会一课”。", ["组织办"], ["各村（社区）"], "none"],
      ["3", "二", null, "整治人居环境。", ["农业农村办"], ["各村（社区）", "镇直各单位"], "none"],
    ]);
    expect(draft.plan.title).toBe("2022年河源镇重点工作任务分解表");
    expect(taskOf(draft, 3).deadlinesInText).toEqual([{ text: "6月底前", date: "2022-06-30" }]);
    expect(draft.unread).toEqual([{ lines: [8, 8], text: "此行不属于任何任务。" }]);
  });
});

describe("a table with commas", () => {
  const draft = draftOf(`2022年重点工作任务分解表
工作任务,工作要求,责任单位,完成时限
"1.开展培训，覆盖全员。","不少于2次,分批进行","区司法局、区财政局",2022年6月底前
2.开展检查。,"一月一查",区市场监管局,2022-12-31
`);

  test("keeps commas within quotation marks, and full-width ones anywhere", () => {
    expect(short(draft)).toEqual([
      ["1", null, null, "开展培训，覆盖全员。", [], ["区司法局", "区财政局"], "2022-06-30"],
      ["2", null, null, "开展检查。", [], ["区市场监管局"], "2022-12-31"],
    ]);
    expect(taskOf(draft, 1).requirement).toBe("不少于2次,分批进行");
  });
});

describe("numbers that start again under every heading", () => {
  const row = (no: number, text: string) => `\t\n\t${no}.${text}\n\t县财政局\n\n`;
  const draft = draftOf(
    `2022年任务分解表\n\n\t重点工作\n\t具体举措\n\t责任单位\n\n\t一、开源\n\t1.清理欠税。\n\t县税务局\n\n${row(2, "盘活资产。")}\t二、节流\n\t1.压减会议。\n\t县财政局\n\n${row(2, "压减差旅。")}`,
  );

  test("are taken neither for items nor for repetitions", () => {
    expect(draft.tasks.map(({ no, section, text }) => [no, section, text])).toEqual([
      ["1", "一", "清理欠税。"],
      ["2", "一", "盘活资产。"],
      ["1", "二", "压减会议。"],
      ["2", "二", "压减差旅。"],
    ]);
    expect(blocking(draft)).toEqual([]);
  });
});

test("a row a line may have any number of columns", () => {
  const draft = draftOf(
    `2022年任务分解表\n工作任务\t责任单位${"\t备注".repeat(20)}\n减税。\t县税务局${"\t".repeat(20)}\n`,
  );
  expect(draft.tasks.map(({ text, responsibleUnits }) => [text, responsibleUnits])).toEqual([["减税。", ["县税务局"]]]);
});

test("a row a line may lack the tabs of its empty cells at the end", () => {
  const text = printed("shaxian");
  expect(withoutLines(draftOf(text.replace(/\t+$/gm, "")))).toEqual(withoutLines(draftOf(text)));
});

describe("an empty deadline after a tab", () => {
  const rows = (second: string, third: string) => `2022年任务分解表

\t一级目标
\t重点任务
\t责任部门
\t完成时限

\t一、开源
\t1、清理欠税。
\t县税务局
\t2022年6月底前

\t
\t2、盘活资产。
\t县财政局
\t${second}

\t二、节流
\t3、压减会议。
\t县财政局
\t${third}
`;

  test("continues the row above", () => {
    const draft = draftOf(rows("", "全年"));
    expect(draft.tasks.map(({ deadline }) => deadline.date ?? deadline.kind)).toEqual([
      "2022-06-30",
      "2022-06-30",
      "ongoing",
    ]);
    expect(rowsWith(draft, "MERGED_CELL_INHERITED")).toEqual([2]);
  });

  test("is no deadline in a table where the first row of a heading has one", () => {
    const draft = draftOf(rows("", ""));
    expect(draft.tasks.map(({ deadline }) => deadline.date ?? deadline.kind)).toEqual(["2022-06-30", "none", "none"]);
    expect(rowsWith(draft, "BLANK_DEADLINE")).toEqual([2, 3]);
  });
});

describe("what is not a table of tasks is refused with the reason", () => {
  const codeOf = (text: string) => {
    const result = readNotice([{ bytes: new TextEncoder().encode(text), name: "其他.txt" }]);
    return "error" in result ? result.error.code : `${result.draft.tasks.length} tasks`;
  };

  test.each([
    ["a letter", "关于开会的通知\n\n各单位：\n\n定于明日开会。\n", "NO_TASK_TABLE"],
    [
      "an article with one measure",
      "关于促进发展的意见\n一、主要任务\n（一）优化审批。推行承诺制。（县发改局牵头，县住建局、县自然资源局按职责分工负责）\n",
      "NO_UNITS_NAMED",
    ],
    ["another table", "姓名\t电话\n张\t无\n", "NO_TASK_TABLE"],
    ["a blank reporting form", "\t落实单位\n\t具体工作事项进度\n\t完成时限\n", "NO_TASK_TABLE"],
    [
      "cells that run together",
      "2022年分解表工作任务工作要求牵头单位责任单位一、改革1.减税。县税务局县财政局",
      "TABLE_NOT_READABLE",
    ],
    ["a header without rows", "\t工作任务\n\t责任单位\n\n", "EMPTY_FORM"],
    [
      "a header over prose",
      `\t工作任务\n\t责任单位\n\n${"本办法自印发之日起施行。\n".repeat(9)}`,
      "TABLE_NOT_READABLE",
    ],
  ])("%s", (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test("the sentence names the file and says what to do, in both languages", () => {
    const result = readNotice([{ bytes: new TextEncoder().encode("通知"), name: "其他.txt" }]);
    expect(result).toMatchObject({
      error: {
        message: expect.stringMatching(/^其他\.txt: No task was found/),
        messageZh: expect.stringMatching(/^其他\.txt：没有找到任务/),
      },
    });
  });
});

test("a line in brackets above the title is about the notice, one below it belongs to the title", () => {
  const titleOf = (above: string) => draftOf(`${above}\n\n工作任务\t责任单位\n1.减税。\t县税务局\n`).plan.title;
  expect(titleOf("（本件为样例，仅供核对）\n\n2022年任务分解表")).toBe("2022年任务分解表");
  expect(titleOf("2022年任务分解表\n（征求意见稿）")).toBe("2022年任务分解表（征求意见稿）");
});

test("a sentence between the title and the header is unread, and the title is found above it", () => {
  const draft = draftOf("2022年任务分解表\n\n请于周五前反馈。\n\n\t工作任务\n\t责任单位\n\n\t减税。\n\t县税务局\n");
  expect(draft.plan.title).toBe("2022年任务分解表");
  expect(draft.unread).toEqual([{ lines: [3, 3], text: "请于周五前反馈。" }]);
});
