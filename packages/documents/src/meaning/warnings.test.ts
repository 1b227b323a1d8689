// The catalogue of warnings: every code has its two sentences, its line in WARNINGS.md, and a text that raises it.

import { blankCells } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { exportOf, whole } from "../../testing/exported.ts";
import { draftOf, NOTICES, printed } from "../../testing/notice.ts";
import { doubtCodes, textDocument } from "../../testing/recognised.ts";
import { readAs } from "../../testing/told.ts";
import { recogniseArticle } from "../recognisers/article.ts";
import { writeDocx } from "../writers/docx.ts";
import { toWarning, WARNINGS, type WarningCode } from "./warnings.ts";

/** A small table with one cell a line: columns for task, lead, responsible units and deadline. */
function table(
  ...rows: readonly (readonly [task: string, lead: string, responsible: string, deadline: string])[]
): string {
  const lines = rows.map((row) => `${row.map((cell) => `\t${cell}`).join("\n")}\n`);
  return `2021年任务分解表\n\n\t重点任务\n\t牵头单位\n\t责任单位\n\t完成时限\n\n${lines.join("\n")}`;
}

const ROW = ["1.推进甲事。", "县财政局", "县审计局", "全年"] as const;
const SECOND = ["2.推进乙事。", "县财政局", "县税务局", "全年"] as const;

/** The small table with this deadline in its second row. */
function due(deadline: string): string {
  return table(ROW, ["2.推进乙事。", "县财政局", "县税务局", deadline]);
}

/** The header of a web page's table, and its rows. */
function ruled(...rows: readonly string[]): string {
  const all = ["<th>工作任务</th><th>责任单位</th>", "<td>推进甲事。</td><td>县财政局</td>", ...rows];
  return `<!doctype html><title>2021年任务表</title><table>${all.map((row) => `<tr>${row}</tr>`).join("")}</table>`;
}

/** A table with one row a line. */
function rows(...lines: readonly string[]): string {
  return `2021年任务分解表\n\n${lines.join("\n")}\n`;
}

const NUMBERED = "序号\t工作任务\t责任单位";

