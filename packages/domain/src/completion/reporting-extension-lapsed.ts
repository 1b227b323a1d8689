// A request for a later reporting day that lapses 报送延期申请失效: nothing is left to answer. On the record.
import { z } from "zod";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { allEnds, endsSo, type PlanEnding } from "../plan/plan-now.ts";
import { pendingIn } from "../task/extension.ts";
import { type CompletionState, extensionAnswered } from "./state.ts";

/** What ended the request: the unit's report, another reporting day of the plan, the plan's end, or the unit's. */
const cause = z.enum(["submitted", "dayMoved", "planClosed", "unitEnded"]);
type Cause = z.infer<typeof cause>;

const because: Readonly<Record<Cause, Sentence>> = {
  submitted: { zh: "已报送", en: "the report is handed in" },
  dayMoved: { zh: "报送日期已更正", en: "the plan's reporting day was corrected" },
  planClosed: { zh: "计划关闭", en: "the plan is closed" },
  unitEnded: { zh: "单位已撤并", en: "the unit has ended" },
};

export const ReportingExtensionLapsed = event({
  type: "ReportingExtensionLapsed",
  title: "报送延期申请失效",
  shape: z.object({ unitId, extensionNo: z.int().min(1), cause }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { unitId: sampleUnit, extensionNo: 1, cause: "submitted" },
  evolve: (state: CompletionState, e): CompletionState => extensionAnswered(state, e.extensionNo, "lapsed"),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}的第${e.extensionNo}次报送延期申请失效：${because[e.cause].zh}`,
    en: `let request ${e.extensionNo} of ${nameOf(e.unitId)} for a later reporting day lapse: ${because[e.cause].en}`,
  }),
});

/** The lapse of the pending request; nothing if none is pending, or it does not end so. */
export function lapseOf(state: CompletionState, unitId: string, cause: Cause, ending: PlanEnding = allEnds) {
  const pending = pendingIn(state);
  return pending && endsSo(pending, ending)
    ? [ReportingExtensionLapsed({ unitId, extensionNo: pending.no, cause })]
    : [];
}
