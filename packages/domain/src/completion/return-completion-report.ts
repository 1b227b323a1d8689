// Return of a completion report 退回办结情况 by the office, with the reason.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { type CompletionState, reviewed, submissionToJudge } from "./state.ts";

const judgement = z.object({ unitId, reportNo: z.int().min(1), reason: freeText });
const sample = { unitId: sampleUnit, reportNo: 1, reason: { text: "未说明未办结事项的原因。" } };

export const CompletionReportReturned = event({
  type: "CompletionReportReturned",
  title: "退回办结情况",
  shape: judgement,
  sight: (e) => unitsOwn([e.unitId], ["unitId", "reportNo"]),
  sample,
  evolve: (state: CompletionState, e): CompletionState => reviewed(state, e.reportNo, "returned"),
  tell: (e, nameOf) => ({
    zh: `退回${nameOf(e.unitId)}第${e.reportNo}次报送的办结情况：${e.reason.text}`,
    en: `returned completion report ${e.reportNo} of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const returnCompletionReport = action({
  title: { zh: "退回办结情况", en: "Return a completion report" },
  by: ["office"],
  command: judgement,
  example: sample,
  events: [CompletionReportReturned],
  open: (state: CompletionState, target) => submissionToJudge(state, target, "returned"),
  decide: (_report, command) => [CompletionReportReturned(command)],
});
