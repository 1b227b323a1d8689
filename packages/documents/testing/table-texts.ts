// Invented tables in text, each with what is right: tabs, bars, commas, one cell a line.

/** A text with a table. */
export interface TextInput {
  readonly layout: string;
  readonly text: string;
  readonly title?: string;
  readonly sections?: readonly string[];
  readonly tasks: readonly string[];
  /** All warnings that block, each with its row. */
  readonly blocking?: readonly string[];
  /** Notices that must be among the others. */
  readonly says?: readonly string[];
}

const TITLE = "云岭县2027年任务分解表";
const TABS = "序号\t工作任务\t责任单位\t完成时限";
const FIRST = "1 开展普查。 ｜ 责 县统计局 ｜ 2027-03-31";
const SECOND = "2 建立名录。 ｜ 责 县民政局 ｜ 2027-05-31";

/** One cell a line, each with this before and behind it; a blank line parts the rows. */
function lined(rows: readonly (readonly string[])[], write: (cell: string) => string, part = "\n"): string {
  return `${TITLE}\n${part}${rows.map((row) => `${row.map(write).join("\n")}\n`).join(part)}`;
}

const ROWS = [
  ["序号", "工作任务", "责任单位", "完成时限"],
  ["1", "开展普查。", "县统计局", "3月底前"],
  ["2", "建立名录。", "县民政局", "5月底前"],
];