/** Texts of our own for the warnings that the five notices do not raise. */
const EXAMPLES: Partial<Record<WarningCode, string>> = {
  UNREAD_TEXT: `${table(ROW)}\n此行不属于任何任务。\n`,
  CELLS_MISSING: table(ROW, SECOND).replace("\t县税务局\n", ""),
  CELL_MARK_MISSING: table(ROW, SECOND).replace("\t2.推进乙事。", "2.推进乙事。"),
  COLUMN_UNKNOWN: "2021年任务分解表\n工作任务\t责任单位\t甲乙丙\n1.推进甲事。\t县财政局\t丁\n",
  TITLE_MISSING: table(ROW).replace("2021年任务分解表\n", ""),
  HEADING_SKIPPED:
    "2021年任务分解表\n工作任务\t责任单位\n一、甲\t\n1.推进甲事。\t县财政局\n三、乙\t\n2.推进乙事。\t县财政局\n",
  DEADLINE_FROM_ISSUE: due("通知印发后30日内"),
  DEADLINE_WORKING_DAYS: due("通知印发后15个工作日内"),
  NUMBER_MISSING: table(ROW, SECOND, ["推进丙事。", "县财政局", "县税务局", "全年"]),
  NUMBER_REPEATED: table(ROW, SECOND, SECOND),
  NUMBER_SKIPPED: table(ROW, SECOND, ["4.推进丁事。", "县财政局", "县税务局", "全年"]),
  ITEM_NUMBER_SKIPPED: table(
    ["推进甲事。", "县财政局", "县审计局", "全年"],
    ["3.丙；", "县财政局", "县税务局", "全年"],
    ["推进丁事。", "县财政局", "县税务局", "全年"],
  ),
  ROWS_LEFT_OUT: [
    "2021年方案\n一、农业节水\n1．改造渠道。（县水务局牵头，县财政局配合）\n2．推广喷灌。（县农业农村局负责）",
    "附表\n工作任务\n牵头单位\n责任单位\n检测管网。\n县住房城乡建设局\n县水务局\n清洗水箱。\n县住房城乡建设局\n县财政局",
  ].join("\n"),
  DUE_BEFORE_PLAN: due("2020年底前"),
  TIMES_KEPT_ONLY:
    "2021年任务表\n工作任务\t责任单位\t时间节点\t完成时限\n1.推进甲事。\t县财政局\t3月底\t6月底\n2.推进乙事。\t县民政局\t4月底\t7月底\n",
  ROW_SHIFTED:
    "2021年任务表\n工作任务 | 举措 | 责任单位 |\n一、服务 | 1.推进甲事。 | 县财政局 |\n2.推进乙事。 | 县民政局 | |\n一、监管 | 3.推进丙事。 | 县审计局 |\n",
  ROW_UNEVEN: ruled("<td>县民政局</td>", "<td>推进丙事。</td><td>县审计局</td><td>县统计局</td>"),
  TICKS_UNEXPLAINED: rows("工作任务\t县财政局\t县民政局", "推进甲事。\t▲\t●", "推进乙事。\t●\t"),
  TASK_SPANS_ROWS: ruled("<td rowspan=2>推进乙事。</td><td>县财政局</td>", "<td>县民政局</td>"),
  CELL_SPANS_COLUMNS:
    "<!doctype html><table><tr><th>工作任务</th><th>牵头单位</th><th>责任单位</th></tr><tr><td>推进甲事。</td><td colspan=2>县财政局</td></tr></table>",
  CELL_REPEATED: table(
    ROW,
    ["2.推进乙事。", "县民政局", "县民政局", "全年"],
    ...[3, 4, 5, 6, 7, 8, 9, 10].map((no) => [`${no}.推进${no}号事。`, "县财政局", "县审计局", "全年"] as const),
  ),
  UNIT_LINE_BROKEN: table(["1.推进甲事。", "县财政局、县发展\n改革委", "县审计局", "全年"], SECOND),
  CELLS_RUN_TOGETHER:
    "2021年任务表工作任务牵头单位责任单位1.推进甲事。县财政局县审计局2.推进乙事。县民政局县统计局3.推进丙事。县司法局县水利局",
  PERSONAL_NUMBERS_HIDDEN: table(["1.推进甲事。电话13900000000。", "县财政局", "县审计局", "全年"]),
  CONTACTS_LEFT_OUT:
    "2021年任务表\n工作任务\t责任单位\t联系人\n1.推进甲事。\t县财政局\t王某某\n2.推进乙事。\t县民政局\t李某某\n",
  TABLE_REPEATED: `${table(ROW, ["2.推进乙事。", "县民政局", "县税务局", "全年"])}\n附件2\n${table(ROW, ["2.推进乙事。", "县民政局", "县税务局", "全年"])}`,
  TASK_REPEATED: table(ROW, ROW),
  ITEM_NUMBER_GAP: table(["推进甲事。\n1.编目录。\n2.定标准。\n4.抓落实。", "县财政局", "县审计局", "全年"]),
  PARAGRAPH_REPEATED: table([
    "推进甲事。\n1.编目录。\n2.编制公开标准。\n2.编制公开标准。",
    "县财政局",
    "县审计局",
    "全年",
  ]),
  NO_UNIT: table(ROW, ["2.推进乙事。", "", "", "全年"]),
  BLANK_LEAD_DOUBTFUL: table(ROW, ["2.推进乙事。", "", "县税务局", "全年"]),
  UNIT_NOT_RECOGNISED: table(ROW, ["2.推进乙事。", "县财政局", "张三李四", "全年"]),
  YEAR_OF_ISSUE: `关于印发任务分解表的通知\n某政办发〔2021〕7号\n某县人民政府办公室\n2021年3月1日\n${due("6月底前").replace("2021年", "")}`,
  YEAR_OF_PLAN: due("6月底前"),
  DEADLINE_NOT_READ: due("尽快"),
  DEADLINE_YEAR_MISSING: due("6月底前").replace("2021年", ""),
  DEADLINE_YEAR_GUESSED: due("22年6月底前"),
  DEADLINE_NO_SUCH_DAY: due("2021年2月30日"),
  DEADLINE_SEVERAL_DATES: due("2021年3月至2021年9月"),
  DEADLINE_DAYS_LISTED: due("2021年3月、2021年9月"),
  DEADLINE_AND_ONGOING: due("2021年9月底前，长期坚持"),
  DEADLINE_IS_START: due("2021年3月起"),
  DEADLINE_OF_START: due("2021年3月底前启动"),
  DEADLINE_BY_EVENT: due("2021年汛期前"),
  DEADLINE_AT_ONCE: due("立行立改"),
  DEADLINE_RECURS: due("每年3月"),
  DEADLINE_DONE: due("已完成"),
  DEADLINE_PARTLY_READ: due("2021年6月底前，次月上报"),
  DEADLINE_SIGN_MISSING: due("2021年6底前"),
  DEADLINE_YEAR_ALONE: table(
    ...[1, 2, 3, 4, 5].map(
      (no) => [`${no}.推进${no}号事。`, "县财政局", "县税务局", no === 3 ? "2021年" : "2021年6月底前"] as const,
    ),
  ),
  NAME_CUT_SHORT: table(ROW, SECOND, ["3.推进丙事。", "县财局", "县税务局", "全年"]),
  CELL_WITHOUT_TASK: `${table(ROW, SECOND).replace("\t县税务局\n\t全年\n", "\n\t\n\t县税务局\n\t全年\n")}`,
  HEADER_WORD_REPEATED: table(ROW, SECOND).replace("\t责任单位\n", "\t责任单位\n\t责任单位\n"),
  UNITS_IN_OTHER_COLUMN:
    "2021年任务分解表\n工作任务\t工作要求\t责任单位\n1.推进甲事。\t县财政局\t县审计局\n2.推进乙事。\t县民政局\t县税务局\n",
  DEADLINE_UNCLEAR: due("2021年11月前"),
  UNITS_WRITTEN_TOGETHER: table(ROW, ["2.推进乙事。", "县财政局", "税务局统计局", "全年"]),
  GROUP_DEPENDS_ON_ROW: table(ROW, ["2.推进乙事。", "县财政局", "其他县直单位", "全年"]),
  UNITS_FROM_REMARK: `${table(ROW, SECOND)}各项任务均由县政府办督办。\n`,
  UNITS_OF_REMARK_DIFFER: `${table(ROW, SECOND)}各项任务均由县政府办牵头。\n`,
  LEAD_MARK_LOST: table(ROW, ["2.推进乙事。", "县财政局", "县税务局、县统计局（加粗的为牵头单位）", "全年"]),
  LEVEL_CARRIED: table(ROW, ["2.推进乙事。", "县财政局", "县税务局、审计局", "全年"]),
  LEVEL_MIXED: table(ROW, ["2.推进乙事。", "县财政局", "县税务局、统计局", "全年"]),
  UNIT_REMARK: table(ROW, ["2.推进乙事。", "县财政局", "县税务局（1-3项）", "全年"]),
  GROUP_REMARK: table(ROW, ["2.推进乙事。", "县财政局", "各乡镇（城关镇除外）", "全年"]),
  HELP_UNCLEAR: table(ROW, ["2.推进乙事。", "", "县财政局（配合县税务局）", "全年"]),
  PERSON_IN_UNIT_CELL: table(ROW, ["2.推进乙事。", "县财政局", "县税务局、王某某", "全年"]),
  BLANK_DEADLINE: table(["1.推进甲事。", "县财政局", "县审计局", ""], SECOND),
  BLANK_DEADLINE_DOUBTFUL: rows("工作任务\t责任单位\t时限", "推进甲事。\t县财政局\t6月底前", "推进乙事。\t\t"),
  REQUIREMENT_ABOVE:
    "<!doctype html><table><tr><th>工作任务</th><th>工作要求</th><th>责任单位</th></tr><tr><td>甲事。</td><td rowspan=2>按月报送。</td><td>县财政局</td></tr><tr><td>乙事。</td><td>县审计局</td></tr></table>",
  TABLE_LEFT_OUT: rows(NUMBERED, "1\t推进甲事。\t县财政局", "", "名单", "序号\t姓名\t电话", "1\t某某\t内线"),
  TOTALS_LEFT_OUT: rows(NUMBERED, "1\t推进甲事。\t县财政局", "合计\t1项\t"),
  AIMS_BY_PERIOD: rows("工作任务\t上半年\t下半年\t责任单位", "推进甲事。\t开工。\t完工。\t县财政局"),
  TASK_COLUMN_ASSUMED: "2021年任务分解表\n序号\t甲乙丙\t责任单位\t完成时限\n1\t推进甲事。\t县财政局\t6月底前\n",
  COLUMN_UNNAMED: ruled("<td>推进乙事。</td><td>县财政局</td><td>6月底前</td>"),
  ROW_MAY_CONTINUE: rows(NUMBERED, "1\t推进甲事，\t县财政局", "\t做到全覆盖。\t", "2\t推进乙事。\t县财政局"),
  CELLS_BY_CONTENT: rows("工作任务", "责任单位", "推进甲事。", "县财政局", "推进乙事。", "县审计局"),
  PARAGRAPH_ASSUMED: rows("工作任务", "责任单位", "推进甲事。", "做到全覆盖。", "县财政局", "推进乙事。", "县审计局"),
};

