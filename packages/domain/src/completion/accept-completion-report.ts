// Acceptance of a completion report 接收办结情况 by the office.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { ReportingUrgingsLapsed, urgingLapseOf } from "./reporting-urgings-lapsed.ts";
import { type CompletionState, reviewed, submissionToJudge } from "./state.ts";

const judgement = z.object({ unitId, reportNo: z.int().min(1), opinion: freeText });
const sample = { unitId: sampleUnit, reportNo: 1, opinion: { text: "情况属实，予以接收。" } };

/** What lapsed does not come back: what it asked about is settled. */
const settled = (state: CompletionState): CompletionState =>
  state.last?.review === "accepted"
    ? { ...state, urgings: state.urgings.map((each) => (each.lapsed ? { ...each, lapsed: "accepted" } : each)) }
    : state;

export const CompletionReportAccepted = event({
  type: "CompletionReportAccepted",
  title: "接收办结情况",
  shape: judgement,
  sight: (e) => unitsOwn([e.unitId], ["unitId", "reportNo"]),
  sample,
  evolve: (state: CompletionState, e): CompletionState => settled(reviewed(state, e.reportNo, "accepted")),
  tell: (e, nameOf) => ({
    zh: `接收${nameOf(e.unitId)}第${e.reportNo}次报送的办结情况：${e.opinion.text}`,
    en: `accepted completion report ${e.reportNo} of ${nameOf(e.unitId)}: ${e.opinion.text}`,
  }),
});

export const acceptCompletionReport = action({
  title: { zh: "接收办结情况", en: "Accept a completion report" },
  by: ["office"],
  command: judgement,
  example: sample,
  events: [CompletionReportAccepted, ReportingUrgingsLapsed],
  open: (state: CompletionState, target) => submissionToJudge(state, target, "accepted"),
  decide: (state, command) => [CompletionReportAccepted(command), ...urgingLapseOf(state, command.unitId, "accepted")],
});
