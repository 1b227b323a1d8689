// Resuming a completion report 恢复报送: its unit, with which it ended, was restored, and owes it as the plan has it now. So it
// owes the answers that ended with it, also where it had handed the report in.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { CompletionReportResumed } from "./completion-report-resumed.ts";
import { ReportingTermsChanged, reportingTerms, resumedUnderTerms, sampleTerms } from "./owe-completion-report.ts";
import { ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import { ReportingUrgingsLapsed } from "./reporting-urgings-lapsed.ts";
import { ReportingUrgingsResumed, urgingsLapsedWith } from "./reporting-urgings-resumed.ts";
import type { CompletionState } from "./state.ts";

/** True for a report that ended with its unit, wholly or only what it had to answer. */
export const isEndedWithUnit = (state: CompletionState): boolean =>
  state.ended === "unitEnded" || (state.ended === null && urgingsLapsedWith(state, "unitEnded").length > 0);

export const resumeCompletionReport = action({
  title: { zh: "恢复报送", en: "Resume the completion report of a restored unit" },
  by: ["policy"],
  command: z.object({ unitId, terms: reportingTerms }),
  example: { unitId: sampleUnit, terms: sampleTerms },
  events: [
    CompletionReportResumed,
    ReportingUrgingsResumed,
    ReportingTermsChanged,
    ReportingExtensionLapsed,
    ReportingUrgingsLapsed,
  ],
  open: (state: CompletionState) => (isEndedWithUnit(state) ? state : unchanged),
  decide(state, { unitId, terms }) {
    const resumed = state.ended === "unitEnded" ? [CompletionReportResumed({ unitId, cause: "unitRestored" })] : [];
    return [...resumed, ...resumedUnderTerms(state, unitId, terms, "unitEnded")];
  },
});
