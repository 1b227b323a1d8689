// Progress report 进展填报: a unit says where its part of the task stands, in the form 韶关 prints (L204-209).

import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, evidenceList, freeText, unitId } from "../kernel/shapes.ts";
import { unclaimedPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import { onAssignment, refusalOfWorkDay, type TaskState } from "./state.ts";

const report = z.object({ unitId, reportedOn: day, progress: freeText, evidence: evidenceList });

const sample = {
  unitId: sampleUnit,
  reportedOn: sampleDay,
  progress: { text: "已公开。" },
  evidence: [sampleEvidence],
};

export const ProgressReported = event({
  type: "ProgressReported",
  title: "进展填报",
  shape: report.extend({ reportNo: z.int().min(1) }),
  sight: (e) => unitsOwn([e.unitId]),
  sample: { ...sample, reportNo: 1 },
  evolve: (task: TaskState, e, revision): TaskState =>
    onAssignment(task, e.unitId, (part) => ({
      ...part,
      state: "accepted",
      reportCount: part.reportCount + 1,
      unsettled: { ...part.unsettled, [part.reportCount + 1]: { review: "open", saidAt: revision } },
    })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}填报进展（第${e.reportNo}份，${e.reportedOn}）：${e.progress.text}`,
    en: `reported progress for ${nameOf(e.unitId)} (report ${e.reportNo}, ${e.reportedOn}): ${e.progress.text}`,
  }),
});

export const reportProgress = action({
  title: { zh: "进展填报", en: "Report progress" },
  by: ["unit"],
  may: ownPart,
  command: report,
  example: sample,
  events: [ProgressReported],
  open: unclaimedPart,
  decide({ task, part }, command, actor) {
    const refusal = refusalOfWorkDay(task, command.reportedOn, actor);
    if (refusal) return refusal;
    return [ProgressReported({ ...command, reportNo: part.reportCount + 1 })];
  },
});
