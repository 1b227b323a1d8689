// Resuming a completion report 恢复报送: its unit, with which it ended, was restored, and owes it as the plan has it now.
import { z } from "zod";
import { action, unchanged } from "../kernel/action.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { CompletionReportResumed } from "./completion-report-resumed.ts";
import { ReportingTermsChanged, reportingTerms, sampleTerms, underTerms } from "./owe-completion-report.ts";
import { ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import { ReportingUrgingsLapsed } from "./reporting-urgings-lapsed.ts";
import type { CompletionState } from "./state.ts";

export const resumeCompletionReport = action({
  title: { zh: "恢复报送", en: "Resume the completion report of a restored unit" },
  by: ["policy"],
  command: z.object({ unitId, terms: reportingTerms }),
  example: { unitId: sampleUnit, terms: sampleTerms },
  events: [CompletionReportResumed, ReportingTermsChanged, ReportingExtensionLapsed, ReportingUrgingsLapsed],
  open: (state: CompletionState) => (state.ended === "unitEnded" ? state : unchanged),
  decide: (state, { unitId, terms }) => [
    CompletionReportResumed({ unitId, cause: "unitRestored" }),
    ...underTerms(state, unitId, terms),
  ],
});
