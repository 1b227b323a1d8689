// What becomes of the due day of a part when that of its task changes 任务时限变动: at once where the part is open, or once it is
// open again where it is closed.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Sentence } from "../kernel/event.ts";
import { day } from "../kernel/shapes.ts";
import type { Assignment, TaskState } from "./state.ts";

/**
 * The due day of a part after that of its task has changed. A part that was given more time than the new day keeps it, because
 * an extension is granted for a reason of its own; where the task is due no more, nothing in it is.
 */
export function dayAfter(dueOn: string | null, before: string | null, after: string | null): string | null {
  if (before === after) return dueOn;
  return dueOn === before || dueOn === null || after === null || dueOn < after ? after : dueOn;
}

/** The new due day of a part that is open again, and the one that it had when it was closed; left out where it stays. */
export const dayMoved = z.object({ before: day.nullable(), after: day.nullable() }).optional();

interface Moved {
  readonly day?: z.infer<typeof dayMoved>;
}

/**
 * How the due day of a part moves that is open again: while it was closed it kept the day by which it was judged, and what
 * changed since holds from now on.
 */
export function dayOnceOpen({ dueOn: before, taskDueOn }: Assignment, { dueOn }: TaskState): Moved {
  const after = dayAfter(before, taskDueOn, dueOn);
  return after === before ? {} : { day: { before, after } };
}

/** A part that is open again, with its day. */
export const withDay = (part: Assignment, { day }: Moved): Assignment => ({
  ...part,
  taskDueOn: null,
  dueOn: day ? day.after : part.dueOn,
});

/** The field that it changes. */
export const dayMovedField = ({ unitId, day }: Moved & { readonly unitId: string }) =>
  day ? [{ field: "dueOn", unitId, ...day }] : [];

/** The refusal of a due day that is over, where a person sets one; null if it is still to come, or none is set. */
export function refusalOfPastDueDay(
  dueOn: string | null | undefined,
  { at }: Actor,
  code: "DUE_DAY_IN_THE_PAST" | "EXTENSION_IN_THE_PAST" = "DUE_DAY_IN_THE_PAST",
): Rejection | null {
  const today = beijingDay(at);
  return dueOn != null && dueOn < today ? reject(code, `${dueOn}; ${today}`) : null;
}

/** How it is told, behind a sentence. */
export const toldDay = ({ day }: Moved): Sentence =>
  day
    ? {
        zh: `；完成时限由${day.before ?? "无"}改为现行的${day.after ?? "无"}`,
        en: `; it is due on ${day.after ?? "no day"} now, instead of ${day.before ?? "no day"}`,
      }
    : { zh: "", en: "" };