/** Texts of our own for what a recogniser leaves open and no reading of a table raises. */
const LAYOUTS: Partial<Record<WarningCode, readonly string[]>> = {
  PARAGRAPHS_LEFT_OUT: [
    "一、总体要求",
    "坚持创新。",
    "二、任务",
    "1.修路。（县交通局负责）",
    "2.建桥。（县交通局负责）",
  ],
  PARAGRAPH_WITHOUT_UNITS: [
    "一、任务",
    "（一）交通",
    "1.修路。（县交通局负责）",
    "2.建桥。（县交通局负责）",
    "（二）植树。植树千亩。",
  ],
  CONTACTS_LEFT_OUT: ["1.修路。", "责任单位：县交通局", "责任人：某某", "2.建桥。", "责任单位：县交通局"],
  CLAUSE_IN_TEXT: [
    "1.修路。（县交通局负责）另行公布。",
    "2.建桥。（县交通局负责）",
    "3.植树。（县林业局负责）",
    "4.育苗。（县林业局负责）",
  ],
  TEXT_AFTER_UNITS: ["1.修路。（县交通局负责）", "另行公布。", "2.建桥。（县交通局负责）", "3.植树。（县林业局负责）"],
  UNITS_TWICE: ["1.修路。", "责任单位：县交通局", "责任单位：县林业局", "2.建桥。", "责任单位：县交通局"],
  CLAUSE_BROKEN: ["1.修路。（县交", "通局负责）", "2.建桥。（县交通局负责）"],
  BRACKET_MISSING: ["1.修路。（县交通局负责", "2.建桥。（县交通局负责）"],
  UNITS_ABOVE_TASKS: ["（一）交通。改善出行。（县交通局牵头）", "1.修路。（县交通局负责）", "2.建桥。（县住建局负责）"],
  UNITS_FOR_WHOLE_LIST: [
    "（一）交通。",
    "1.修路。",
    "2.建桥。（县交通局负责）",
    "（二）植树。植树千亩。（县林业局负责）",
    "（三）育苗。育苗百亩。（县林业局负责）",
  ],
  UNITS_FROM_HEADING: ["一、县交通局", "1.修路十里。", "2.建桥三座。", "二、县林业局", "3.植树千亩。"],
  UNITS_FROM_OPENING: ["一、县交通局：修路十里。", "二、县林业局：植树千亩。"],
  UNITS_FROM_LINE_ABOVE: [
    "一、交通（县交通局负责）",
    "1.修建公路。",
    "2.修建桥梁。",
    "二、林业（县林业局负责）",
    "3.植树千亩。",
  ],
  ITEMS_MAY_BE_TASKS: [
    "一、交通（县交通局负责）",
    "1.修建公路。",
    "2.修建桥梁。",
    "二、植树千亩，育苗百亩。（县林业局负责）",
  ],
  SUBITEM_SKIPPED: ["1.修路：", "（1）清表；", "（3）铺油。（县交通局负责）", "2.建桥。（县交通局负责）"],
  HEADINGS_TOO_DEEP: ["一、任务", "（一）交通", "1.道路", "（1）修路。（县交通局负责）", "（2）建桥。（县交通局负责）"],
  LABEL_MISSING: ["甲", "乙", "丙", "丁", "戊"].flatMap((name, at) => [
    `${at + 1}.推进${name}事。`,
    "牵头单位：县财政局",
    ...(at === 2 ? [] : ["配合单位：县审计局"]),
  ]),
};

