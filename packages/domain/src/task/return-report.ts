// A report returned 退回填报, with the reason.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { reportToJudge } from "./review.ts";
import { asReviewer } from "./rights.ts";
import { onReport, type TaskState } from "./state.ts";

const judgement = z.object({ unitId, reportNo: z.int().min(1), reason: freeText });
const sample = { unitId: sampleUnit, reportNo: 1, reason: { text: "请附公开页面的链接。" } };

export const ReportReturned = event({
  type: "ReportReturned",
  title: "退回填报",
  shape: judgement,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (task: TaskState, e): TaskState => onReport(task, e, (report) => ({ ...report, review: "returned" })),
  tell: (e, nameOf) => ({
    zh: `退回${nameOf(e.unitId)}的第${e.reportNo}份填报：${e.reason.text}`,
    en: `returned report ${e.reportNo} of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const returnReport = action({
  title: { zh: "退回填报", en: "Return a report" },
  by: ["unit", "office"],
  may: asReviewer,
  command: judgement,
  example: sample,
  events: [ReportReturned],
  open: (task: TaskState, target) => reportToJudge(task, target, "returned"),
  decide: (_report, command) => [ReportReturned(command)],
});
