// Form tables: one ruled table for each project or task, whose labels stand beside their values.
import { namesIn } from "../cells/names-in.ts";
import type { BlockDocument, TableBlock, TableCell } from "../document/block.ts";
import { ABSENT, BLANK, type Cell, cellOf, cellText, type Piece, pieceOf } from "../document/cell.ts";
import type { Line } from "../document/line.ts";
import { type ColumnKind, isHeader, isUnitKind, readingsOf, wordKind } from "./columns.ts";
import {
  type DeadlineClause,
  type Explanation,
  type LayoutDoubt,
  NO_DEADLINE,
  NOTHING_SAID,
  NOWHERE,
  type RowRecord,
  type UnitClause,
} from "./record.ts";
import { titleAbove } from "./title-above.ts";

/** A label with the cell beside it. */
interface Pair {
  readonly label: Cell;
  readonly value: Cell;
}

interface Form {
  readonly from: number;
  readonly to: number;
  readonly pairs: readonly Pair[];
  /** Cells that are neither: a title in a row of its own, a word beside several labels. */
  readonly rest: readonly Piece[];
}

/** Every run of forms. */
export function recogniseForms({ lines, blocks }: BlockDocument): Explanation[] {
  const runs: { forms: Form[]; names: Piece[] }[] = [];
  let open: (typeof runs)[number] | undefined;
  let between: Line[] = [];
  for (const block of blocks) {
    if (block.kind === "text") {
      between = between.concat(lines.slice(block.from - 1, block.to));
      continue;
    }
    const forms = formsIn(block);
    if (forms.length === 0) {
      open = undefined;
    } else if (open) {
      open.names.push(...titleAbove(between).map(pieceOf));
      open.forms.push(...forms);
    } else {
      open = { forms, names: [] };
      runs.push(open);
    }
    between = [];
  }
  return runs.map(({ forms, names }) => explain(forms, names));
}

/** A table of forms has no more rows than this; longer ones have a header. */
const MOST_ROWS = 2000;

/** The forms of a table: each begins where the first label comes again. */
function formsIn({ rows }: TableBlock): Form[] {
  if (rows.length > MOST_ROWS) return [];
  const read = rows.map((row) => readRow(row));
  const first = read.flatMap(({ pairs }) => pairs)[0];
  const opener = first ? cellText(first.label) : "";
  const forms: Form[] = [];
  let open: { pairs: Pair[]; rest: Piece[] } | undefined;
  for (const { pairs, rest } of read) {
    if (!open || pairs.some(({ label }) => open?.pairs.length !== 0 && cellText(label) === opener)) {
      close();
      open = { pairs: [], rest: [] };
    }
    open.pairs.push(...pairs);
    open.rest.push(...rest);
  }
  close();
  return forms.length > 0 && forms.every(isForm) ? forms : [];

  function close(): void {
    if (!open) return;
    const pieces = [...open.rest, ...open.pairs.flatMap(({ label, value }) => [...label.pieces, ...value.pieces])];
    const printed = pieces.map(({ line }) => line);
    if (printed.length === 0) return;
    const from = printed.reduce((least, line) => Math.min(least, line));
    const to = printed.reduce((most, line) => Math.max(most, line));
    forms.push({ from, to, ...open });
  }
}

/** The labels of a row, each with the cell to its right. A word to the left of a label stands over several rows. */
function readRow(row: readonly TableCell[]): { pairs: Pair[]; rest: readonly Piece[] } {
  const cells = row.flatMap((cell): Cell[] => {
    if (cell.state === "covered") return [];
    return [cell.state === "printed" ? cellOf(cell.pieces) : BLANK];
  });
  const pairs: Pair[] = [];
  const rest: Piece[] = [];
  for (let at = 0; at < cells.length; at++) {
    const label = cells[at] ?? BLANK;
    const value = cells[at + 1];
    if (label.state !== "printed") continue;
    const over = value && isLabel(value) && (!isLabel(label) || isValue(cells[at + 2]));
    if (!value || over) {
      rest.push(...label.pieces);
    } else {
      pairs.push({ label, value });
      at++;
    }
  }
  return { pairs, rest };
}

