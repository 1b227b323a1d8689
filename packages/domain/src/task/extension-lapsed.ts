// A request for an extension that lapses 延期申请失效: what happened to its part leaves nothing to answer. On the record.
import { z } from "zod";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { answered, pendingIn } from "./extension.ts";
import type { TaskState } from "./state.ts";

/**
 * What ended the request: the unit's claim, an extension of the whole task to that day or beyond, a hand-over to another
 * unit, an exemption, or the plan's end.
 */
const cause = z.enum(["claimed", "taskExtended", "handedOver", "exempted", "planClosed"]);
type Cause = z.infer<typeof cause>;

const because: Readonly<Record<Cause, Sentence>> = {
  claimed: { zh: "已申报办结", en: "completion is claimed" },
  taskExtended: { zh: "任务整体延期", en: "the whole task is extended" },
  handedOver: { zh: "分工已移交", en: "the part is handed over" },
  exempted: { zh: "分工已免除", en: "the part is exempted" },
  planClosed: { zh: "计划关闭", en: "the plan is closed" },
};

export const ExtensionLapsed = event({
  type: "ExtensionLapsed",
  shape: z.object({ unitId, extensionNo: z.int().min(1), cause }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { unitId: sampleUnit, extensionNo: 1, cause: "claimed" },
  evolve: (task: TaskState, e): TaskState => answered(task, e, "lapsed"),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}的第${e.extensionNo}次延期申请失效：${because[e.cause].zh}`,
    en: `let request ${e.extensionNo} of ${nameOf(e.unitId)} for an extension lapse: ${because[e.cause].en}`,
  }),
});

/** The lapse of a unit's pending request; nothing if none is pending. */
export function lapseOf(task: TaskState, unitId: string, cause: Cause) {
  const part = task.assignments[unitId];
  const pending = part && pendingIn(part);
  return pending ? [ExtensionLapsed({ unitId, extensionNo: pending.no, cause })] : [];
}
