// Settling a warning 处理提示: a person decides what the text leaves open.
import { z } from "zod";
import { action, type Rejection, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { freeText } from "../kernel/shapes.ts";
import { foldName } from "../roster/names.ts";
import { type ImportDecision, importDecision } from "./import-decision.ts";
import { aboutOf, blankCells, namesAbove, unitsAsRead } from "./reading.ts";
import type { ImportWarning, PlanState } from "./state.ts";

const resolution = z.object({
  /** The warning's place in the draft's list, from 1. */
  warningNo: z.int().min(1),
  decision: importDecision,
  note: freeText,
});

const sample: z.infer<typeof resolution> = {
  warningNo: 1,
  decision: { kind: "readAs", name: "市政府各部门", as: "区政府各部门", scope: "row" },
  note: { text: "区级文件，应为区政府各部门。" },
};

/** What a decision of version 1 may look like. On a name, it held for the whole plan. */
const withoutScope = z.looseObject({ decision: z.looseObject({ kind: z.string() }) });

export const ImportWarningResolved = event({
  type: "ImportWarningResolved",
  title: "处理提示",
  shape: resolution.extend({ code: z.string() }),
  version: 2,
  upcast: {
    1(old) {
      const { decision, ...rest } = withoutScope.parse(old);
      return { ...rest, decision: decision.kind === "keep" ? decision : { ...decision, scope: "everywhere" } };
    },
  },
  sight: () => everybodys(),
  sample: { ...sample, code: "OTHER_LEVEL_UNIT" },
  evolve(plan: PlanState, e): PlanState {
    const settled = new Map(plan.settled);
    // Deleted first, so that the latest decision comes last: it wins if two are about the same.
    settled.delete(e.warningNo);
    return { ...plan, settled: settled.set(e.warningNo, e.decision) };
  },
  tell(e) {
    const { zh, en } = inWords(e.decision);
    return {
      zh: `处理第${e.warningNo}条提示（${e.code}）：${zh}；${e.note.text}`,
      en: `settled warning ${e.warningNo} (${e.code}): ${en}; ${e.note.text}`,
    };
  },
});

function inWords(decision: ImportDecision): Sentence {
  if (decision.kind === "keep") return { zh: "维持原文", en: "keep as printed" };
  if (decision.kind === "asAbove") return { zh: "与上一行合并", en: "merged with the row above" };
  const where = decision.scope === "row" ? { zh: "", en: "" } : { zh: "（全计划）", en: ", everywhere in the plan" };
  return decision.kind === "readAs"
    ? {
        zh: `改读名称“${decision.name}”→“${decision.as}”${where.zh}`,
        en: `read as another name “${decision.name}”→“${decision.as}”${where.en}`,
      }
    : {
        zh: `视为区域外单位“${decision.name}”${where.zh}`,
        en: `a body outside the region “${decision.name}”${where.en}`,
      };
}

export const resolveImportWarning = action({
  title: { zh: "处理提示", en: "Settle a warning of the import" },
  by: ["office"],
  command: resolution,
  example: sample,
  events: [ImportWarningResolved],
  open(plan: PlanState, { warningNo }) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status !== "draft") return reject("NOT_A_DRAFT");
    const warning = plan.warnings[warningNo - 1];
    return warning ? { plan, warning } : reject("WARNING_NOT_FOUND", String(warningNo));
  },
  decide({ plan, warning }, command) {
    const { warningNo, decision } = command;
    const refusal = refusalOf(plan, warning, decision);
    if (refusal) return refusal;
    const before = plan.settled.get(warningNo);
    if (before && canonicalJson(before) === canonicalJson(decision) && isLatest(plan, warningNo, decision)) return [];
    return [ImportWarningResolved({ ...command, code: warning.code })];
  },
});

function refusalOf(plan: PlanState, warning: ImportWarning, decision: ImportDecision): Rejection | null {
  if (decision.kind === "keep") return null;
  if (decision.kind === "asAbove") {
    if (!blankCells.has(warning.code)) return reject("NOT_A_BLANK_CELL", warning.code);
    return namesAbove(plan, warning) ? null : reject("NOTHING_ABOVE", String(warning.row));
  }
  if (decision.scope === "row" && warning.row === null) return reject("WARNING_OF_NO_ROW", warning.code);
  const wanted = foldName(decision.name);
  const isPrinted = [...unitsAsRead(plan)].some(
    ([row, units]) =>
      (decision.scope === "everywhere" || row === warning.row) &&
      units.some(({ name, printed }) => foldName(name) === wanted || foldName(printed) === wanted),
  );
  return isPrinted ? null : reject("NAME_NOT_PRINTED", decision.name);
}

/** True if no other warning was settled later by a decision about the same. */
function isLatest(plan: PlanState, warningNo: number, decision: ImportDecision): boolean {
  const about = aboutOf(plan, warningNo, decision);
  const latest = [...plan.settled].findLast(([no, other]) => aboutOf(plan, no, other) === about);
  return about === null || latest?.[0] === warningNo;
}