function isValue(cell: Cell | undefined): boolean {
  return cell?.state === "printed" && !isLabel(cell);
}

function isLabel(cell: Cell): boolean {
  return wordKind(cellText(cell)) !== undefined;
}

/** Most labels are known heads, and the form says what is to be done and by whom. Heads beside heads are those of columns. */
function isForm({ pairs }: Form): boolean {
  if (pairs.filter(({ value }) => isLabel(value)).length > 1) return false;
  const labels = pairs.map(({ label }) => cellText(label));
  const known = labels.filter((label) => wordKind(label) !== undefined).length;
  const kinds = readingsOf(labels)[0] ?? [];
  const task = pairs[kinds.findIndex(({ kind }) => kind === "task")];
  const says = labels.some((label) => ["task", "taskWord", "deadline", "requirement"].includes(wordKind(label) ?? ""));
  const named = pairs.some(({ value }, at) => isUnitKind(kinds[at]?.kind) && namesIn(cellText(value)) !== "few");
  return known > 2 && known * 2 > labels.length && isHeader(labels) && says && named && task?.value.state === "printed";
}

function explain(forms: readonly Form[], names: readonly Piece[]): Explanation {
  const from = forms[0]?.from ?? 1;
  const to = forms.at(-1)?.to ?? from;
  const contacts = new Set<string>();
  const unknown = new Set<string>();
  const marks: Piece[] = [...names];
  const records = forms.map(recordOf);
  const about = (code: LayoutDoubt["code"], words: string): LayoutDoubt => ({ code, from, to, words });
  return {
    by: "labelled",
    from,
    to,
    sections: [],
    records,
    marks,
    doubts: [
      ...[...unknown].map((word) => about("COLUMN_UNKNOWN", word)),
      ...(contacts.size > 0 ? [about("CONTACTS_LEFT_OUT", [...contacts].join("、"))] : []),
    ],
  };

  function recordOf(form: Form): RowRecord {
    const columns = readingsOf(form.pairs.map(({ label }) => cellText(label)))[0] ?? [];
    const fields = form.pairs.flatMap(({ label, value }, at) => {
      const column = columns[at];
      marks.push(...label.pieces);
      if (!column) return [];
      if (column.contact) {
        contacts.add(column.word);
        marks.push(...value.pieces);
        return [];
      }
      if (column.unknown && column.word !== "") unknown.add(column.word);
      return [{ kind: column.kind, word: column.word, value }];
    });
    marks.push(...form.rest);
    const valuesOf = (kind: ColumnKind) => fields.filter((field) => field.kind === kind).map(({ value }) => value);
    const deadline = valuesOf("deadline")[0];
    return {
      from: form.from,
      to: form.to,
      place: NOWHERE,
      afterBreak: false,
      number: valuesOf("number")[0] ?? null,
      task: valuesOf("task")[0] ?? ABSENT,
      requirements: valuesOf("requirement"),
      clauses: fields.flatMap(({ kind, word, value }): UnitClause[] =>
        isUnitKind(kind) ? [{ relation: kind, word, cell: value, meaning: meaningOf(value) }] : [],
      ),
      deadline: deadlineOf(deadline),
      paths: valuesOf("path"),
      others: [
        ...valuesOf("other"),
        ...valuesOf("heading"),
        ...valuesOf("deadline").slice(1),
        ...valuesOf("number").slice(1),
      ],
      printed: fields.map(({ word, value }) => ({ word, cell: value })),
    };
  }
}

function meaningOf({ state }: Cell): UnitClause["meaning"] {
  return state === "printed" ? { is: "printed" } : NOTHING_SAID;
}

function deadlineOf(cell: Cell | undefined): DeadlineClause {
  if (!cell) return NO_DEADLINE;
  return { cell, is: cell.state === "printed" ? "printed" : "blank" };
}
