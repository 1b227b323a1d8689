// What was noted of a due day 日终记录, and at the end of which day.

/** That something was noted of a due day, at the end of a day. */
export interface Noted {
  /** The due day that it was noted of. */
  readonly dueOn: string;
  /** The day at whose end it was noted. */
  readonly on: string;
}

/** What may be noted of a due day. */
export const noteKinds = ["dueSoon", "overdue"] as const;
export type NoteKind = (typeof noteKinds)[number];

/** What was noted last of a part, of each kind; null before the first. */
export type Notes = Readonly<Record<NoteKind, Noted | null>>;

export const noNotes: Notes = { dueSoon: null, overdue: null };
