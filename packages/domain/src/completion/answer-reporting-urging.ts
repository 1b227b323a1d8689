// The answer to an urging for a completion report 答复催报: the unit says why it hangs back, also after it has handed in. A late
// answer is taken, and is shown to be late.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { answered, onUrging, tellAnswer, urgingIn } from "../task/urging-rules.ts";
import { ownReport } from "./rights.ts";
import { type CompletionState, owedReport } from "./state.ts";
import { reportingUrgingStateOf } from "./urging.ts";

const answer = z.object({ unitId, urgingNo: z.int().min(1), ...answered });
const sample = {
  unitId: sampleUnit,
  urgingNo: 1,
  text: { text: "因人员变动延误，1月7日报送。" },
  evidence: [sampleEvidence],
};

export const ReportingUrgingAnswered = event({
  type: "ReportingUrgingAnswered",
  title: "答复催报",
  /** `answerBy` is the day that was set; later than it, `answeredOn` is late. */
  shape: answer.extend({ answerBy: day.nullable(), answeredOn: day }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "urgingNo", "answerBy", "answeredOn"]),
  sample: { ...sample, answerBy: "2022-01-07", answeredOn: sampleDay },
  evolve: (state: CompletionState, { urgingNo }): CompletionState => ({
    ...state,
    urgings: onUrging(state.urgings, urgingNo, () => ({ answered: true })),
  }),
  tell: (e, nameOf) => tellAnswer(nameOf(e.unitId), e, { zh: "报送", en: " for the completion report" }),
});

export const answerReportingUrging = action({
  title: { zh: "答复催报", en: "Answer an urging for a completion report" },
  by: ["unit"],
  may: ownReport,
  command: answer,
  example: sample,
  events: [ReportingUrgingAnswered],
  open(state: CompletionState, { unitId, urgingNo }) {
    const owed = owedReport(state, unitId);
    if (isRejection(owed)) return owed;
    const urging = urgingIn(owed.urgings, urgingNo);
    if (!urging) return reject("URGING_NOT_FOUND");
    return reportingUrgingStateOf(urging) === "open" ? urging : reject("URGING_NOT_OPEN");
  },
  decide: ({ answerBy }, command, actor) => [
    ReportingUrgingAnswered({ ...command, answerBy, answeredOn: beijingDay(actor.at) }),
  ],
});
