// A notice of an invented county as a Word file, with what a first import has to settle: short names, words for a group, and odd days.
import { docxOf, paragraph } from "@taizhang/documents/testing/office-files";
import { cellsOf, docxTable } from "@taizhang/documents/testing/table-files";

const firstTitle = "2026年便民服务重点任务分解表";

const before = [
  "滨河县人民政府办公室文件",
  "滨政办发〔2026〕3号",
  "滨河县人民政府办公室关于印发2026年便民服务重点任务分解表的通知",
  "县直各部门：",
  `现将《${firstTitle}》印发给你们，请对照任务逐项推进，按期报送进展。`,
  "滨河县人民政府办公室",
  "2026年1月12日",
  firstTitle,
];

const table = cellsOf(`
工作任务 | 工作要求 | 牵头单位 | 责任单位 | 完成时限
一、方便群众办事 | < | < | < | <
1.公布便民服务事项清单。 | 写明办理地点和所需材料。 | 县政务服务局 | 县民政局、县人社局 | 2026年12月底前
2.开设周末服务窗口。 | 每周六上午有人值守。 | 县政务局 | 县直各部门 | 通知印发后30日内
3.上门办理高龄津贴认证。 | 按月公布办理情况。 | 县民政局 | 县人社局、有关部门 | 每季度末
二、减轻企业负担 | < | < | < | <
4.公布涉企收费目录清单。 | 清单之外不得收费。 | 县财政局 | 县政务服务局 | 2027年3月底前
5.归并企业开办环节。 | 一次提交，一日办结。 | 县市场监管局 | 县人社局、市医保局 | 尽快
`);

/** The file of it. */
export const firstNotice = (): Buffer =>
  Buffer.from(docxOf(before.map((words) => paragraph(words)).join("") + docxTable(table)));

/** The roster that the office has: one unit of the notice is not in it yet. */
export const firstRoster = {
  units: ["县政府办", "县政务服务局", "县民政局", "县人社局", "县财政局"],
  group: { name: "县直各部门", members: ["县政务服务局", "县民政局", "县人社局", "县财政局"] },
};
