// A hand-over 移交: a unit's part ends, and another unit has it from now on, by a reassignment 改派 or because the unit ended.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event, type FactOf, type Sentence } from "../kernel/event.ts";
import { sampleSuccessor, sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { relation } from "../plan/draft.ts";
import { refusalOfUnits } from "../roster/unit-end.ts";
import type { Roster } from "./assign-units.ts";
import { assignmentState } from "./assignment-state.ts";
import { DisputeLapsed, disputeLapseOf } from "./dispute-lapsed.ts";
import { runningTask } from "./ending.ts";
import { ExtensionLapsed, lapseOf } from "./extension-lapsed.ts";
import { handedItems, itemsHandedOn, withItemsHandedOn } from "./handed-items.ts";
import { itemId } from "./item.ts";
import { daysGranted } from "./items-of.ts";
import { type OfUnit, openPart, type PartInTask } from "./open-part.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { onAssignment, partNoFor, type TaskState, withWork } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

/** Why a part is handed over: the office gives it to another unit, or its unit was merged, split or retired. */
export const handOverCause = z.enum(["reassigned", "unitEnded"]);
export type HandOverCause = z.infer<typeof handOverCause>;

const because: Readonly<Record<HandOverCause, Sentence>> = {
  reassigned: { zh: "改派", en: "reassigned" },
  unitEnded: { zh: "因单位撤并移交", en: "handed over, as the unit has ended," },
};

/** What is said to hand a part over. */
export const handingOver = z.object({ unitId, toUnitId: unitId, reason: freeText });
/** The example of the actions that hand a part over. */
export const handOverExample = {
  unitId: sampleUnit,
  toUnitId: sampleSuccessor,
  reason: { text: "该项职责已划转。" },
};

export const AssignmentHandedOver = event({
  type: "AssignmentHandedOver",
  title: "分工移交",
  shape: handingOver.extend({
    cause: handOverCause,
    /** The part that ends, and the state it had. */
    partNo: z.int().min(1),
    before: assignmentState,
    /** The part that has the work now: a new one, or the open one of that unit, which absorbs it. */
    toPartNo: z.int().min(1),
    /** What the unit was to the task; the other one is that now, besides what it was. */
    relations: z.array(relation).min(1),
    /** When the part that ends was due, and with it a new one; a part that absorbs it keeps its own day. */
    dueOn: day.nullable(),
    /** The days granted for open items of the whole task; a new part owes them by these. Left out where there is none. */
    itemDays: z.array(z.object({ itemId, dueOn: day })).optional(),
    /** The open items of the unit alone, which are the other one's from now on. Left out where there is none, and before they went along. */
    ownItems: handedItems.min(1).optional(),
  }),
  sight: (e) =>
    unitsOwn(
      [e.unitId, e.toUnitId],
      ["unitId", "toUnitId", "cause", "partNo", "before", "toPartNo", "relations", "dueOn", "itemDays"],
    ),
  fields: ({ unitId, before }) => [{ field: "state", unitId, before, after: "handedOver" }],
  sample: {
    ...handOverExample,
    cause: "reassigned",
    partNo: 1,
    before: "assigned",
    toPartNo: 1,
    relations: ["responsible"],
    dueOn: "2021-11-30",
  },
  evolve(
    task: TaskState,
    { unitId, toUnitId, partNo, toPartNo, relations, dueOn, itemDays, ownItems = [] },
  ): TaskState {
    if (toUnitId === unitId) return task;
    const ended = onAssignment(task, unitId, (part) => ({
      ...part,
      state: "handedOver",
      handedTo: toUnitId,
      dispute: part.dispute?.state === "pending" ? { state: "reassigned" } : part.dispute,
    }));
    if (ended === task) return task;
    const now = withWork(ended, [{ unitId: toUnitId, partNo: toPartNo, relations, dueOn, itemDays }]);
    return withItemsHandedOn(now, { unitId, partNo }, toUnitId, ownItems);
  },
  tell(e, nameOf) {
    const items = e.ownItems?.map(({ itemId }) => itemId);
    const along = {
      zh: items ? `；一并移交条目${items.join("、")}` : "",
      en: items ? `; with items ${items.join(", ")}` : "",
    };
    return {
      zh: `${nameOf(e.unitId)}的分工${because[e.cause].zh}给${nameOf(e.toUnitId)}：${e.reason.text}${along.zh}`,
      en: `${because[e.cause].en} the part of ${nameOf(e.unitId)} to ${nameOf(e.toUnitId)}: ${e.reason.text}${along.en}`,
    };
  },
});

/** Every event of an action that hands a part over. */
export const handOverEvents = [AssignmentHandedOver, ExtensionLapsed, DisputeLapsed, AssignmentSignedOff] as const;

/** The open part of a running task, which can be handed over. */
export function partToHandOver(state: TaskState, target: OfUnit): PartInTask | Rejection {
  const task = runningTask(state);
  return isRejection(task) ? task : openPart(task, target);
}

/** True if the part was handed over to that very unit: twice is once. */
export const isHandedOver = ({ assignments }: TaskState, { unitId, toUnitId }: z.infer<typeof handingOver>): boolean =>
  assignments[unitId]?.handedTo === toUnitId;

/** The decision to hand a unit's part over to another one, which the roster must know. */
export function handedOver(
  { task, part }: PartInTask,
  command: z.infer<typeof handingOver>,
  actor: Actor,
  { units }: Pick<Roster, "units">,
  cause: HandOverCause,
): Rejection | readonly FactOf<(typeof handOverEvents)[number]>[] {
  const { unitId, toUnitId } = command;
  if (toUnitId === unitId) return reject("SAME_UNIT");
  if (!units.has(toUnitId)) return reject("UNIT_NOT_FOUND", toUnitId);
  const refusal = refusalOfUnits(units, [toUnitId], beijingDay(actor.at));
  if (refusal) return refusal;
  const { partNo, state: before, relations, dueOn } = part;
  const itemDays = daysGranted(task, unitId, part);
  const ownItems = itemsHandedOn(task, unitId, part, toUnitId);
  const handed = AssignmentHandedOver({
    ...{ ...command, cause, partNo, before, toPartNo: partNoFor(task.assignments[toUnitId]) },
    ...{ relations: [...relations], dueOn, ...(itemDays.length > 0 && { itemDays }) },
    ...(ownItems.length > 0 && { ownItems }),
  });
  return [
    ...lapseOf(task, unitId, "handedOver"),
    // A reassignment answers a dispute; the end of the unit leaves nobody to answer.
    ...(cause === "unitEnded" ? disputeLapseOf(task, unitId, cause) : []),
    handed,
    ...signedOffBy(AssignmentHandedOver.evolve(task, handed.data, 0)),
  ];
}
