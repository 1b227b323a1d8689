// A document in the form the office knows: titles, tables with merged heads and cells, and the mark that says it is ours.
import type { Mark } from "../document/mark.ts";

/** A cell goes on with the one above it. */
export const ABOVE: unique symbol = Symbol("above");

/** The words of a cell, with line feeds between its paragraphs; or it is merged with the cell above. */
export type Cell = string | typeof ABOVE;

/** A row of cells, one for each column; or a heading across the whole table. */
export type Row = { readonly cells: readonly Cell[] } | { readonly heading: string };

/** A column of a table. */
export interface Column {
  readonly head: string;
  /** The head that it shares with its neighbours; left out, it stands under none. */
  readonly under?: string;
  /** How wide it is, in Chinese characters. */
  readonly width: number;
}

/** A table with what stands around it: a sheet of a workbook, a part of a document. */
export interface Sheet {
  /** The name of the sheet, 31 characters at most. */
  readonly name: string;
  /** The title; empty where there is none. */
  readonly title: string;
  /** Lines before the title, as a notice prints its number and its issuer. */
  readonly before: readonly string[];
  /** Lines between the title and the table. */
  readonly above: readonly string[];
  readonly columns: readonly Column[];
  /** Read once, and only as fast as the file is taken. */
  readonly rows: AsyncIterable<Row>;
  /** Lines below the table. */
  readonly below: readonly string[];
  /** What the headings across the table are, such as 「计划」: a file without merged cells gives them a column. */
  readonly headings?: string;
}

/** Everything that a file is made of. */
export interface OfficeForm {
  readonly mark: Mark;
  /** The name in the file's properties. */
  readonly title: string;
  readonly sheets: readonly Sheet[];
  /** What happened, told last; not in a csv, which has one table. */
  readonly history: Sheet | null;
}

/** The sheets of a file that has room for several. */
export const allSheets = ({ sheets, history }: OfficeForm): readonly Sheet[] => [
  ...sheets,
  ...(history === null ? [] : [history]),
];

/** Heads that are shared: from which column on, over how many, and the words. Empty where no column shares one. */
export function sharedHeads(columns: readonly Column[]): { at: number; span: number; words: string }[] {
  const shared: { at: number; span: number; words: string }[] = [];
  columns.forEach(({ under }, at) => {
    const last = shared.at(-1);
    if (under === undefined) return;
    if (last?.words === under && last.at + last.span === at) last.span++;
    else shared.push({ at, span: 1, words: under });
  });
  return shared;
}
