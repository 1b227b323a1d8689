// A report returned 退回填报, with the reason.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { event } from "../kernel/event.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { reportUnderReview, reviewed } from "./review.ts";
import type { TaskState } from "./state.ts";

const review = z.object({ unitId, reportNo: z.int().min(1), reason: freeText });

export const ReportReturned = event({
  type: "ReportReturned",
  shape: review,
  units: (e) => [e.unitId],
  evolve: (task: TaskState, e): TaskState => reviewed(task, e, "returned"),
  tell: (e, nameOf) => ({
    zh: `退回${nameOf(e.unitId)}的第${e.reportNo}份填报：${e.reason.text}`,
    en: `returned report ${e.reportNo} of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const returnReport = action({
  title: { zh: "退回填报", en: "Return a report" },
  by: ["unit", "office"],
  command: review,
  events: [ReportReturned],
  decide(task: TaskState, command, actor) {
    const report = reportUnderReview(task, command, actor);
    if (isRejection(report)) return report;
    if (report.review === "returned") return [];
    return report.review === "open" ? [ReportReturned(command)] : reject("REPORT_ALREADY_REVIEWED");
  },
});