export const TEXTS: readonly TextInput[] = [
  {
    layout: "tabs, with blank lines, a total, a note and a roster below",
    text: `${TITLE}\n\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n\n2\t建立名录。\t县民政局\t5月底前\n合计\t2项\t\t\n注：排序不分先后。\n\n附件2\n联络员名单\n序号\t姓名\t单位\t电话\n1\t甲某\t县统计局\t内线1\n2\t乙某\t县民政局\t内线2\n`,
    tasks: [FIRST, SECOND],
    blocking: ["UNREAD_TEXT null"],
    says: ["TOTALS_LEFT_OUT null", "TABLE_LEFT_OUT null"],
  },
  {
    layout: "cells after tabs on lines of their own, with a total and a roster below",
    text: `${lined([...ROWS, ["合计", "", "", ""]], (cell) => `\t${cell}`)}\n附件2\n联络员名单\n\n${["序号", "姓名", "单位", "电话", "1", "甲某", "县统计局", "内线1"].map((cell) => `\t${cell}\n`).join("")}`,
    tasks: [FIRST, SECOND],
    says: ["TOTALS_LEFT_OUT null", "TABLE_LEFT_OUT null"],
  },
  {
    layout: "cells before bars, one a line, a deadline as above",
    text: lined([...ROWS, ["3", "归档资料。", "县档案馆", "同上"]], (cell) => `${cell} |`, ""),
    tasks: [FIRST, SECOND, "3 归档资料。 ｜ 责 县档案馆 ｜ 2027-05-31"],
    says: ["MERGED_CELL_INHERITED 3"],
  },
  {
    layout: "cells above bars on lines of their own",
    text: lined(ROWS, (cell) => `${cell}\n|`, ""),
    tasks: [FIRST, SECOND],
  },
  {
    layout: "cells without any mark, one of two paragraphs and one of two units",
    text: `${TITLE}\n工作任务\n责任单位\n完成时限\n开展普查。\n覆盖全县。\n县统计局\n3月底前\n建立名录。\n县民政局\n县财政局\n5月底前\n归档资料。\n县档案馆\n10月底前\n`,
    tasks: [
      "开展普查。 覆盖全县。 ｜ 责 县统计局 ｜ 2027-03-31",
      "建立名录。 ｜ 责 县民政局、县财政局 ｜ 2027-05-31",
      "归档资料。 ｜ 责 县档案馆 ｜ 2027-10-31",
    ],
    blocking: ["PARAGRAPH_ASSUMED 1", "UNIT_LINE_BROKEN 2"],
    says: ["CELLS_BY_CONTENT null"],
  },
  {
    layout: "two columns of cells without any mark, numbered tasks",
    text: `${TITLE}\n工作任务\n责任单位\n1.修路10公里。\n县交通运输局\n2.建桥2座。\n县住建局、县水利局\n3.新建学校。\n县教育局\n`,
    tasks: [
      "1 修路10公里。 ｜ 责 县交通运输局 ｜ 无期",
      "2 建桥2座。 ｜ 责 县住建局、县水利局 ｜ 无期",
      "3 新建学校。 ｜ 责 县教育局 ｜ 无期",
    ],
    says: ["CELLS_BY_CONTENT null"],
  },
  {
    layout: "commas, with a title and a note in rows of the sheet and cells of several lines",
    text: `${TITLE},,,\n序号,工作任务,责任单位,完成时限\n1,"开展普查，\n覆盖全县。","县统计局\n县民政局",2027/3/31\n2,建立名录。,县民政局,5月底前\n,,,\n注：按时完成。,,,\n`,
    tasks: ["1 开展普查， 覆盖全县。 ｜ 责 县统计局、县民政局 ｜ 2027-03-31", SECOND],
    blocking: ["UNREAD_TEXT null"],
  },
  {
    layout: "Markdown with breaks in its cells",
    text: `# ${TITLE}\n\n| 序号 | 工作任务 | 牵头单位 | 配合单位 |\n|:--:|---|:--|--:|\n| 1 | 开展普查，<br>覆盖全县。 | 县统计局 | 县民政局<br>县财政局 |\n| 2 | 建立名录。 | 县民政局 | |\n`,
    tasks: [
      "1 开展普查， 覆盖全县。 ｜ 牵 县统计局 ｜ 责 县民政局、县财政局 ｜ 无期",
      "2 建立名录。 ｜ 牵 县民政局 ｜ 无期",
    ],
    blocking: ["BLANK_RESPONSIBLE_DOUBTFUL 2"],
  },
  {
    layout: "bars between cells, the last of them empty",
    text: `${TITLE}\n序号 | 工作任务 | 责任单位 | 完成时限\n1 | 开展普查。 | 县统计局 | 3月底前\n2 | 建立名录。 | 县民政局 |\n合计 | 2 | |\n`,
    tasks: [FIRST, "2 建立名录。 ｜ 责 县民政局 ｜ 无期"],
    says: ["TOTALS_LEFT_OUT null", "BLANK_DEADLINE 2"],
  },
  {
    layout: "headings above each table, the header printed again",
    text: `${TITLE}\n\n一、产业发展\n\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n\n二、民生保障\n\n${TABS}\n1\t建立名录。\t县民政局\t5月底前\n`,
    title: TITLE,
    sections: ["一 产业发展", "二 民生保障"],
    tasks: [`一 ${FIRST}`, "二 1 建立名录。 ｜ 责 县民政局 ｜ 2027-05-31"],
  },
  {
    layout: "divisions without numerals in the first cell of a row",
    text: `${TITLE}\n${TABS}\n产业发展\t\t\t\n1\t开展普查。\t县统计局\t3月底前\n民生保障\t\t\t\n2\t建立名录。\t县民政局\t5月底前\n`,
    sections: ["产业发展 产业发展", "民生保障 民生保障"],
    tasks: [`产业发展 ${FIRST}`, `民生保障 ${SECOND}`],
  },
  {
    layout: "aims for each quarter",
    text: `${TITLE}\n序号\t重点工作\t一季度\t二季度\t三季度\t四季度\t责任单位\n1\t建设产业园。\t完成设计。\t开工。\t封顶。\t验收。\t县发改局\n2\t治理河道。\t完成招标。\t3公里。\t7公里。\t完成。\t县水利局\n`,
    tasks: [
      "1 建设产业园。 ｜ 责 县发改局 ｜ 要求 完成设计。 开工。 封顶。 验收。 ｜ 无期",
      "2 治理河道。 ｜ 责 县水利局 ｜ 要求 完成招标。 3公里。 7公里。 完成。 ｜ 无期",
    ],
    says: ["AIMS_BY_PERIOD null"],
  },
  {
    layout: "a wrapped title, and a line about the table below it",
    text: `云岭县2027年贯彻落实全县经济工作会议\n精神重点任务分解表\n\n牵头单位：县政府办公室\n\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    title: "云岭县2027年贯彻落实全县经济工作会议精神重点任务分解表",
    tasks: [FIRST, SECOND],
    blocking: ["UNREAD_TEXT null"],
  },
  {
    layout: "a blank form below",
    text: `${TITLE}\n\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n\n附件2\n工作进展情况统计表\n序号\t工作任务\t责任单位\t完成情况\n1\t\t\t\n2\t\t\t\n`,
    tasks: [FIRST, SECOND],
    says: ["FORM_IGNORED null"],
  },
  {
    layout: "a blank unit and a blank deadline that may both have been merged",
    text: `${TITLE}\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t\t\n3\t归档资料。\t县档案馆\t10月底前\n`,
    tasks: [FIRST, "2 建立名录。 ｜ 责 县统计局↑ ｜ 无期", "3 归档资料。 ｜ 责 县档案馆 ｜ 2027-10-31"],
    blocking: ["BLANK_DEADLINE_DOUBTFUL 2"],
  },
  {
    layout: "the rest of a row on a new page",
    text: `${TITLE}\n${TABS}\n1\t开展普查，做到\t县统计局\t3月底前\n${TABS}\n\t应查尽查。\t\t\n2\t建立名录。\t县民政局\t5月底前\n`,
    tasks: ["1 开展普查，做到 ｜ 责 县统计局 ｜ 2027-03-31", "应查尽查。 ｜ 责 县统计局↑ ｜ 无期", SECOND],
    blocking: ["BLANK_DEADLINE_DOUBTFUL 2", "ROW_MAY_CONTINUE 2"],
  },
  {
    layout: "numbers with a gap",
    text: `${TITLE}\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n4\t归档资料。\t县档案馆\t10月底前\n`,
    tasks: [FIRST, SECOND, "4 归档资料。 ｜ 责 县档案馆 ｜ 2027-10-31"],
    blocking: ["NUMBER_SKIPPED 3"],
  },
  {
    layout: "a table that goes on over pages, each with the title and the header again",
    text: `${TITLE}\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n第1页 共2页\n${TITLE}\n${TABS}\n2\t建立名录。\t县民政局\t5月底前\n（续上表）\n3\t归档资料。\t县档案馆\t10月底前\n`,
    tasks: [FIRST, SECOND, "3 归档资料。 ｜ 责 县档案馆 ｜ 2027-10-31"],
  },
  {
    layout: "no column of units, and rows that name the units of those below",
    text: `${TITLE}\n序号\t工作任务\t完成时限\n县统计局（1项）\n1\t开展普查。\t3月底前\n县民政局\n2\t建立名录。\t5月底前\n归档工作\t\t\n3\t归档资料。\t10月底前\n县档案馆、县委办公室（牵头）\n4\t整理资料。\t11月底前\n`,
    sections: [
      "县统计局（1项） 县统计局（1项）",
      "县民政局 县民政局",
      "归档工作 归档工作",
      "县档案馆、县委办公室（牵头） 县档案馆、县委办公室（牵头）",
    ],
    tasks: [
      `县统计局（1项） ${FIRST}`,
      `县民政局 ${SECOND}`,
      "归档工作 3 归档资料。 ｜ 2027-10-31",
      "县档案馆、县委办公室（牵头） 4 整理资料。 ｜ 牵 县委办公室 ｜ 责 县档案馆 ｜ 2027-11-30",
    ],
    blocking: ["NO_UNIT 3"],
    says: ["UNITS_FROM_HEADING 1", "UNITS_FROM_HEADING 2", "UNITS_FROM_HEADING 4"],
  },
  {
    layout: "headings with numerals in rows of their own, and without in a column",
    text: `${TITLE}\n类别\t工作任务\t责任单位\t完成时限\n一、统计\t\t\t\n普查\t1.开展普查。\t县统计局\t3月底前\n二、民生\t\t\t\n名录\t2.建立名录。\t县民政局\t5月底前\n`,
    sections: ["一 统计：普查普查", "二 民生：名录名录"],
    tasks: [`一普查 ${FIRST}`, `二名录 ${SECOND}`],
  },
  {
    layout: "headings in a column, some of them below a row of their own",
    text: `${TITLE}\n类别\t工作任务\t责任单位\t完成时限\n普查\t1.开展普查。\t县统计局\t3月底前\n民生类\t\t\t\n名录\t2.建立名录。\t县民政局\t5月底前\n`,
    sections: ["普查 普查", "民生类 民生类：名录名录"],
    tasks: [`普查 ${FIRST}`, `民生类名录 ${SECOND}`],
  },
  {
    layout: "the same table twice",
    text: `${TITLE}\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n\n${TITLE}\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    tasks: [FIRST, SECOND, FIRST, SECOND],
    blocking: ["TABLE_REPEATED 3"],
  },
  {
    layout: "a head over the tasks that is not known, between the number, the units and the deadline",
    text: `${TITLE}\n序号\t隐患点\t责任单位\t完成时限\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    tasks: [FIRST, SECOND],
    blocking: ["TASK_COLUMN_ASSUMED null"],
  },
  {
    layout: "works by name, with the day on which they are finished",
    text: `${TITLE}\n序号\t工程名称\t责任单位\t完工时间\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    tasks: [FIRST, SECOND],
  },
  {
    layout: "a table above whose heads name units and nothing that is known to be a task",
    text: `附件1\n序号\t隐患点\t位置\t责任单位\n1\t河堤\t城北\t县水利局\n2\t桥梁\t城南\t县交通局\n附件2\n${TITLE}\n${TABS}\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    tasks: [FIRST, SECOND],
    blocking: ["ROWS_LEFT_OUT null"],
  },
];

/** Texts that are refused, with what the sentence must say. */
export const REFUSED: readonly {
  readonly kind: string;
  readonly text: string;
  readonly code: string;
  readonly says: RegExp;
}[] = [
  {
    kind: "a header that lost its last word",
    text: `${TITLE}\n序号\t工作任务\t责任单位\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    code: "TABLE_NOT_READABLE",
    says: /第 2 行的表头有 3 栏，其下各行却有 4 栏/,
  },
  {
    kind: "a header that lost the word over the tasks",
    text: `${TITLE}\n序号\t责任单位\t完成时限\n1\t开展普查。\t县统计局\t3月底前\n2\t建立名录。\t县民政局\t5月底前\n`,
    code: "TABLE_NOT_READABLE",
    says: /表头可能漏了一格/,
  },
  {
    kind: "a table with units whose tasks stand under no known head",
    text: `${TITLE}\n序号\t隐患点\t位置\t责任单位\n1\t河堤\t城北\t县水利局\n2\t桥梁\t城南\t县交通局\n`,
    code: "NO_TASK_TABLE",
    says: /第 2 行的表头有单位一栏，但没有一栏认得出是任务（表头：序号、隐患点、位置、责任单位）/,
  },
  {
    kind: "a table drawn with lines, whose cells go over several of them",
    text: `${TITLE}\n┌──┬────┬────┐\n│序号│工作任务│责任单位│\n├──┼────┼────┤\n│1│开展人口│县统计局│\n│ │普查。│ │\n└──┴────┴────┘\n`,
    code: "TABLE_NOT_READABLE",
    says: /第 3 行有任务表的表头，但各栏用「│」隔开/,
  },
  {
    kind: "semicolons of full width between the cells",
    text: `${TITLE}\n${TABS.replaceAll("\t", "；")}\n1；开展普查。；县统计局；3月底前\n2；建立名录。；县民政局；5月底前\n`,
    code: "TABLE_NOT_READABLE",
    says: /第 2 行有任务表的表头，但各栏用「；」隔开/,
  },
  {
    kind: "a table in two halves side by side",
    text: `${TITLE}\n${TABS}\t${TABS}\n1\t开展普查。\t县统计局\t3月底前\t2\t建立名录。\t县民政局\t5月底前\n`,
    code: "TABLE_NOT_READABLE",
    says: /第 2 行的表头把「序号、工作任务、责任单位、完成时限」并排印了两遍/,
  },
  {
    kind: "lines that are as well a table of three tasks as an article of six",
    text: `${TITLE}\n工作任务\n责任单位\n${[
      "完善农村公路管理养护机制",
      "推进城乡供水一体化工程",
      "建设紧密型县域医共体",
    ]
      .map(
        (words, at) =>
          `${at + 1}.${words}：\n（1）抓好前期工作，完成方案编制、资金筹措和项目报批，确保年内开工。（县发改局负责）\n（2）抓好后期管护，建立长效机制，定期开展检查评估并公开结果。（县财政局负责）\n项目建设单位、项目主管部门\n`,
      )
      .join("")}`,
    code: "AMBIGUOUS_LAYOUT",
    says: /没有分隔符的表（3 项），或条文（6 项）/,
  },
  {
    kind: "a roster",
    text: "工作专班名单\n序号\t姓名\t单位\t电话\n1\t甲某\t县统计局\t内线1\n2\t乙某\t县民政局\t内线2\n",
    code: "NO_TASK_TABLE",
    says: /没有找到任务/,
  },
  {
    kind: "a list of whom to call about what",
    text: "监督电话\n类别\t责任单位\t联系人\t联系电话\n教育\t县教育局\t甲某\t内线1\n医疗\t县卫健局\t乙某\t内线2\n",
    code: "NO_TASK_TABLE",
    says: /没有找到任务/,
  },
];