const codes = Object.keys(WARNINGS).filter((code): code is WarningCode => code in WARNINGS);

/** A file that the ledger has written. */
const exported = readAs(await whole(writeDocx(exportOf(draftOf(table(ROW, SECOND))))));

describe("every warning is raised by a text", () => {
  const raised = new Set(NOTICES.flatMap((notice) => draftOf(printed(notice)).warnings.map(({ code }) => code)));
  if (typeof exported !== "string") for (const { code } of exported.warnings) raised.add(code);

  test.each(codes)("%s", (code) => {
    const example = EXAMPLES[code];
    const layout = LAYOUTS[code];
    if (layout) {
      expect(recogniseArticle(textDocument(layout.join("\n"))).flatMap(doubtCodes)).toContain(code);
    } else if (example === undefined) {
      expect([...raised]).toContain(code);
    } else {
      expect(draftOf(example).warnings.map((warning) => warning.code)).toContain(code);
    }
  });

  test("the small table raises none by itself", () => {
    expect(draftOf(table(ROW, SECOND)).warnings).toEqual([]);
  });
});

test("a message is in Chinese and English and quotes the printed words once in each", () => {
  expect(toWarning({ code: "OPEN_LIST", row: 3, lines: [7, 9], words: "县税务局等" })).toEqual({
    code: "OPEN_LIST",
    severity: "notice",
    message: "单位名单以「等」结尾，未列尽：「县税务局等」。 / The list of units is open (等): “县税务局等”.",
    sentence: {
      zh: "单位名单以「等」结尾，未列尽：「县税务局等」。",
      en: "The list of units is open (等): “县税务局等”.",
    },
    row: 3,
    lines: [7, 9],
  });
});

