// What the day's end notes of parts and items 日终记录: that one is due soon, and that it is overdue; once each for a due day.
import { addDays } from "../calendar.ts";
import { type Extended, onExtendable } from "./extension.ts";
import { itemsOf } from "./items-of.ts";
import type { Noted, NoteKind, Notes } from "./notes.ts";
import { type Assignment, isDueBeforeIssue, noFulfilment, type TaskState } from "./state.ts";

/** A note to be made: of which unit's part, or of which item of it, and of which due day. */
export interface Note extends Extended {
  readonly kind: NoteKind;
  readonly dueOn: string;
}

/** Something that a unit has to do by a day. */
interface Owed extends Extended {
  readonly dueOn: string;
}

/** True while the unit itself has to act: a part that is claimed or endorsed waits for others and is not overdue. */
const owes = ({ state }: Assignment): boolean => state === "assigned" || state === "accepted";

/**
 * What units have to do in a task by a day: their parts, and the open items of these that have a day of their own; an item
 * without one is due with its part. What had to be done before the plan was issued is left out.
 */
function owedIn({ about, assignments, items }: TaskState): Owed[] {
  if (about === null) return [];
  const owed = Object.entries(assignments).flatMap(([unitId, part]) => {
    if (!owes(part)) return [];
    const open = itemsOf(items, unitId, part).filter(({ state }) => state === "open");
    return [{ unitId, dueOn: part.dueOn }, ...open.map(({ itemId, dueOn }) => ({ unitId, itemId, dueOn }))];
  });
  return owed.flatMap(({ dueOn, ...of }) =>
    dueOn === null || isDueBeforeIssue(dueOn, about.issuedOn) ? [] : [{ ...of, dueOn }],
  );
}

/** What is noted of a part or an item; null if the task does not have it. */
function notesOf({ assignments, items }: TaskState, { unitId, itemId }: Extended): Notes | null {
  const part = assignments[unitId];
  if (!part || itemId === undefined) return part?.noted ?? null;
  return items[itemId] ? (part.items[itemId] ?? noFulfilment).noted : null;
}

/**
 * The notes that the end of a day makes. `atEnd` is the task as it stood at that day's end; what is noted already stands in
 * `now`. Something is noted overdue at the first day's end on or after its due day, and due soon at the first one in the
 * days before it that the plan sets.
 */
export function notesAt(atEnd: TaskState, now: TaskState, on: string): Note[] {
  return owedIn(atEnd).flatMap((owed): Note[] => {
    const { dueOn } = owed;
    const noted = notesOf(now, owed);
    if (noted === null || noted.overdue?.dueOn === dueOn) return [];
    if (dueOn <= on) return [{ kind: "overdue", ...owed }];
    const isSoon = addDays(dueOn, -atEnd.dueSoonDays) <= on && noted.dueSoon?.dueOn !== dueOn;
    return isSoon ? [{ kind: "dueSoon", ...owed }] : [];
  });
}

/** The first day at whose end something is to be noted of a task if nothing changes in it; null if there is none. */
export function nextNoteOn(task: TaskState): string | null {
  const days = owedIn(task).flatMap((owed) => {
    const { dueOn } = owed;
    const noted = notesOf(task, owed);
    if (noted === null || noted.overdue?.dueOn === dueOn) return [];
    return [noted.dueSoon?.dueOn === dueOn ? dueOn : addDays(dueOn, -task.dueSoonDays)];
  });
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** The task with something noted of a unit's part, or of an item of it. */
export const withNote = (task: TaskState, kind: NoteKind, { unitId, itemId, dueOn, on }: Noted & Extended) =>
  onExtendable(task, { unitId, itemId }, ({ noted }) => ({ noted: { ...noted, [kind]: { dueOn, on } } }));

/** How many notes of a kind stand in a task as made at the end of a day. */
export function countNoted({ assignments }: TaskState, kind: NoteKind, on: string): number {
  const things = Object.values(assignments).flatMap((part) => [part, ...Object.values(part.items)]);
  return things.filter(({ noted }) => noted[kind]?.on === on).length;
}
