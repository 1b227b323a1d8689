// The reading of a plan's unit cells 单位栏认读: as printed, or as a person decided on the import's warnings.
import { foldName } from "../roster/names.ts";
import type { DraftTask, DraftUnit, Relation } from "./draft.ts";
import type { ImportDecision } from "./import-decision.ts";

/** A name in a unit cell, and what it is to be read as. */
export interface ReadUnit extends DraftUnit {
  /** The name to look up in the roster; null for a body outside the region. */
  readonly readAs: string | null;
  /** The number of the warning that a person settled so; null if it is read as printed. */
  readonly decidedIn: number | null;
}

/** What the reading depends on: the rows, and what was decided on which warning, the latest decision last. */
export interface Readable {
  readonly rows: readonly DraftTask[];
  readonly warnings: readonly { readonly row: number | null; readonly code: string }[];
  readonly settled: ReadonlyMap<number, ImportDecision>;
}

/** The warnings about a unit cell that is blank, and the relations of the units that its column names. */
export const blankCells: ReadonlyMap<string, readonly Relation[]> = new Map([
  ["BLANK_LEAD", ["lead"]],
  ["BLANK_LEAD_DOUBTFUL", ["lead"]],
  ["BLANK_RESPONSIBLE", ["responsible", "supervising"]],
  ["BLANK_RESPONSIBLE_DOUBTFUL", ["responsible", "supervising"]],
  ["NO_UNIT", ["lead", "responsible", "supervising"]],
]);

const place = (row: number | null, folded: string): string => `${row ?? "*"}/${folded}`;

/** What a decision on a name is about, as a key: two decisions with one key are about the same. Null if it names none. */
export function aboutOf({ warnings }: Pick<Readable, "warnings">, warningNo: number, of: ImportDecision) {
  if (of.kind === "keep" || of.kind === "asAbove") return null;
  return place(of.scope === "row" ? (warnings[warningNo - 1]?.row ?? null) : null, foldName(of.name));
}

/**
 * The units of every row as they are to be read, by row. A decision on the row goes before one on the row whose merged
 * cell prints the name, and that before one on the name everywhere; of two about the same, the later counts.
 */
export function unitsAsRead(plan: Readable): ReadonlyMap<number, readonly ReadUnit[]> {
  const { names, above } = decisionsIn(plan);
  const decided = (row: number | null, folded: readonly string[]) =>
    folded.map((name) => names.get(place(row, name))).find((found) => found !== undefined);
  const asRead = new Map<number, readonly ReadUnit[]>();
  let before: DraftTask | null = null;
  for (const row of plan.rows) {
    const read = (unit: DraftUnit, decidedIn: number | null): ReadUnit => {
      const folded = names.size === 0 ? [] : [foldName(unit.name), foldName(unit.printed)];
      const found =
        decided(row.row, folded) ??
        (unit.inheritedFromRow === null ? undefined : decided(unit.inheritedFromRow, folded)) ??
        decided(null, folded);
      return { ...unit, ...(found ?? { readAs: unit.kind === "external" ? null : unit.name, decidedIn }) };
    };
    const continued = (above.get(row.row) ?? []).flatMap(({ warningNo, relations }) =>
      before === null ? [] : unitsAbove(asRead, before, relations).map((unit) => read(unit, warningNo)),
    );
    asRead.set(row.row, [...continued, ...row.units.map((unit) => read(unit, null))]);
    before = row;
  }
  return asRead;
}

/** The names that a blank cell takes over from the row above, if it is merged with that row's cell. */
function unitsAbove(
  asRead: ReadonlyMap<number, readonly ReadUnit[]>,
  above: DraftTask,
  relations: readonly Relation[],
): DraftUnit[] {
  return (asRead.get(above.row) ?? [])
    .filter(({ relation }) => relations.includes(relation))
    .map(({ readAs: _readAs, decidedIn: _decidedIn, ...unit }) => ({
      ...unit,
      inheritedFromRow: unit.inheritedFromRow ?? above.row,
    }));
}

/** The units that the row above names in the column that the warning says is blank. */
export function unitsAboveBlank(
  plan: Readable,
  warning: Readable["warnings"][number],
  asRead: ReadonlyMap<number, readonly ReadUnit[]> = unitsAsRead(plan),
): readonly DraftUnit[] {
  const at = plan.rows.findIndex(({ row }) => row === warning.row);
  const above = plan.rows[at - 1];
  return above ? unitsAbove(asRead, above, blankCells.get(warning.code) ?? []) : [];
}

/** Which names were decided upon, row by row. */
export function decidedNames(plan: Pick<Readable, "warnings" | "settled">) {
  const { names } = decisionsIn(plan);
  return { inRow: (row: number, folded: string): boolean => names.has(place(row, folded)) };
}

function decisionsIn({ warnings, settled }: Pick<Readable, "warnings" | "settled">) {
  const names = new Map<string, Pick<ReadUnit, "readAs" | "decidedIn">>();
  const above = new Map<number, { readonly warningNo: number; readonly relations: readonly Relation[] }[]>();
  for (const [warningNo, decision] of settled) {
    const warning = warnings[warningNo - 1];
    if (decision.kind === "asAbove" && warning && warning.row !== null) {
      const relations = blankCells.get(warning.code) ?? [];
      above.set(warning.row, [...(above.get(warning.row) ?? []), { warningNo, relations }]);
    }
    const about = aboutOf({ warnings }, warningNo, decision);
    if (about !== null)
      names.set(about, { readAs: decision.kind === "readAs" ? decision.as : null, decidedIn: warningNo });
  }
  return { names, above };
}
