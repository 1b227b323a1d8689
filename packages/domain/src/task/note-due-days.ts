// What the end of a day notes in a task 日终记录临期与逾期. It is judged by the task as it stood when the day ended.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { notesAt, withNote } from "./due-notes.ts";
import { extendedItem } from "./extension.ts";
import type { TaskState } from "./state.ts";

const note = z.object({
  unitId,
  /** Which of the unit's parts in the task; null in what older builds noted: the one that it had last when it was noted. */
  partNo: z.int().min(1).nullable(),
  ...extendedItem,
  /** The number of the urging whose answer is owed; left out where it is the part itself. */
  urgingNo: z.int().min(1).optional(),
  dueOn: day,
  /** The day at whose end it is noted. */
  on: day,
});

/** A note as older builds stored it does not say which part. */
const upcast = { 1: (old: unknown) => ({ ...note.omit({ partNo: true }).parse(old), partNo: null }) };

/** What is noted, in words. */
function thingIn({ partNo, itemId, urgingNo }: z.infer<typeof note>) {
  if (urgingNo !== undefined) return { zh: `第${urgingNo}次催办的答复`, en: `answer to urging ${urgingNo}` };
  if (itemId !== undefined) return { zh: `条目${itemId}`, en: `item ${itemId}` };
  return partNo === null || partNo === 1
    ? { zh: "分工", en: "part" }
    : { zh: `第${partNo}次分工`, en: `part ${partNo}` };
}

export const DueSoonNoted = event({
  type: "DueSoonNoted",
  title: "临期",
  version: 2,
  shape: note,
  upcast,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, partNo: 1, dueOn: "2021-11-30", on: "2021-11-23" },
  evolve: (task: TaskState, e): TaskState => withNote(task, "dueSoon", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}的${thingIn(e).zh}临近时限${e.dueOn}`,
    en: `noted at the end of ${e.on} that the ${thingIn(e).en} of ${nameOf(e.unitId)} is due soon, on ${e.dueOn}`,
  }),
});

export const OverdueNoted = event({
  type: "OverdueNoted",
  title: "逾期",
  version: 2,
  shape: note,
  upcast,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, partNo: 1, dueOn: "2021-11-30", on: "2021-11-30" },
  evolve: (task: TaskState, e): TaskState => withNote(task, "overdue", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}的${thingIn(e).zh}到时限${e.dueOn}未${e.urgingNo === undefined ? "办结" : "答复"}`,
    en: `noted at the end of ${e.on} that the ${thingIn(e).en} of ${nameOf(e.unitId)}, due on ${e.dueOn}, was not ${e.urgingNo === undefined ? "done" : "given"}`,
  }),
});

/** What the shell looks up: the task as it stood at the end of the day, folded from its own events up to then. */
export interface AtDaysEnd {
  readonly atEnd: TaskState;
}

export const noteDueDays = action({
  title: { zh: "日终记录临期与逾期", en: "Note due days at a day's end" },
  by: ["policy"],
  command: z.object({ on: day }),
  example: { on: "2021-11-30" },
  events: [DueSoonNoted, OverdueNoted],
  open: (task: TaskState) => (task.about ? task : reject("TASK_NOT_FOUND")),
  decide(task, { on }, actor, { atEnd }: AtDaysEnd) {
    if (beijingDay(actor.at) <= on) return reject("DAY_NOT_OVER", on);
    return notesAt(atEnd, task, on).map(({ kind, ...note }) =>
      kind === "dueSoon" ? DueSoonNoted({ ...note, on }) : OverdueNoted({ ...note, on }),
    );
  },
});
