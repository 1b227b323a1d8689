// What the day's end notes of parts, items and answers owed to urgings 日终记录: that something is due soon, and that it is
// overdue; once each for a due day.
import { addDays } from "../calendar.ts";
import { isStillToDo } from "./assignment-state.ts";
import { type EndedPart, onPartNo, partsTold } from "./earlier-parts.ts";
import type { Extended } from "./extension.ts";
import { noFulfilment } from "./fulfilment.ts";
import { itemsOf } from "./items-of.ts";
import type { Noted, NoteKind, Notes } from "./notes.ts";
import { isDueBeforeIssue, onAssignment, type TaskState } from "./state.ts";
import { urgingStateOf } from "./urging.ts";
import { onUrging, urgingIn } from "./urging-rules.ts";

/** What is noted: one of a unit's parts, an item of it, or the answer to the urging of this number in it. */
interface NotedThing extends Extended {
  readonly partNo: number;
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

/**
 * What units have to do in a task by a day: their parts, the open items of these that have a day of their own, and answers to
 * urgings; an item without a day is due with its part. What had to be done before the plan was issued is left out.
 */
function owedIn(task: TaskState): Owed[] {
  const { about, assignments, items } = task;
  if (about === null) return [];
  const owed = Object.entries(assignments).flatMap(([unitId, part]) => {
    const { partNo } = part;
    const of = { unitId, partNo };
    const answers = part.urgings.filter(({ no }) => urgingStateOf(task, part, no) === "open");
    const open = itemsOf(items, unitId, part).filter(({ state }) => state === "open");
    const work = [{ ...of, dueOn: part.dueOn }, ...open.map(({ itemId, dueOn }) => ({ ...of, itemId, dueOn }))];
    return [
      ...(isStillToDo(part.state) ? work : []),
      ...answers.map(({ no, answerBy }) => ({ ...of, urgingNo: no, dueOn: answerBy })),
    ];
  });
  return owed.flatMap(({ dueOn, ...of }) =>
    dueOn === null || isDueBeforeIssue(dueOn, about.issuedOn) ? [] : [{ ...of, dueOn }],
  );
}

/** What is noted of a part, an item or an urging; null if the task does not have it. */
function notesOf({ assignments, items }: TaskState, { unitId, partNo, itemId, urgingNo }: NotedThing): Notes | null {
  const last = assignments[unitId];
  const part = last && partsTold(last).find((each) => each.partNo === partNo);
  if (!part) return null;
  if (urgingNo !== undefined) return urgingIn(part.urgings, urgingNo)?.noted ?? null;
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

/**
 * The task with something noted of one of a unit's parts, of an item of it, or of the answer to an urging in it. A part may have
 * ended since the day at whose end it is noted. Where the note does not say which part, it is the unit's last one by then.
 */
export function withNote(
  task: TaskState,
  kind: NoteKind,
  {
    unitId,
    partNo,
    itemId,
    urgingNo,
    dueOn,
    on,
  }: Noted & Omit<NotedThing, "partNo"> & { readonly partNo: number | null },
): TaskState {
  const noting = <Thing extends { readonly noted: Notes }>(thing: Thing): Thing => ({
    ...thing,
    noted: { ...thing.noted, [kind]: { dueOn, on } },
  });
  const inPart = <Part extends EndedPart>(part: Part): Part => {
    if (urgingNo !== undefined) return { ...part, urgings: onUrging(part.urgings, urgingNo, noting) };
    if (itemId === undefined) return noting(part);
    if (!task.items[itemId]) return part;
    return { ...part, items: { ...part.items, [itemId]: noting(part.items[itemId] ?? noFulfilment) } };
  };
  return onAssignment(task, unitId, (part) => onPartNo(part, partNo ?? part.partNo, inPart));
}

/** How many notes of a kind stand in a task as made at the end of a day. */
export function countNoted({ assignments }: TaskState, kind: NoteKind, on: string): number {
  const parts = Object.values(assignments).flatMap(partsTold);
  const things = parts.flatMap((part) => [part, ...Object.values(part.items), ...part.urgings]);
  return things.filter(({ noted }) => noted[kind]?.on === on).length;
}
