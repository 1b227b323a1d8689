// What may be decided on a warning of the import 可作的处理: the rule for a decision, and everything that it allows.
import { type Rejection, reject } from "../kernel/action.ts";
import type { Sentence } from "../kernel/event.ts";
import { grouped } from "../kernel/grouped.ts";
import { foldName } from "../roster/names.ts";
import { rowsNamed } from "./draft.ts";
import type { ImportDecision } from "./import-decision.ts";
import { blankCells, decidedNames, type Readable, type ReadUnit, unitsAboveBlank, unitsAsRead } from "./reading.ts";
import type { ImportWarning } from "./state.ts";

/** A unit cell that prints a name: its row, and the row whose merged cell it goes on from. */
interface Printing {
  readonly row: number;
  readonly inheritedFromRow: number | null;
}

/** A plan whose unit cells are read once, for many questions about what may be decided. */
export interface Decidable {
  readonly plan: Readable;
  readonly read: ReadonlyMap<number, readonly ReadUnit[]>;
  /** By folded name, canonical or as printed. */
  readonly printing: ReadonlyMap<string, readonly Printing[]>;
}

/** Reads the unit cells of a plan. */
export function decidable(plan: Readable): Decidable {
  const read = unitsAsRead(plan);
  const names = [...read].flatMap(([row, units]) =>
    units.flatMap(({ name, printed, inheritedFromRow }) =>
      [...new Set([foldName(name), foldName(printed)])].map((folded) => ({ folded, at: { row, inheritedFromRow } })),
    ),
  );
  const printing = grouped(
    names,
    ({ folded }) => folded,
    ({ at }) => at,
  );
  return { plan, read, printing };
}

/** Why a decision on a warning is refused; null if it may be made. */
export function refusalOf(
  { plan, read, printing }: Decidable,
  warning: Pick<ImportWarning, "code" | "row">,
  decision: ImportDecision,
): Rejection | null {
  if (decision.kind === "keep") return null;
  if (decision.kind === "asAbove") {
    if (!blankCells.has(warning.code)) return reject("NOT_A_BLANK_CELL", warning.code);
    if (unitsAboveBlank(plan, warning, read).length > 0) return null;
    return reject("NOTHING_ABOVE", warning.row === null ? null : rowsNamed(plan.rows, [warning.row]));
  }
  if (decision.scope === "row" && warning.row === null) return reject("WARNING_OF_NO_ROW", warning.code);
  const cells = printing.get(foldName(decision.name)) ?? [];
  const isPrinted = cells.some(({ row }) => decision.scope === "everywhere" || row === warning.row);
  return isPrinted ? null : reject("NAME_NOT_PRINTED", decision.name);
}

/** A scope that a decision on a name may have, and the rows in which the name is then read so. */
export interface Reach {
  readonly scope: "row" | "everywhere";
  readonly rows: readonly number[];
}

/** A decision that may be made, and what it does. One on a name says where it may hold. */
export interface PossibleDecision {
  readonly kind: ImportDecision["kind"];
  /** The printed name; null where the decision is about none. */
  readonly name: string | null;
  readonly reaches: readonly Reach[];
  readonly effect: Sentence;
}

/**
 * Every decision that may be made on a warning: on the names of its row or, where it is about the whole, on every name of
 * the plan. A decision replaces the one that was made on the warning before.
 */
export function possibleDecisions(
  of: Decidable,
  warningNo: number,
  warning: Pick<ImportWarning, "code" | "row" | "subject">,
): PossibleDecision[] {
  const without = withoutDecision(of, warningNo);
  const { plan, read, printing } = without;
  const { row } = warning;
  const mayBe = (decision: ImportDecision) => refusalOf(without, warning, decision) === null;
  const names = new Map(
    [...read].flatMap(([at, units]) =>
      row === null || at === row ? units.map(({ name }) => [foldName(name), name] as const) : [],
    ),
  );
  const decided = decidedNames(plan);
  return [
    { kind: "keep", name: null, reaches: [], effect: keeping(warning) },
    ...(mayBe({ kind: "asAbove" })
      ? [
          {
            kind: "asAbove",
            name: null,
            reaches: [],
            effect: continuing(unitsAboveBlank(plan, warning, read)),
          } as const,
        ]
      : []),
    ...[...names].flatMap(([folded, name]) => {
      const cells = printing.get(folded) ?? [];
      const reaches = (["row", "everywhere"] as const)
        .filter((scope) => mayBe({ kind: "external", name, scope }))
        .map((scope) => ({ scope, rows: rowsRead(cells, { folded, row: scope === "row" ? row : null, decided }) }));
      return (["readAs", "external"] as const).map((kind) => ({ kind, name, reaches, effect: naming(kind, name) }));
    }),
  ];
}

/** As the plan would be read had nobody decided on this warning. */
function withoutDecision(of: Decidable, warningNo: number): Decidable {
  if (!of.plan.settled.has(warningNo)) return of;
  const settled = new Map(of.plan.settled);
  settled.delete(warningNo);
  return decidable({ ...of.plan, settled });
}

interface About {
  readonly folded: string;
  /** The row that the decision is about; null where it is about the plan. */
  readonly row: number | null;
  readonly decided: ReturnType<typeof decidedNames>;
}

/** The rows in which a name is read by a decision: not where one that goes before it says otherwise. */
function rowsRead(cells: readonly Printing[], { folded, row: of, decided }: About): number[] {
  const rows = cells.filter(({ row, inheritedFromRow }) => {
    if (of === row) return true;
    if (decided.inRow(row, folded)) return false;
    if (of !== null) return inheritedFromRow === of;
    return inheritedFromRow === null || !decided.inRow(inheritedFromRow, folded);
  });
  return [...new Set(rows.map(({ row }) => row))];
}

function keeping({ code, subject }: Pick<ImportWarning, "code" | "subject">): Sentence {
  if (code === "UNIT_UNKNOWN" && subject !== null)
    return {
      zh: `读法不变；计划确认前，“${subject}”仍须列入名录，作为单位、别名或单位组。`,
      en: `The reading stays; before the plan can be confirmed, “${subject}” must still be entered in the roster as a unit, an alias or a group.`,
    };
  return {
    zh: "读法不变，本条提示即为已处理。",
    en: "The reading stays as it is, and the warning is settled.",
  };
}

function continuing(units: readonly { readonly name: string }[]): Sentence {
  const names = units.map(({ name }) => name);
  return {
    zh: `空白格视为与上一行合并，本项沿用：${names.join("、")}。`,
    en: `The blank cell is merged with the one above: this task takes over ${names.join(", ")}.`,
  };
}

function naming(kind: "readAs" | "external", name: string): Sentence {
  return kind === "readAs"
    ? {
        zh: `“${name}”按另一名称认读，并以该名称查名录；原文照旧保留。`,
        en: `“${name}” is read as another name, which is looked up in the roster; the printed words are kept.`,
      }
    : {
        zh: `“${name}”视为区域外单位：不查名录，也不承担分工。`,
        en: `“${name}” is a body outside the region: it is not looked up in the roster and gets no part.`,
      };
}
