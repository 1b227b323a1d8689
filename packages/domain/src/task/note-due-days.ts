// What the end of a day notes in a task 日终记录临期与逾期. It is judged by the task as it stood when the day ended.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { notesAt, withNote } from "./due-notes.ts";
import { extendedItem, extendedWords } from "./extension.ts";
import type { TaskState } from "./state.ts";

const note = z.object({
  unitId,
  ...extendedItem,
  dueOn: day,
  /** The day at whose end it is noted. */
  on: day,
});

export const DueSoonNoted = event({
  type: "DueSoonNoted",
  shape: note,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, dueOn: "2021-11-30", on: "2021-11-23" },
  evolve: (task: TaskState, e): TaskState => withNote(task, "dueSoon", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}的${extendedWords(e).zh || "分工"}临近时限${e.dueOn}`,
    en: `noted at the end of ${e.on} that the part of ${nameOf(e.unitId)}${extendedWords(e).en} is due soon, on ${e.dueOn}`,
  }),
});

export const OverdueNoted = event({
  type: "OverdueNoted",
  shape: note,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, dueOn: "2021-11-30", on: "2021-11-30" },
  evolve: (task: TaskState, e): TaskState => withNote(task, "overdue", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}的${extendedWords(e).zh || "分工"}到时限${e.dueOn}未办结`,
    en: `noted at the end of ${e.on} that the part of ${nameOf(e.unitId)}${extendedWords(e).en}, due on ${e.dueOn}, was not done`,
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
  decide(task: TaskState, { on }, actor, { atEnd }: AtDaysEnd) {
    if (!task.about) return reject("TASK_NOT_FOUND");
    if (beijingDay(actor.at) <= on) return reject("DAY_NOT_OVER", on);
    return notesAt(atEnd, task, on).map(({ kind, ...note }) =>
      kind === "dueSoon" ? DueSoonNoted({ ...note, on }) : OverdueNoted({ ...note, on }),
    );
  },
});
