// Progress report 进展填报: a unit says where its part of the task stands, in the form 韶关 prints (L204-209).
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { event } from "../kernel/event.ts";
import { day, evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { onAssignment, ownAssignment, type TaskState } from "./state.ts";

const report = z.object({ unitId, reportedOn: day, progress: freeText, evidence: evidenceList });

export const ProgressReported = event({
  type: "ProgressReported",
  shape: report.extend({ reportNo: z.int().min(1) }),
  units: (e) => [e.unitId],
  evolve: (task: TaskState, { unitId, reportedOn, progress, evidence }): TaskState =>
    onAssignment(task, unitId, (part) => ({
      ...part,
      state: "accepted",
      reports: [...part.reports, { reportedOn, progress, evidence, review: "open" }],
    })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}填报进展（第${e.reportNo}份，${e.reportedOn}）：${e.progress.text}`,
    en: `reported progress for ${nameOf(e.unitId)} (report ${e.reportNo}, ${e.reportedOn}): ${e.progress.text}`,
  }),
});

export const reportProgress = action({
  title: { zh: "进展填报", en: "Report progress" },
  by: ["unit"],
  command: report,
  events: [ProgressReported],
  decide(task: TaskState, command, actor) {
    const part = ownAssignment(task, command.unitId, actor);
    if (isRejection(part)) return part;
    if (part.state === "claimed" || part.state === "endorsed") return reject("CLAIM_PENDING");
    if (command.reportedOn > beijingDay(actor.at)) return reject("DAY_IN_FUTURE", command.reportedOn);
    return [ProgressReported({ ...command, reportNo: part.reports.length + 1 })];
  },
});
