// Whose affair a fact is 事关谁: who reads all of it, which units it touches, and what everybody else sees.

/** Whose affair a fact is. `Field` are the names of its data's fields. */
export interface Affair<Field extends string = string> {
  /** Who reads all of it: every reader of the region; the units it touches and the task's leads; or auditors alone. */
  readonly readBy: "everybody" | "units" | "auditors";
  /** The units it touches: filters, ledgers and histories find it under each of them. */
  readonly units: readonly string[];
  /** What other units see: these fields of its data (none: only that it happened), or nothing at all. */
  readonly others: readonly Field[] | "nothing";
}

/** Every reader of the region reads all of the fact, whichever units it touches. */
export const everybodys = (units: readonly string[] = []): Affair<never> => ({
  readBy: "everybody",
  units,
  others: [],
});

/**
 * The fact is the affair of these units; there may be several. Other units see that it happened and the fields named,
 * or, with "nothing", not even that.
 */
export const unitsOwn = <const Field extends string = never>(
  units: readonly string[],
  others: readonly Field[] | "nothing" = [],
): Affair<Field> => ({ readBy: "units", units, others });

/** Auditors read the fact, and nobody else learns of it; the units only help auditors to find it. */
export const auditorsAlone = (units: readonly string[]): Affair<never> => ({
  readBy: "auditors",
  units,
  others: "nothing",
});
