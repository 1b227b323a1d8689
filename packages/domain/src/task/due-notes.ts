// What the day's end notes of parts, and of answers owed to urgings 日终记录: that something is due soon, and that it is
// overdue; once each for a due day.
import { addDays } from "../calendar.ts";
import type { Noted, NoteKind, Notes } from "./notes.ts";
import { type Assignment, isDueBeforeIssue, onAssignment, type TaskState } from "./state.ts";
import { urgingOf, urgingStateOf } from "./urging.ts";

/** What is noted: a unit's part, or its answer to the urging of this number. */
interface NotedThing {
  readonly unitId: string;
  readonly urgingNo?: number | undefined;
}

/** A note to be made: of what, and of which due day. */
export interface Note extends NotedThing {
  readonly kind: NoteKind;
  readonly dueOn: string;
}

/** Something that a unit has to do by a day. */
interface Owed extends NotedThing {
  readonly dueOn: string;
}

/** True while the unit itself has to act: a part that is claimed or endorsed waits for others and is not overdue. */
const owes = ({ state }: Assignment): boolean => state === "assigned" || state === "accepted";

/** What units have to do in a task by a day. What had to be done before the plan was issued is left out. */
function owedIn(task: TaskState): Owed[] {
  const { about, assignments } = task;
  if (about === null) return [];
  return Object.entries(assignments).flatMap(([unitId, part]) => {
    const isHeld = owes(part) && !isDueBeforeIssue(part.dueOn, about.issuedOn);
    const itself = isHeld && part.dueOn !== null ? [{ unitId, dueOn: part.dueOn }] : [];
    const open = part.urgings.filter(({ no }) => urgingStateOf(task, part, no) === "open");
    const answers = open.flatMap(({ no, answerBy }) =>
      answerBy === null ? [] : [{ unitId, urgingNo: no, dueOn: answerBy }],
    );
    return [...itself, ...answers];
  });
}

/** What is noted of a part or an urging; null if the task does not have it. */
function notesOf({ assignments }: TaskState, { unitId, urgingNo }: NotedThing): Notes | null {
  const part = assignments[unitId];
  if (!part) return null;
  return urgingNo === undefined ? part.noted : (urgingOf(part, urgingNo)?.noted ?? null);
}

/** Which of two notes a due day calls for at the end of a day, if it was not made before; null for none. */
export function noteOf(dueOn: string, dueSoonDays: number, noted: Notes, on: string): NoteKind | null {
  if (noted.overdue?.dueOn === dueOn) return null;
  if (dueOn <= on) return "overdue";
  return addDays(dueOn, -dueSoonDays) <= on && noted.dueSoon?.dueOn !== dueOn ? "dueSoon" : null;
}

/** The first day at whose end a due day calls for a note, if nothing changes; null if all are made. */
export function firstNoteOf(dueOn: string, dueSoonDays: number, noted: Notes): string | null {
  if (noted.overdue?.dueOn === dueOn) return null;
  return noted.dueSoon?.dueOn === dueOn ? dueOn : addDays(dueOn, -dueSoonDays);
}

/**
 * The notes that the end of a day makes. `atEnd` is the task as it stood at that day's end; what is noted already stands in
 * `now`. Something is noted overdue at the first day's end on or after its due day, and due soon at the first one in the
 * days before it that the plan sets.
 */
export function notesAt(atEnd: TaskState, now: TaskState, on: string): Note[] {
  return owedIn(atEnd).flatMap((owed): Note[] => {
    const noted = notesOf(now, owed);
    const kind = noted && noteOf(owed.dueOn, atEnd.dueSoonDays, noted, on);
    return kind ? [{ kind, ...owed }] : [];
  });
}

/** The first day at whose end something is to be noted of a task if nothing changes in it; null if there is none. */
export function nextNoteOn(task: TaskState): string | null {
  const days = owedIn(task).flatMap((owed) => {
    const noted = notesOf(task, owed);
    return (noted && firstNoteOf(owed.dueOn, task.dueSoonDays, noted)) ?? [];
  });
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** The task with something noted of a unit's part, or of its answer to an urging. */
export const withNote = (task: TaskState, kind: NoteKind, { unitId, urgingNo, dueOn, on }: Noted & NotedThing) =>
  onAssignment(task, unitId, (part) => {
    const noting = <Thing extends { readonly noted: Notes }>(thing: Thing): Thing => ({
      ...thing,
      noted: { ...thing.noted, [kind]: { dueOn, on } },
    });
    if (urgingNo === undefined) return noting(part);
    return { ...part, urgings: part.urgings.map((each) => (each.no === urgingNo ? noting(each) : each)) };
  });

/** How many notes of a kind stand in a task as made at the end of a day. */
export function countNoted({ assignments }: TaskState, kind: NoteKind, on: string): number {
  const things = Object.values(assignments).flatMap((part) => [part, ...part.urgings]);
  return things.filter(({ noted }) => noted[kind]?.on === on).length;
}
