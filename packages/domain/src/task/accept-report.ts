// A report accepted 审核通过.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { event } from "../kernel/event.ts";
import { unitId } from "../kernel/shapes.ts";
import { reportUnderReview, reviewed } from "./review.ts";
import type { TaskState } from "./state.ts";

const review = z.object({ unitId, reportNo: z.int().min(1) });

export const ReportAccepted = event({
  type: "ReportAccepted",
  shape: review,
  units: (e) => [e.unitId],
  evolve: (task: TaskState, e): TaskState => reviewed(task, e, "accepted"),
  tell: (e, nameOf) => ({
    zh: `审核通过${nameOf(e.unitId)}的第${e.reportNo}份填报`,
    en: `accepted report ${e.reportNo} of ${nameOf(e.unitId)}`,
  }),
});

export const acceptReport = action({
  title: { zh: "审核通过", en: "Accept a report" },
  by: ["unit", "office"],
  command: review,
  events: [ReportAccepted],
  decide(task: TaskState, command, actor) {
    const report = reportUnderReview(task, command, actor);
    if (isRejection(report)) return report;
    if (report.review === "accepted") return [];
    return report.review === "open" ? [ReportAccepted(command)] : reject("REPORT_ALREADY_REVIEWED");
  },
});
