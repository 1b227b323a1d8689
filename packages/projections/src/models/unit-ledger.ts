// The unit ledger 工作台账: everything a unit owes, over all plans of its region, by due day.
import { kindOf, type Shown } from "../read-model.ts";
import { dueSort } from "./due.ts";
import { isToDo, type Owed, type OwedThing } from "./owed.ts";

/** One line of a unit's ledger: something that the unit owes, or owed. */
export interface LedgerEntry extends Owed {
  readonly unitId: string;
}

/**
 * The key of a unit's line for a task: of its last part there, of an item of that, of an earlier part by its number, or of an
 * item of that by both.
 */
export const ledgerKey = (unitId: string, taskId: string, of?: string | number): string =>
  of === undefined ? `${unitId}/${taskId}` : `${unitId}/${taskId}/${of}`;

/**
 * Ledger lines: of parts and items by `ledgerKey`, of urgings by that and their number, of completion reports by unit and
 * fold. Indexes: all lines of a unit (`unit/<unitId>`), those about which it has something to do (`unit/<unitId>/toDo`, see `isToDo`), those whose part is in one
 * state (`unit/<unitId>/state/<state>`), those that a person has in hand (`unit/<unitId>/person/<subjectId>`), and the parts
 * that are nobody's and the completion reports that ended, or whose answers did, because the unit did
 * (`unit/<unitId>/endedWithUnit`), each by due day (lines without one last), plan and row.
 */
export const ledgerLines = kindOf<LedgerEntry>("ledger");

const isOfUnit = (said: Owed): said is LedgerEntry => said.unitId !== null;

/** The line of a thing in the ledger of its unit. */
export function lineOf({ said, line: key, isEndedWithUnit = false }: OwedThing): Shown[] {
  // What nobody owes yet is in no ledger.
  if (!isOfUnit(said)) return [];
  const unit = `unit/${said.unitId}`;
  const byState = said.state === null ? [] : [`${unit}/state/${said.state}`];
  const inHand = said.persons.map(({ subjectId }) => `${unit}/person/${subjectId}`);
  const indexes = [unit, ...byState, ...(isToDo(said) ? [`${unit}/toDo`] : []), ...inHand];
  if (isEndedWithUnit) indexes.push(`${unit}/endedWithUnit`);
  const sort = dueSort(said);
  return [
    ledgerLines.shown(
      `${said.unitId}/${key}`,
      said,
      indexes.map((index) => ({ index, sort })),
    ),
  ];
}
