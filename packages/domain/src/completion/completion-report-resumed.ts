// The end of a completion report undone 恢复报送: its plan is reopened, or its unit restored, and it stands as it stood. A request
// that lapsed stays lapsed; of its urgings see `reporting-urgings-resumed.ts`.
import { z } from "zod";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { type CompletionState, reportResumption } from "./state.ts";

export const CompletionReportResumed = event({
  type: "CompletionReportResumed",
  title: "恢复报送",
  shape: z.object({ unitId, cause: reportResumption }),
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, cause: "planReopened" },
  evolve: (state: CompletionState): CompletionState => ({ ...state, ended: null }),
  tell: (e, nameOf) => ({
    zh: `${e.cause === "unitRestored" ? "单位恢复" : "计划恢复"}，恢复${nameOf(e.unitId)}的办结情况报送`,
    en: `restored the completion report of ${nameOf(e.unitId)}: ${e.cause === "unitRestored" ? "the unit is restored" : "the plan is reopened"}`,
  }),
});
