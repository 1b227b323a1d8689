// Tables for tests, written as lines with bars, and the files of each format that hold them.
import { docxOf, paragraph, sheetOf, xlsxOf } from "./office-files.ts";

/** The cells of a table; `^` goes on with the cell above, `<` with the one to its left, and `¶` parts the paragraphs of a cell. */
export type Cells = readonly (readonly string[])[];

/** The cells of these lines, which bars divide. */
export function cellsOf(lines: string): Cells {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("|").map((cell) => cell.trim()));
}

/** How many rows and columns the cell at a place spans. */
function spanOf(cells: Cells, row: number, column: number): { rows: number; columns: number } {
  let columns = 1;
  while (cells[row]?.[column + columns] === "<") columns++;
  let rows = 1;
  while (cells[row + rows]?.[column] === "^") rows++;
  return { rows, columns };
}

function isCovered(words: string): boolean {
  return words === "^" || words === "<";
}

/** A table of html. */
export function htmlTable(cells: Cells): string {
  const rows = cells.map((row, at) => {
    const written = row.flatMap((words, column) => {
      if (isCovered(words)) return [];
      const { rows: down, columns } = spanOf(cells, at, column);
      const spans = `${down > 1 ? ` rowspan="${down}"` : ""}${columns > 1 ? ` colspan="${columns}"` : ""}`;
      return [`<td${spans}>${words.replaceAll("¶", "<br>")}</td>`];
    });
    return `<tr>${written.join("")}</tr>`;
  });
  return `<table>${rows.join("\n")}</table>`;
}

/** A table of Word. */
export function docxTable(cells: Cells): string {
  const rows = cells.map((row, at) => {
    const written = row.flatMap((words, column) => {
      if (words === "<") return [];
      const { rows: down, columns } = spanOf(cells, at, column);
      const merge = words === "^" ? "<w:vMerge/>" : down > 1 ? '<w:vMerge w:val="restart"/>' : "";
      const across = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : "";
      const paragraphs = (words === "^" ? "" : words).split("¶").map((each) => paragraph(each));
      return [`<w:tc><w:tcPr>${across}${merge}</w:tcPr>${paragraphs.join("")}</w:tc>`];
    });
    return `<w:tr>${written.join("")}</w:tr>`;
  });
  return `<w:tbl>${rows.join("")}</w:tbl>`;
}

/** The elements of a sheet; digits alone are numbers. */
export function sheetTable(cells: Cells): string {
  const named: Record<string, string | number> = {};
  const merged: string[] = [];
  for (const [at, row] of cells.entries()) {
    for (const [column, words] of row.entries()) {
      if (isCovered(words) || words === "") continue;
      const { rows, columns } = spanOf(cells, at, column);
      named[nameOf(at, column)] = /^\d+$/.test(words) ? Number(words) : words.replaceAll("¶", "\n");
      if (rows * columns > 1) merged.push(`${nameOf(at, column)}:${nameOf(at + rows - 1, column + columns - 1)}`);
    }
  }
  return sheetOf(named, merged);
}

function nameOf(row: number, column: number): string {
  return `${String.fromCharCode(65 + column)}${row + 1}`;
}

/** A page, a document or a workbook whose parts are paragraphs or tables, written with bars. */
export const FILES = {
  html: (...parts: readonly string[]) =>
    new TextEncoder().encode(
      `<html><body>${parts.map((part) => (isTable(part) ? htmlTable(cellsOf(part)) : `<p>${part}</p>`)).join("\n")}</body></html>`,
    ),
  docx: (...parts: readonly string[]) =>
    docxOf(parts.map((part) => (isTable(part) ? docxTable(cellsOf(part)) : paragraph(part))).join("")),
  xlsx: (...parts: readonly string[]) =>
    xlsxOf([sheetTable(parts.flatMap((part) => (isTable(part) ? cellsOf(part) : [[part]])))]),
} as const;

function isTable(part: string): boolean {
  return part.includes("|");
}
