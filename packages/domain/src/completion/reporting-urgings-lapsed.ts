// Urgings for a completion report that lapse 催报失效: what they ask about is over, and nothing is left to answer. On the record.
import { z } from "zod";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { allEnds, endsSo, type PlanEnding } from "../plan/plan-now.ts";
import { onUrging } from "../task/urging-rules.ts";
import type { CompletionState } from "./state.ts";
import { reportingUrgingStateOf, type UrgingLapse, urgingLapse } from "./urging.ts";

const because: Readonly<Record<UrgingLapse, Sentence>> = {
  accepted: { zh: "办结情况已接收", en: "the report is accepted" },
  noReportingDay: { zh: "计划已不要求报送", en: "the plan asks for no report any more" },
  planClosed: { zh: "计划关闭", en: "the plan is closed" },
  unitEnded: { zh: "单位已撤并", en: "the unit has ended" },
};

export const ReportingUrgingsLapsed = event({
  type: "ReportingUrgingsLapsed",
  title: "催报失效",
  shape: z.object({ unitId, urgingNos: z.array(z.int().min(1)).min(1).max(most.urgings), cause: urgingLapse }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "urgingNos", "cause"]),
  sample: { unitId: sampleUnit, urgingNos: [1], cause: "accepted" },
  evolve: (state: CompletionState, { urgingNos, cause }): CompletionState => ({
    ...state,
    urgings: urgingNos.reduce((so, no) => onUrging(so, no, () => ({ lapsed: cause })), state.urgings),
  }),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}未答复的第${e.urgingNos.join("、")}次报送催办失效：${because[e.cause].zh}`,
    en: `let what ${nameOf(e.unitId)} has not answered lapse, urging ${e.urgingNos.join(", ")} for the completion report: ${because[e.cause].en}`,
  }),
});

/** The lapse of the urgings that are open and that end so; nothing if none does. */
export function urgingLapseOf(
  { urgings }: CompletionState,
  unitId: string,
  cause: UrgingLapse,
  ending: PlanEnding = allEnds,
) {
  const open = urgings.filter((each) => reportingUrgingStateOf(each) === "open" && endsSo(each, ending));
  return open.length > 0 ? [ReportingUrgingsLapsed({ unitId, urgingNos: open.map(({ no }) => no), cause })] : [];
}
