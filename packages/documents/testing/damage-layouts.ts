// Invented documents in the layouts that the five notices do not have, one line for each row or paragraph, to be damaged.

const TITLE = "示例县2031年重点工作任务分解表";

interface Row {
  readonly task: string;
  readonly lead: string;
  readonly others: string;
  readonly due: string;
}

const row = (task: string, lead: string, others: string, due: string): Row => ({ task, lead, others, due });

const ROWS: readonly Row[] = [
  row("修编县城排水规划。", "县住房城乡建设局", "县水利局、县财政局", "2031年6月底前"),
  row("疏浚东河河道三公里。", "县水利局", "县财政局、各镇人民政府", "2031年9月底前"),
  row("改造老旧小区二十个。", "县住房城乡建设局", "县民政局、县财政局", "2031年11月底前"),
  row("新建村级卫生室八所。", "县卫生健康局", "各镇人民政府", "2031年10月底前"),
  row("公开义务教育招生政策。", "县教育局", "县司法局", "2031年5月底前"),
  row("扩建县图书馆阅览室。", "县文化旅游局", "县财政局、县教育局", "2031年12月底前"),
  row("开展食品安全抽检。", "县市场监管局", "县卫生健康局、县教育局", "2031年8月底前"),
  row("培训农业技术人员。", "县农业农村局", "县教育局、各镇人民政府", "2031年7月底前"),
  row("整治农村人居环境。", "县农业农村局", "县水利局、县卫生健康局", "2031年11月底前"),
  row("清理规范性文件。", "县司法局", "县市场监管局、县民政局", "2031年6月底前"),
];

const cells = (tag: string, words: readonly string[]) => words.map((each) => `<${tag}>${each}</${tag}>`).join("");

const page = [
  `<!doctype html><meta charset="utf-8"><title>${TITLE}</title>`,
  `<p>${TITLE}</p>`,
  "<table>",
  `<tr>${cells("th", ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"])}</tr>`,
  ...ROWS.map(({ task, lead, others, due }, at) => `<tr>${cells("td", [`${at + 1}`, task, lead, others, due])}</tr>`),
  "</table>",
];

const article = [
  "示例县2031年重点工作任务分工方案",
  "一、加快城乡建设",
  ...ROWS.slice(0, 5).map(
    ({ task, lead, others, due }, at) => `${at + 1}.${task}${due}完成。（${lead}牵头，${others}配合）`,
  ),
  "二、提升服务水平",
  ...ROWS.slice(5).map(
    ({ task, lead, others, due }, at) => `${at + 6}.${task}${due}完成。（${lead}牵头，${others}配合）`,
  ),
];

const labelled = [
  "示例县2031年整改任务清单",
  ...ROWS.flatMap(({ task, lead, others, due }, at) => [
    `${at + 1}.${task}`,
    `牵头单位：${lead}`,
    `责任单位：${others}`,
    `完成时限：${due}`,
  ]),
];

const barred = [
  TITLE,
  "| 序号 | 工作任务 | 牵头单位 | 责任单位 | 完成时限 |",
  ...ROWS.map(({ task, lead, others, due }, at) => `| ${at + 1} | ${task} | ${lead} | ${others} | ${due} |`),
];

/** The text of each of these layouts. */
export const LAYOUTS = {
  "html table": page.join("\n"),
  article: article.join("\n"),
  "labelled list": labelled.join("\n"),
  "barred table": barred.join("\n"),
} as const;
