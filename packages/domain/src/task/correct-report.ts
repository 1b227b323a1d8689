// A correction 更正: the unit replaces what it reported; the old words stay on the record.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { event } from "../kernel/event.ts";
import { evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { onAssignment, ownAssignment, type TaskState } from "./state.ts";

const command = z.object({
  unitId,
  reportNo: z.int().min(1),
  progress: freeText,
  evidence: evidenceList,
  reason: freeText,
});
const content = z.object({ progress: freeText, evidence: evidenceList });

export const ReportCorrected = event({
  type: "ReportCorrected",
  shape: z.object({ unitId, reportNo: z.int().min(1), before: content, after: content, reason: freeText }),
  units: (e) => [e.unitId],
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({
      ...part,
      state: "accepted",
      reports: part.reports.map((report, at) =>
        at === e.reportNo - 1 ? { ...report, ...e.after, review: "open" } : report,
      ),
    })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}更正第${e.reportNo}份填报：${e.after.progress.text}；理由：${e.reason.text}`,
    en: `corrected report ${e.reportNo} of ${nameOf(e.unitId)}: ${e.after.progress.text}; reason: ${e.reason.text}`,
  }),
});

export const correctReport = action({
  title: { zh: "更正填报", en: "Correct a report" },
  by: ["unit"],
  command,
  events: [ReportCorrected],
  decide(task: TaskState, { unitId, reportNo, progress, evidence, reason }, actor) {
    const part = ownAssignment(task, unitId, actor);
    if (isRejection(part)) return part;
    if (part.state === "claimed" || part.state === "endorsed") return reject("CLAIM_PENDING");
    const report = part.reports[reportNo - 1];
    if (!report) return reject("REPORT_NOT_FOUND");
    if (report.review === "accepted") return reject("REPORT_ALREADY_REVIEWED");
    const before = { progress: report.progress, evidence: [...report.evidence] };
    const after = { progress, evidence };
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [ReportCorrected({ unitId, reportNo, before, after, reason })];
  },
});
