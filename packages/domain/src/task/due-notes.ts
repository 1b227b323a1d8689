// What the day's end notes of parts, items and answers owed to urgings 日终记录: that something is due soon, and that it is
// overdue; once each for a due day.
import { addDays } from "../calendar.ts";
import { type Extended, onExtendable } from "./extension.ts";
import { itemsOf } from "./items-of.ts";
import type { Noted, NoteKind, Notes } from "./notes.ts";
import { type Assignment, isDueBeforeIssue, noFulfilment, onAssignment, type TaskState } from "./state.ts";
import { urgingOf, urgingStateOf } from "./urging.ts";
import { onUrging } from "./urging-rules.ts";

/** What is noted: a unit's part, an item of it, or its answer to the urging of this number. */
interface NotedThing extends Extended {
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

/**
 * What units have to do in a task by a day: their parts, the open items of these that have a day of their own, and answers to
 * urgings; an item without a day is due with its part. What had to be done before the plan was issued is left out.
 */
function owedIn(task: TaskState): Owed[] {
  const { about, assignments, items } = task;
  if (about === null) return [];
  const owed = Object.entries(assignments).flatMap(([unitId, part]) => {
    const answers = part.urgings.filter(({ no }) => urgingStateOf(task, part, no) === "open");
    const open = itemsOf(items, unitId, part).filter(({ state }) => state === "open");
    const work = [{ unitId, dueOn: part.dueOn }, ...open.map(({ itemId, dueOn }) => ({ unitId, itemId, dueOn }))];
    return [
      ...(owes(part) ? work : []),
      ...answers.map(({ no, answerBy }) => ({ unitId, urgingNo: no, dueOn: answerBy })),
    ];
  });
  return owed.flatMap(({ dueOn, ...of }) =>
    dueOn === null || isDueBeforeIssue(dueOn, about.issuedOn) ? [] : [{ ...of, dueOn }],
  );
}

/** What is noted of a part, an item or an urging; null if the task does not have it. */
function notesOf({ assignments, items }: TaskState, { unitId, itemId, urgingNo }: NotedThing): Notes | null {
  const part = assignments[unitId];
  if (!part) return null;
  if (urgingNo !== undefined) return urgingOf(part, urgingNo)?.noted ?? null;
  if (itemId === undefined) return part.noted;
  return items[itemId] ? (part.items[itemId] ?? noFulfilment).noted : null;
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

/** The task with something noted of a unit's part, of an item of it, or of its answer to an urging. */
export function withNote(
  task: TaskState,
  kind: NoteKind,
  { dueOn, on, urgingNo, ...of }: Noted & NotedThing,
): TaskState {
  const noting = ({ noted }: { readonly noted: Notes }) => ({ noted: { ...noted, [kind]: { dueOn, on } } });
  if (urgingNo === undefined) return onExtendable(task, of, noting);
  return onAssignment(task, of.unitId, (part) => ({
    ...part,
    urgings: onUrging(part.urgings, urgingNo, noting),
  }));
}

/** How many notes of a kind stand in a task as made at the end of a day. */
export function countNoted({ assignments }: TaskState, kind: NoteKind, on: string): number {
  const things = Object.values(assignments).flatMap((part) => [part, ...Object.values(part.items), ...part.urgings]);
  return things.filter(({ noted }) => noted[kind]?.on === on).length;
}
