// A dispute that lapses 退单失效: what happened to its part leaves nothing to decide. On the record.
import { z } from "zod";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { allEnds, endsSo, type PlanEnding } from "../plan/plan-now.ts";
import { onAssignment, type TaskState } from "./state.ts";

/** What ended the dispute: the unit's claim, its exemption, or the end of the unit, of the task or of the plan. */
const cause = z.enum(["claimed", "exempted", "unitEnded", "taskWithdrawn", "planClosed"]);
type Cause = z.infer<typeof cause>;

const because: Readonly<Record<Cause, Sentence>> = {
  claimed: { zh: "已申报办结", en: "completion is claimed" },
  exempted: { zh: "分工已免除", en: "the part is exempted" },
  unitEnded: { zh: "单位撤并，分工已移交", en: "the unit has ended and its part is handed over" },
  taskWithdrawn: { zh: "任务已撤销", en: "the task is withdrawn" },
  planClosed: { zh: "计划关闭", en: "the plan is closed" },
};

export const DisputeLapsed = event({
  type: "DisputeLapsed",
  title: "退单失效",
  shape: z.object({ unitId, cause }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { unitId: sampleUnit, cause: "claimed" },
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, dispute: { state: "lapsed" } })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}的退单失效：${because[e.cause].zh}`,
    en: `let the dispute of ${nameOf(e.unitId)} lapse: ${because[e.cause].en}`,
  }),
});

/** The lapse of a unit's pending dispute; nothing if none is pending, or it does not end so. */
export function disputeLapseOf(task: TaskState, unitId: string, cause: Cause, ending: PlanEnding = allEnds) {
  const dispute = task.assignments[unitId]?.dispute ?? null;
  return dispute?.state === "pending" && endsSo(dispute, ending) ? [DisputeLapsed({ unitId, cause })] : [];
}
