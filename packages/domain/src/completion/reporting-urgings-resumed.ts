// Urgings for a completion report that are owed an answer again 恢复催报: they lapsed with the plan or the unit, whose end is undone.
import { z } from "zod";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { onUrging } from "../task/urging-rules.ts";
import { type CompletionState, type ReportEnding, reportResumption } from "./state.ts";

export const ReportingUrgingsResumed = event({
  type: "ReportingUrgingsResumed",
  title: "恢复催报",
  shape: z.object({ unitId, urgingNos: z.array(z.int().min(1)).min(1).max(most.urgings), cause: reportResumption }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "urgingNos", "cause"]),
  sample: { unitId: sampleUnit, urgingNos: [1], cause: "planReopened" },
  evolve: (state: CompletionState, { urgingNos }): CompletionState => ({
    ...state,
    urgings: urgingNos.reduce((so, no) => onUrging(so, no, () => ({ lapsed: null })), state.urgings),
  }),
  tell: (e, nameOf) => ({
    zh: `${e.cause === "unitRestored" ? "单位恢复" : "计划恢复"}，${nameOf(e.unitId)}仍须答复第${e.urgingNos.join("、")}次报送催办`,
    en: `let ${nameOf(e.unitId)} owe an answer again to urging ${e.urgingNos.join(", ")} for the completion report: ${e.cause === "unitRestored" ? "the unit is restored" : "the plan is reopened"}`,
  }),
});

/** The urgings that lapsed with the plan, or with the unit, and are owed an answer again once that is undone. */
export function urgingsLapsedWith(state: CompletionState, ending: ReportEnding): number[] {
  // An urging asks about a report that is still to be handed in, or to be judged.
  const isOver = state.dueOn === null || state.last?.review === "accepted";
  return isOver ? [] : state.urgings.flatMap(({ no, lapsed }) => (lapsed === ending ? [no] : []));
}

const resumption = { planClosed: "planReopened", unitEnded: "unitRestored" } as const;

/** The fact by which they are owed an answer again; nothing if none is. */
export function urgingsResumed(state: CompletionState, unitId: string, ending: ReportEnding) {
  const urgingNos = urgingsLapsedWith(state, ending);
  return urgingNos.length > 0 ? [ReportingUrgingsResumed({ unitId, urgingNos, cause: resumption[ending] })] : [];
}
