// The completion report 办结情况报告: what a unit owes a plan by its reporting day, handed in, judged, or dropped with the plan.
import { aggregate } from "../kernel/aggregate.ts";
import { acceptCompletionReport } from "./accept-completion-report.ts";
import { answerReportingUrging } from "./answer-reporting-urging.ts";
import { endCompletionReport } from "./end-completion-report.ts";
import { fieldsOfCompletion } from "./fields.ts";
import { grantReportingExtension } from "./grant-reporting-extension.ts";
import { noteReportingDay } from "./note-reporting-day.ts";
import { oweCompletionReport } from "./owe-completion-report.ts";
import { refuseReportingExtension } from "./refuse-reporting-extension.ts";
import { requestReportingExtension } from "./request-reporting-extension.ts";
import { resumeCompletionReport } from "./resume-completion-report.ts";
import { returnCompletionReport } from "./return-completion-report.ts";
import { noCompletion } from "./state.ts";
import { submitCompletionReport } from "./submit-completion-report.ts";
import { urgeReporting } from "./urge-reporting.ts";
import { withdrawReportingExtension } from "./withdraw-reporting-extension.ts";

/** The aggregate of completion reports: one per plan and unit, in the stream `completion-<completionIdOf(…)>`. */
export const completion = aggregate({
  name: "completion",
  missing: "COMPLETION_REPORT_NOT_FOUND",
  initial: noCompletion,
  fields: fieldsOfCompletion,
  subject: ({ about }) => about && { regionId: about.regionId, planId: about.planId, taskId: null },
  actions: {
    oweCompletionReport,
    submitCompletionReport,
    acceptCompletionReport,
    returnCompletionReport,
    requestReportingExtension,
    withdrawReportingExtension,
    grantReportingExtension,
    refuseReportingExtension,
    urgeReporting,
    answerReportingUrging,
    endCompletionReport,
    resumeCompletionReport,
    noteReportingDay,
  },
});
