// The texts of the plans 计划文字.
import { catalogue } from "../texts/catalogue.ts";

export const plansTexts = catalogue(
  {
    heading: "计划",
    total: (count: number) => `共 ${count} 个计划`,
    filters: "筛选",
    year: "年度",
    status: "状态",
    all: "全部",
    plan: "计划",
    docNumber: "文号",
    issuer: "发布机构",
    tasks: "任务",
    issuedOn: "印发日",
    importedAt: "导入于",
    empty: "没有计划。",
    clear: "清除筛选",
    toImport: "导入来文",
  },
  {
    heading: "Plans",
    total: (count) => (count === 1 ? "1 plan" : `${count} plans`),
    filters: "Filters",
    year: "Year",
    status: "Status",
    all: "all",
    plan: "Plan",
    docNumber: "Document number",
    issuer: "Issuer",
    tasks: "Tasks",
    issuedOn: "Issued on",
    importedAt: "Imported",
    empty: "There are no plans.",
    clear: "Clear the filters",
    toImport: "Import a notice",
  },
);
