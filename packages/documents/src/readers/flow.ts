// What a page or a Word file holds, in order: paragraphs, and tables whose cells hold the same again.
import type { BlockDocument, Format } from "../document/block.ts";
import { blockWriter } from "./block-writer.ts";
import { layOut, type SpanRow } from "./spans.ts";
import { isPrinted } from "./wording.ts";

export type Flow = FlowParagraph | FlowTable;

export interface FlowParagraph {
  readonly kind: "paragraph";
  /** One for each stretch between line breaks. */
  readonly lines: readonly string[];
}

export interface FlowTable {
  readonly kind: "table";
  readonly rows: readonly FlowRow[];
  /** How many printed cells have words of their own, and how many there are in all tables within. */
  readonly own: number;
  readonly nested: number;
  /** Two printed cells stand side by side somewhere. */
  readonly beside: boolean;
}

export interface FlowRow {
  readonly before: number;
  readonly end: number;
  readonly cells: readonly FlowCell[];
}

export interface FlowCell {
  readonly content: readonly Flow[];
  readonly columns: number;
  readonly rows: number;
  readonly joins: boolean;
}

/** The document that holds this. `heading` is a title that stands outside the text. */
export function flowDocument(format: Format, flows: readonly Flow[], heading?: string): BlockDocument {
  const writer = blockWriter(format);
  let paragraph = 0;
  let table = 0;
  if (heading !== undefined) writer.paragraph([heading], {});
  const write = (flow: Flow): void => {
    if (flow.kind === "paragraph") {
      writer.paragraph(flow.lines, { paragraph: ++paragraph });
      return;
    }
    if (isLayout(flow)) {
      for (const row of flow.rows) for (const cell of row.cells) cell.content.forEach(write);
      return;
    }
    const rows = layOut(flow.rows.map(spanRow));
    if (rows.length === 0) return;
    const no = ++table;
    writer.table(rows, (row, column) => ({ table: no, row: row + 1, column: column + 1 }));
  };
  flows.forEach(write);
  return writer.finish();
}

function spanRow({ before, end, cells }: FlowRow): SpanRow {
  const written = cells.map(({ content, columns, rows, joins }) => ({
    columns,
    rows,
    joins,
    lines: content.flatMap(linesOf),
  }));
  return { before, end, cells: written };
}

/** The words of a table inside a cell are words of the cell. */
function linesOf(flow: Flow): readonly string[] {
  if (flow.kind === "paragraph") return flow.lines;
  return flow.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => content.flatMap(linesOf)));
}

/**
 * Whether a table only arranges its content on the page. It does so if no row has two printed cells; or if it holds
 * tables that have at least as many printed cells as it has beside them: a table of data has more cells than any cell
 * of it holds.
 */
function isLayout({ own, nested, beside }: FlowTable): boolean {
  return !beside || (nested > 0 && nested >= own);
}

/** A table of these rows, with what is to be known of it in order to tell data from layout. */
export function flowTable(rows: readonly FlowRow[]): FlowTable {
  let own = 0;
  let nested = 0;
  let beside = false;
  for (const row of rows) {
    let printed = 0;
    for (const { content } of row.cells) {
      const words = content.some((flow) => flow.kind === "paragraph" && flow.lines.some(isPrinted));
      const within = content.reduce((sum, flow) => sum + (flow.kind === "table" ? flow.own + flow.nested : 0), 0);
      if (words) own++;
      nested += within;
      if (words || within > 0) printed++;
    }
    if (printed >= 2) beside = true;
  }
  return { kind: "table", rows, own, nested, beside };
}
