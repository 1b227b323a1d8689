// Urging for a completion report 催报办结情况: the office asks a unit that hangs back for an answer. It is owed until the unit gives it.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { askedBy, type PlanNow, planRevision, refusalOfClosed } from "../plan/plan-now.ts";
import { noNotes } from "../task/notes.ts";
import {
  asked,
  refusalOfAgain,
  refusalOfAnswerDay,
  refusalOfMore,
  tellUrging,
  withOneMore,
} from "../task/urging-rules.ts";
import { type CompletionState, isStillToReport, owedReport } from "./state.ts";
import { reportingUrgingStateOf } from "./urging.ts";

const urging = z.object({ unitId, ...asked });
const sample = {
  unitId: sampleUnit,
  text: { text: "1月5日前未收到贵单位的完成情况，请说明原因。" },
  answerBy: "2022-01-07",
  whyAgain: null,
};

export const ReportingUrged = event({
  type: "ReportingUrged",
  title: "催报办结情况",
  /** A unit's urgings for a report are numbered from 1. */
  shape: urging.extend({ urgingNo: z.int().min(1), urgedOn: day, planRevision }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "urgingNo", "answerBy", "urgedOn"]),
  sample: { ...sample, urgingNo: 1, urgedOn: sampleDay },
  evolve: (state: CompletionState, { urgingNo: no, urgedOn, answerBy, planRevision }): CompletionState => ({
    ...state,
    urgings: withOneMore(state.urgings, {
      no,
      urgedOn,
      answerBy,
      answered: false,
      lapsed: null,
      noted: noNotes,
      ...askedBy({ planRevision }),
    }),
  }),
  tell(e, nameOf) {
    const unit = nameOf(e.unitId);
    return tellUrging({ zh: `${unit}报送办结情况`, en: `${unit} for its completion report` }, e);
  },
});

export const urgeReporting = action({
  title: { zh: "催报办结情况", en: "Urge a unit for its completion report" },
  by: ["office"],
  command: urging,
  example: sample,
  events: [ReportingUrged],
  open(state: CompletionState, { unitId }) {
    const owed = owedReport(state, unitId);
    if (isRejection(owed)) return owed;
    if (!isStillToReport(state)) return reject("COMPLETION_REPORT_SUBMITTED");
    return refusalOfMore(owed.urgings) ?? owed;
  },
  byPlan: refusalOfClosed,
  decide({ urgings }, command, actor, now: PlanNow) {
    const today = beijingDay(actor.at);
    const { answerBy, whyAgain } = command;
    // What lapsed asks nothing of the unit any more.
    const standing = urgings.filter((each) => reportingUrgingStateOf(each) !== "terminated");
    const refusal = refusalOfAnswerDay(answerBy, today) ?? refusalOfAgain(standing, whyAgain, today);
    const { revision: planRevision } = now.plan;
    return refusal ?? [ReportingUrged({ ...command, urgingNo: urgings.length + 1, urgedOn: today, planRevision })];
  },
});
