// Acceptance of a report 审核通过 by its reviewer.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { reportToJudge } from "./review.ts";
import { asReviewer } from "./rights.ts";
import { onReport, type TaskState } from "./state.ts";

const judgement = z.object({ unitId, reportNo: z.int().min(1) });
const sample = { unitId: sampleUnit, reportNo: 1 };

export const ReportAccepted = event({
  type: "ReportAccepted",
  title: "审核通过",
  shape: judgement,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (task: TaskState, e): TaskState => onReport(task, e, () => null),
  tell: (e, nameOf) => ({
    zh: `审核通过${nameOf(e.unitId)}的第${e.reportNo}份填报`,
    en: `accepted report ${e.reportNo} of ${nameOf(e.unitId)}`,
  }),
});

export const acceptReport = action({
  title: { zh: "审核通过", en: "Accept a report" },
  by: ["unit", "office"],
  may: asReviewer,
  command: judgement,
  example: sample,
  events: [ReportAccepted],
  open: (task: TaskState, target) => reportToJudge(task, target, "accepted"),
  decide: (_report, command) => [ReportAccepted(command)],
});
