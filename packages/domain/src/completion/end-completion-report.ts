// The end of a plan ends what is owed to it 报送终止: a report that is not accepted by then is dropped. So is one that a unit
// still owes when it ends: who takes its parts over reports on them. What it handed in before is judged as any other,
// and what it has not answered lapses. What was asked since the plan is open again is not over with its closing.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import type { PlanEnding } from "../plan/plan-now.ts";
import { lapseOf, ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import { ReportingUrgingsLapsed, urgingLapseOf } from "./reporting-urgings-lapsed.ts";
import { type CompletionState, isStillToReport, reportEnding } from "./state.ts";

export const CompletionReportEnded = event({
  type: "CompletionReportEnded",
  title: "终止报送",
  /** `accepted` is whether the last report was accepted; otherwise it is dropped. */
  shape: z.object({ unitId, cause: reportEnding, accepted: z.boolean() }),
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, cause: "planClosed", accepted: false },
  evolve: (state: CompletionState, { cause }): CompletionState => ({ ...state, ended: cause }),
  tell(e, nameOf) {
    const unit = nameOf(e.unitId);
    if (e.cause === "unitEnded")
      return {
        zh: `${unit}已撤并，终止其办结情况报送`,
        en: `dropped the completion report of ${unit}: the unit has ended`,
      };
    return {
      zh: e.accepted ? `计划关闭，${unit}不再报送` : `计划关闭，终止${unit}的办结情况报送`,
      en: e.accepted
        ? `ended with the plan: ${unit} has reported`
        : `dropped the completion report of ${unit}: the plan is closed`,
    };
  },
});

export const endCompletionReport = action({
  title: { zh: "终止报送", en: "End a completion report with its plan or its unit" },
  by: ["policy"],
  command: z.object({ unitId, cause: reportEnding }),
  example: { unitId: sampleUnit, cause: "planClosed" },
  events: [CompletionReportEnded, ReportingExtensionLapsed, ReportingUrgingsLapsed],
  open: (state: CompletionState) => (state.about && state.ended === null ? state : unchanged),
  decide(state, { unitId, cause }, _actor, ending: PlanEnding) {
    const unanswered = urgingLapseOf(state, unitId, cause, ending);
    if (cause === "unitEnded" && !isStillToReport(state)) return unanswered;
    const accepted = state.last?.review === "accepted";
    return [
      ...lapseOf(state, unitId, cause, ending),
      ...unanswered,
      CompletionReportEnded({ unitId, cause, accepted }),
    ];
  },
});
