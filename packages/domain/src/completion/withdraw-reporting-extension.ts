// A request for a later reporting day withdrawn 撤回报送延期申请 by its unit, on the record.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { requestToAnswer } from "../task/extension.ts";
import { ownReport } from "./rights.ts";
import { type CompletionState, extensionAnswered, owedReport } from "./state.ts";

const withdrawal = z.object({ unitId, extensionNo: z.int().min(1) });
const sample = { unitId: sampleUnit, extensionNo: 1 };

export const ReportingExtensionWithdrawn = event({
  type: "ReportingExtensionWithdrawn",
  title: "撤回报送延期申请",
  shape: withdrawal,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (state: CompletionState, e): CompletionState => extensionAnswered(state, e.extensionNo, "withdrawn"),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}撤回第${e.extensionNo}次报送延期申请`,
    en: `withdrew request ${e.extensionNo} of ${nameOf(e.unitId)} for a later reporting day`,
  }),
});

export const withdrawReportingExtension = action({
  title: { zh: "撤回报送延期申请", en: "Withdraw a request for a later reporting day" },
  by: ["unit"],
  may: ownReport,
  command: withdrawal,
  example: sample,
  events: [ReportingExtensionWithdrawn],
  open: (state: CompletionState, { unitId, extensionNo }) =>
    requestToAnswer(owedReport(state, unitId), extensionNo, "withdrawn"),
  decide: (_request, command) => [ReportingExtensionWithdrawn(command)],
});
