// A request for a later reporting day 申请延期报送: the unit asks, with its reason. The clock runs on meanwhile.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { askedBy, type PlanNow, planRevision, refusalOfClosed } from "../plan/plan-now.ts";
import { pendingIn, refusalOfNewDueDay } from "../task/extension.ts";
import { ownReport } from "./rights.ts";
import { type CompletionState, isStillToReport, owedReport } from "./state.ts";

const request = z.object({ unitId, dueOn: day, reason: freeText, evidence: evidenceList });
const sample = {
  unitId: sampleUnit,
  dueOn: "2022-01-12",
  reason: { text: "年度数据一月十日汇总完成。" },
  evidence: [sampleEvidence],
};

export const ReportingExtensionRequested = event({
  type: "ReportingExtensionRequested",
  title: "申请延期报送",
  /** `before` is the day when it was asked. */
  shape: request.extend({ extensionNo: z.int().min(1), before: day, planRevision }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { ...sample, extensionNo: 1, before: "2022-01-05" },
  evolve: (state: CompletionState, { extensionNo: no, dueOn, planRevision }): CompletionState => ({
    ...state,
    extension: { no, dueOn, state: "pending", ...askedBy({ planRevision }) },
  }),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}申请延期报送（第${e.extensionNo}次）：由${e.before}延至${e.dueOn}；理由：${e.reason.text}`,
    en: `asked that ${nameOf(e.unitId)} report by ${e.dueOn} instead of ${e.before} (request ${e.extensionNo}): ${e.reason.text}`,
  }),
});

export const requestReportingExtension = action({
  title: { zh: "申请延期报送", en: "Request a later reporting day" },
  by: ["unit"],
  may: ownReport,
  command: request,
  example: sample,
  events: [ReportingExtensionRequested],
  open(state: CompletionState, { unitId }) {
    const owed = owedReport(state, unitId);
    if (isRejection(owed)) return owed;
    if (!isStillToReport(state)) return reject("COMPLETION_REPORT_SUBMITTED");
    return pendingIn(owed) ? reject("EXTENSION_PENDING") : owed;
  },
  byPlan: refusalOfClosed,
  decide({ dueOn: before, extension }, command, actor, now: PlanNow) {
    const refusal = refusalOfNewDueDay(before, command.dueOn, actor);
    const extensionNo = (extension?.no ?? 0) + 1;
    const { revision: planRevision } = now.plan;
    return refusal ?? [ReportingExtensionRequested({ ...command, extensionNo, before, planRevision })];
  },
});
