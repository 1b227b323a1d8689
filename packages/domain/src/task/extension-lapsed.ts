// A request for an extension that lapses 延期申请失效: what happened to its part or item leaves nothing to answer. On the record.
import { z } from "zod";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type Sentence } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { allEnds, endsSo, type PlanEnding } from "../plan/plan-now.ts";
import { answered, extendedItem, extendedWords, pendingIn } from "./extension.ts";
import { itemsOf } from "./items-of.ts";
import type { TaskState } from "./state.ts";

/**
 * What ended the request: the unit's claim, an extension or another due day of the whole task that meets it, a hand-over to
 * another unit, an exemption, or the end of the task or of the plan; of an item also that it is extended for all who owe it, done, or dropped.
 */
const cause = z.enum([
  "claimed",
  "taskExtended",
  "itemExtended",
  "taskAmended",
  "handedOver",
  "exempted",
  "taskWithdrawn",
  "planClosed",
  "itemDone",
  "itemDropped",
]);
type Cause = z.infer<typeof cause>;

const because: Readonly<Record<Cause, Sentence>> = {
  claimed: { zh: "已申报办结", en: "completion is claimed" },
  taskExtended: { zh: "任务整体延期", en: "the whole task is extended" },
  itemExtended: { zh: "条目统一延期", en: "the item is extended for all who owe it" },
  handedOver: { zh: "分工已移交", en: "the part is handed over" },
  exempted: { zh: "分工已免除", en: "the part is exempted" },
  taskAmended: { zh: "任务时限已改", en: "the due day of the task is amended" },
  taskWithdrawn: { zh: "任务已撤销", en: "the task is withdrawn" },
  planClosed: { zh: "计划关闭", en: "the plan is closed" },
  itemDone: { zh: "条目已完成", en: "the item is done" },
  itemDropped: { zh: "条目已删去", en: "the item is dropped" },
};

export const ExtensionLapsed = event({
  type: "ExtensionLapsed",
  title: "延期申请失效",
  shape: z.object({ unitId, ...extendedItem, extensionNo: z.int().min(1), cause }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample: { unitId: sampleUnit, extensionNo: 1, cause: "claimed" },
  evolve: (task: TaskState, e): TaskState => answered(task, e, "lapsed"),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}${extendedWords(e).zh}的第${e.extensionNo}次延期申请失效：${because[e.cause].zh}`,
    en: `let request ${e.extensionNo} of ${nameOf(e.unitId)}${extendedWords(e).en} for an extension lapse: ${because[e.cause].en}`,
  }),
});

/** The lapse of the pending request for a unit's part; nothing if none is pending, or it does not end so. */
export function lapseOfPart(task: TaskState, unitId: string, cause: Cause, ending: PlanEnding = allEnds) {
  const part = task.assignments[unitId];
  const pending = part && pendingIn(part);
  return pending && endsSo(pending, ending) ? [ExtensionLapsed({ unitId, extensionNo: pending.no, cause })] : [];
}

/** The lapses of the pending requests for some items of a unit that end so. */
export function lapseOfItems(
  task: TaskState,
  unitId: string,
  cause: Cause,
  among: (itemId: string) => boolean,
  ending: PlanEnding = allEnds,
) {
  return Object.entries(task.assignments[unitId]?.items ?? {}).flatMap(([itemId, fulfilment]) => {
    const pending = among(itemId) ? pendingIn(fulfilment) : null;
    return pending && endsSo(pending, ending)
      ? [ExtensionLapsed({ unitId, itemId, extensionNo: pending.no, cause })]
      : [];
  });
}

/** The lapses of the pending requests for items of a unit that are done once the task is as in `now`. */
export function lapseOfDone(task: TaskState, now: TaskState, unitId: string) {
  const part = now.assignments[unitId];
  const owed = part ? itemsOf(now.items, unitId, part) : [];
  const done = new Set(owed.flatMap(({ itemId, state }) => (state === "done" ? [itemId] : [])));
  return lapseOfItems(task, unitId, "itemDone", (itemId) => done.has(itemId));
}

/** The lapses of everything that a unit asked for, that waits and ends so; nothing if nothing does. */
export const lapseOf = (task: TaskState, unitId: string, cause: Cause, ending: PlanEnding = allEnds) => [
  ...lapseOfPart(task, unitId, cause, ending),
  ...lapseOfItems(task, unitId, cause, () => true, ending),
];
