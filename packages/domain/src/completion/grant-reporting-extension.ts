// A later reporting day granted 同意延期报送: the office moves the day of one unit, to the day asked for or to another.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { lastRequest, refusalOfNewDueDay } from "../task/extension.ts";
import { type CompletionState, owedReport } from "./state.ts";

const grant = z.object({ unitId, extensionNo: z.int().min(1), dueOn: day, opinion: freeText });
const sample = { unitId: sampleUnit, extensionNo: 1, dueOn: "2022-01-10", opinion: { text: "同意延至1月10日。" } };

export const ReportingExtensionGranted = event({
  type: "ReportingExtensionGranted",
  title: "同意延期报送",
  /** `before` is the day until then, `asked` the day asked for. */
  shape: grant.extend({ before: day, asked: day }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "before", "dueOn"]),
  sample: { ...sample, before: "2022-01-05", asked: "2022-01-12" },
  evolve: (state: CompletionState, { extensionNo: no, dueOn }): CompletionState => ({
    ...state,
    dueOn,
    extension: { no, dueOn, state: "granted" },
  }),
  fields: ({ before, dueOn, unitId }) => [{ field: "dueOn", unitId, before, after: dueOn }],
  tell: (e, nameOf) => ({
    zh: `同意${nameOf(e.unitId)}的第${e.extensionNo}次报送延期申请：由${e.before}延至${e.dueOn}${e.asked === e.dueOn ? "" : `（申请延至${e.asked}）`}；意见：${e.opinion.text}`,
    en: `granted request ${e.extensionNo} of ${nameOf(e.unitId)}: reports by ${e.dueOn} instead of ${e.before}${e.asked === e.dueOn ? "" : ` (asked for: ${e.asked})`}; opinion: ${e.opinion.text}`,
  }),
});

export const grantReportingExtension = action({
  title: { zh: "同意延期报送", en: "Grant a later reporting day" },
  by: ["office"],
  command: grant,
  example: sample,
  events: [ReportingExtensionGranted],
  open(state: CompletionState, { unitId, extensionNo }) {
    const owed = owedReport(state, unitId);
    if (isRejection(owed)) return owed;
    const request = lastRequest(owed, extensionNo);
    if (isRejection(request)) return request;
    return request.state === "pending" ? { before: owed.dueOn, request } : reject("EXTENSION_NOT_PENDING");
  },
  already(state, { unitId, extensionNo, dueOn }) {
    const request = lastRequest(owedReport(state, unitId), extensionNo);
    return !isRejection(request) && request.state === "granted" && request.dueOn === dueOn;
  },
  decide({ before, request }, command, actor) {
    const refusal = refusalOfNewDueDay(before, command.dueOn, actor);
    return refusal ?? [ReportingExtensionGranted({ ...command, before, asked: request.dueOn })];
  },
});