test("Chinese sentences use Chinese punctuation, and a blocking warning says in both languages what to do", () => {
  for (const code of codes) {
    const { zh, en, severity } = WARNINGS[code];
    expect(zh).not.toMatch(/[,:;()]/);
    if (severity === "notice") continue;
    expect(zh, code).toMatch(/请/);
    expect(en, code).toMatch(/\b(Check|Complete|Correct|Add|Settle)\b/);
  }
});

test("long words are quoted in part", () => {
  const { message } = toWarning({ code: "UNREAD_TEXT", row: null, lines: [1, 1], words: "字".repeat(500) });
  expect(message.length).toBeLessThan(400);
});

test("WARNINGS.md shows the catalogue", async () => {
  const entries = (severity: "blocking" | "notice") =>
    codes
      .filter((code) => WARNINGS[code].severity === severity)
      .map((code) => `- \`${code}\` ${WARNINGS[code].zh} ${WARNINGS[code].en}`);
  const page = [
    "# Warnings of a reading",
    "",
    "What a draft may leave open; `{}` stands for the printed words. This page is made from `src/meaning/warnings.ts`:",
    "`npx vitest run packages/documents/src/meaning/warnings.test.ts -u` writes it anew.",
    "",
    "## Blocking",
    "",
    "The answer changes who owes what, how many tasks there are, or under which heading they stand. A person settles it",
    "before the plan is confirmed.",
    "",
    ...entries("blocking"),
    "",
    "## Notice",
    "",
    ...entries("notice"),
    "",
  ].join("\n");
  await expect(page).toMatchFileSnapshot("../../WARNINGS.md");
});

test("every warning that a decision on a blank cell may settle is one that the reader gives", () => {
  expect([...blankCells.keys()].filter((code) => !(code in WARNINGS))).toEqual([]);
});
