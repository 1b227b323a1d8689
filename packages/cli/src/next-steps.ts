// What to do next with an imported plan 下一步: the names to settle, and the commands up to the issue, with their ids.
import { randomUUID } from "node:crypto";
import { foldName, nearNames } from "@taizhang/domain";
import type { ImportedPlan } from "./send-notices.ts";
import { callingTasks } from "./task-no.ts";

type Warning = ImportedPlan["warnings"][number];

/** Whose plan it is, and the names that the region's roster knows. */
export interface PlanInRegion {
  readonly plan: ImportedPlan;
  readonly regionId: string;
  readonly names: readonly string[];
}

/** The steps up to the issue of a plan, in lines; none where it is issued. */
export function nextSteps({ plan, regionId, names }: PlanInRegion): string[] {
  if (plan.status !== "DRAFT" && plan.status !== "CONFIRMED") return [];
  const known = new Set(names.map(foldName));
  const isOpen = ({ severity, decision }: Warning) => severity === "BLOCKING" && decision === null;
  const open = plan.status === "DRAFT" ? plan.warnings.filter(isOpen) : [];
  const isName = ({ code }: Warning) => code === "UNIT_UNKNOWN";
  // A name that was registered since the import is settled by that.
  const unknown = open.filter((warning) => isName(warning) && !known.has(foldName(warning.subject ?? "")));
  const others = open.filter((warning) => !isName(warning));
  const steps = [
    ...(unknown.length > 0 ? [namesStep(unknown, { plan, regionId, names })] : []),
    ...(others.length > 0 ? [othersStep(others, plan)] : []),
    ...(plan.status === "DRAFT" ? [["确认 confirm it:", `  ${mutationOf("confirmPlan", plan)}`]] : []),
    ["印发 issue it:", `  ${mutationOf("issuePlan", plan)}`],
  ];
  return [
    `下一步 next, for plan ${plan.id}; mutations go to the API's /graphql with a token of the office:`,
    ...steps.flatMap(([first, ...rest], at) => [`${at + 1}. ${first}`, ...rest.map((line) => `   ${line}`)]),
  ];
}

function namesStep(unknown: readonly Warning[], { plan, regionId, names }: PlanInRegion): string[] {
  const told = unknown.map((warning) => ({ warning, near: nearNames(names, warning.subject ?? "") }));
  const called = callingTasks(plan.rowNumbers.map((no, at) => ({ row: at + 1, no })));
  const example = told.find(({ near }) => near.length > 0) ?? told[0];
  return [
    `名录不认识的名称 names that the roster does not know (${unknown.length}):`,
    ...told.map(({ warning: { warningNo, subject, row }, near }) => {
      const nearest = near.length > 0 ? `；相近 near: ${near.join("、")}` : "";
      const place = row === null ? "" : `，${called(row)}`;
      return `  ${subject}（提示 warning ${warningNo}${place}）${nearest}`;
    }),
    "写入名录文件（单位、别名或单位组）后载入 write them into a roster file, as units, aliases or groups, and load it:",
    `  taizhang roster load FILE --region ${regionId}`,
    "或按另一名称理解，或视为区域外单位 or read one as another name (READ_AS), or as a body outside the region (EXTERNAL):",
    ...(example ? [`  ${settle(plan, example.warning, example.near[0])}`] : []),
  ];
}

function othersStep(others: readonly Warning[], plan: ImportedPlan): string[] {
  return [
    `其他提示 other warnings to settle (${others.length}), with KEEP, READ_AS or EXTERNAL:`,
    ...others.flatMap((warning) => [
      `  ${warning.warningNo} ${warning.code}：${warning.message}`,
      `    ${mutationOf("resolveImportWarning", plan, `, warningNo: ${warning.warningNo}, decision: { kind: KEEP }, note: "…"`)}`,
    ]),
  ];
}

// An unknown name has one warning, for all the rows that print it.
function settle(plan: ImportedPlan, { warningNo, subject }: Warning, near: string | undefined): string {
  const name = JSON.stringify(subject);
  const decision =
    near === undefined
      ? `{ kind: EXTERNAL, name: ${name}, scope: EVERYWHERE }`
      : `{ kind: READ_AS, name: ${name}, as: ${JSON.stringify(near)}, scope: EVERYWHERE }`;
  return mutationOf("resolveImportWarning", plan, `, warningNo: ${warningNo}, decision: ${decision}, note: "…"`);
}

const mutationOf = (name: string, { id }: ImportedPlan, rest = ""): string =>
  `mutation { ${name}(input: { commandId: "${randomUUID()}", planId: "${id}"${rest} }) { receipt { outcome } rejection { message { zh en } detail } } }`;
