// A later reporting day refused 不同意延期报送, with the reason. The day stays.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { requestToAnswer } from "../task/extension.ts";
import { type CompletionState, extensionAnswered, owedReport } from "./state.ts";

const refusal = z.object({ unitId, extensionNo: z.int().min(1), reason: freeText });
const sample = { unitId: sampleUnit, extensionNo: 1, reason: { text: "报送日期由上级规定。" } };

export const ReportingExtensionRefused = event({
  type: "ReportingExtensionRefused",
  title: "不同意延期报送",
  shape: refusal,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (state: CompletionState, e): CompletionState => extensionAnswered(state, e.extensionNo, "refused"),
  tell: (e, nameOf) => ({
    zh: `不同意${nameOf(e.unitId)}的第${e.extensionNo}次报送延期申请：${e.reason.text}`,
    en: `refused request ${e.extensionNo} of ${nameOf(e.unitId)} for a later reporting day: ${e.reason.text}`,
  }),
});

export const refuseReportingExtension = action({
  title: { zh: "不同意延期报送", en: "Refuse a later reporting day" },
  by: ["office"],
  command: refusal,
  example: sample,
  events: [ReportingExtensionRefused],
  open: (state: CompletionState, { unitId, extensionNo }) =>
    requestToAnswer(owedReport(state, unitId), extensionNo, "refused"),
  decide: (_request, command) => [ReportingExtensionRefused(command)],
});
