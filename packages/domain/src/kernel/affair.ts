// The affair of a fact 事关谁: who may read all of it, which units it concerns, and what everybody else sees of it.

/** The affair of a fact: whom it concerns and who may read it. `Field` is the union of its data's field names. */
export interface Affair<Field extends string = string> {
  /** Who may read all of it: every reader of the region; the units it concerns and the task's leads; or only auditors. */
  readonly readBy: "everybody" | "units" | "auditors";
  /** The units it concerns: filters, ledgers and histories find it under each of them. */
  readonly units: readonly string[];
  /** What other units see: these fields of its data (an empty list: only that it happened), or nothing at all. */
  readonly others: readonly Field[] | "nothing";
  /** The fields that say which person is meant: only for readers who may know persons. */
  readonly persons?: readonly Field[];
}

/** A fact that every reader of the region may read; `units` are those it concerns. */
export const everybodys = (units: readonly string[] = []): Affair<never> => ({
  readBy: "everybody",
  units,
  others: [],
});

/**
 * A fact that only these units and the task's leads may read in full. Other units see that it happened and the fields
 * named; with "nothing", not even that. `persons` are the fields that say which person is meant.
 */
export const unitsOwn = <const Field extends string = never>(
  units: readonly string[],
  others: readonly Field[] | "nothing" = [],
  persons: readonly Field[] = [],
): Affair<Field> => ({ readBy: "units", units, others, persons });

/** A fact that only auditors may read. The units help them to find it. */
export const auditorsAlone = (units: readonly string[]): Affair<never> => ({
  readBy: "auditors",
  units,
  others: "nothing",
});
