// The end of a plan ends what is owed to it 报送终止: a report that is not accepted by then is dropped.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { lapseOf, ReportingExtensionLapsed } from "./reporting-extension-lapsed.ts";
import type { CompletionState } from "./state.ts";

const cause = z.enum(["planClosed"]);

export const CompletionReportEnded = event({
  type: "CompletionReportEnded",
  /** `accepted` is whether the last report was accepted; otherwise it is dropped. */
  shape: z.object({ unitId, cause, accepted: z.boolean() }),
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, cause: "planClosed", accepted: false },
  evolve: (state: CompletionState): CompletionState => ({ ...state, ended: true }),
  tell: (e, nameOf) => ({
    zh: e.accepted ? `计划关闭，${nameOf(e.unitId)}不再报送` : `计划关闭，终止${nameOf(e.unitId)}的办结情况报送`,
    en: e.accepted
      ? `ended with the plan: ${nameOf(e.unitId)} has reported`
      : `dropped the completion report of ${nameOf(e.unitId)}: the plan is closed`,
  }),
});

export const endCompletionReport = action({
  title: { zh: "终止报送", en: "End a completion report with its plan" },
  by: ["policy"],
  command: z.object({ unitId, cause }),
  example: { unitId: sampleUnit, cause: "planClosed" },
  events: [CompletionReportEnded, ReportingExtensionLapsed],
  decide(state: CompletionState, { unitId, cause }) {
    if (!state.about || state.ended) return [];
    const accepted = state.last?.review === "accepted";
    return [...lapseOf(state, unitId, "planClosed"), CompletionReportEnded({ unitId, cause, accepted })];
  },
});
