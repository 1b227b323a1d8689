// What the day's end notes of a part 日终记录: that it is due soon, and that it is overdue; once each for a due day.
import { addDays } from "../calendar.ts";
import type { Noted, NoteKind } from "./notes.ts";
import { type Assignment, isDueBeforeIssue, onAssignment, type TaskState } from "./state.ts";

/** A note to be made: of which unit's part, of which due day. */
export interface Note {
  readonly kind: NoteKind;
  readonly unitId: string;
  readonly dueOn: string;
}

/** True while the unit itself has to act: a part that is claimed or endorsed waits for others and is not overdue. */
const owes = ({ state }: Assignment): boolean => state === "assigned" || state === "accepted";

const isNoted = ({ noted }: Assignment, kind: NoteKind, dueOn: string): boolean => noted[kind]?.dueOn === dueOn;

/** The due day that may be noted of a part; null if it has none, or had to be done before the plan was issued. */
function notableDay({ about }: TaskState, { dueOn }: Assignment): string | null {
  return about === null || isDueBeforeIssue(dueOn, about.issuedOn) ? null : dueOn;
}

/**
 * The notes that the end of a day makes. `atEnd` is the task as it stood at that day's end; what is noted already stands in
 * `now`. A part is noted overdue at the first day's end on or after its due day, and due soon at the first one in the days
 * before it that the plan sets.
 */
export function notesAt(atEnd: TaskState, now: TaskState, on: string): Note[] {
  return Object.entries(atEnd.assignments).flatMap(([unitId, part]): Note[] => {
    const dueOn = notableDay(atEnd, part);
    const present = now.assignments[unitId];
    if (dueOn === null || !present || !owes(part) || isNoted(present, "overdue", dueOn)) return [];
    if (dueOn <= on) return [{ kind: "overdue", unitId, dueOn }];
    const isSoon = addDays(dueOn, -atEnd.dueSoonDays) <= on && !isNoted(present, "dueSoon", dueOn);
    return isSoon ? [{ kind: "dueSoon", unitId, dueOn }] : [];
  });
}

/** The first day at whose end something is to be noted of a task if nothing changes in it; null if there is none. */
export function nextNoteOn(task: TaskState): string | null {
  const days = Object.values(task.assignments).flatMap((part) => {
    const dueOn = notableDay(task, part);
    if (dueOn === null || !owes(part) || isNoted(part, "overdue", dueOn)) return [];
    return [isNoted(part, "dueSoon", dueOn) ? dueOn : addDays(dueOn, -task.dueSoonDays)];
  });
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** The task with something noted of a unit's part. */
export function withNote(task: TaskState, kind: NoteKind, { unitId, ...noted }: Noted & { readonly unitId: string }) {
  return onAssignment(task, unitId, (part) => ({ ...part, noted: { ...part.noted, [kind]: noted } }));
}
