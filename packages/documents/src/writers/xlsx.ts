// xlsx: a form as a workbook, one sheet after the other, of which no row is kept.
import { looksLikeFormula } from "./harmless.ts";
import { ABOVE, allSheets, type Cell, type Column, type OfficeForm, type Sheet, sharedHeads } from "./office-form.ts";
import { type OfficePart, officePackage, relations } from "./office-package.ts";
import { STYLE, styles } from "./xlsx-styles.ts";
import { XML_HEAD, xmlText } from "./xml.ts";
import { zipped } from "./zip.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** What a cell holds at most, by the format. */
const MOST_CHARACTERS = 32_767;
/** What a sheet holds at most, by the format; the last row says that there would be more. */
const MOST_ROWS = 1_048_576;

/** The form as a workbook. Reads the rows of one sheet after the other, as fast as the bytes are taken. */
export function writeXlsx(form: OfficeForm): AsyncGenerator<Uint8Array> {
  const sheets = allSheets(form);
  const parts = sheets.map(
    (sheet, at): OfficePart => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      type: "spreadsheetml.worksheet",
      content: written(sheet, at === 0),
    }),
  );
  const related = [
    ...sheets.map((_, at) => ({ kind: "worksheet", target: `worksheets/sheet${at + 1}.xml` })),
    { kind: "styles", target: "styles.xml" },
  ];
  const own: OfficePart[] = [
    { name: "xl/workbook.xml", type: "spreadsheetml.sheet.main", content: [workbook(sheets)] },
    { name: "xl/_rels/workbook.xml.rels", type: null, content: [relations(related)] },
    { name: "xl/styles.xml", type: "spreadsheetml.styles", content: [styles] },
    ...parts,
  ];
  return zipped(officePackage(form, own), form.mark.day);
}

function workbook(sheets: readonly Sheet[]): string {
  const each = sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`);
  // The heads are printed on every page.
  const titles = sheets.map((sheet, at) => {
    const { from, to } = headRows(sheet);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xmlText(sheet.name)}'!$${from}:$${to}</definedName>`;
  });
  return (
    `${XML_HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each.join("")}</sheets>` +
    `<definedNames>${titles.join("")}</definedNames></workbook>`
  );
}

/** Merges the cells from one place to another; a single cell stays as it is. */
type Merge = (column: number, row: number, toColumn: number, toRow: number) => void;

/** The rows above the table, the title among them. */
const linesAbove = ({ before, title, above }: Sheet) => [
  ...before.map((words) => ({ words, style: STYLE.line })),
  ...(title === "" ? [] : [{ words: title, style: STYLE.title }]),
  ...above.map((words) => ({ words, style: STYLE.line })),
];

function headRows(sheet: Sheet): { from: number; to: number } {
  const from = linesAbove(sheet).length + 1;
  return { from, to: from + (sharedHeads(sheet.columns).length > 0 ? 1 : 0) };
}

async function* written(sheet: Sheet, isFirst: boolean): AsyncGenerator<string> {
  const { columns, rows, below } = sheet;
  const { from, to } = headRows(sheet);
  const count = columns.length;
  const merged: string[] = [];
  const merge: Merge = (column, row, toColumn, toRow) => {
    if (column !== toColumn || row !== toRow) merged.push(`${place(column, row)}:${place(toColumn, toRow)}`);
  };
  const across = (no: number, words: string, style: number): string => {
    merge(0, no, count - 1, no);
    return acrossRow(no, words, count, style);
  };
  yield opening(sheet, isFirst);
  for (const [at, { words, style }] of linesAbove(sheet).entries()) yield across(at + 1, words, style);
  yield* heads(sheet, from, to, merge);
  const runs = mergedRuns(count, merge);
  let no = to;
  for await (const row of rows) {
    no++;
    const isFull = no === MOST_ROWS - below.length;
    const cells = "cells" in row && !isFull ? row.cells : [];
    runs.next(no, cells);
    if (isFull) yield across(no, TOO_MANY_ROWS, STYLE.heading);
    else yield "heading" in row ? across(no, row.heading, STYLE.heading) : cellRow(no, row.cells, columns);
    if (isFull) break;
  }
  runs.next(no + 1, []);
  for (const words of below) yield across(++no, words, STYLE.line);
  yield closing(merged);
}

const TOO_MANY_ROWS = "（超出一张工作表的行数，以下从略 more rows than a sheet holds）";

/** Merges the cells of each column that go on with the one above, whenever one begins that does not. */
function mergedRuns(count: number, merge: Merge) {
  const begun = new Array<number | undefined>(count).fill(undefined);
  return {
    next(row: number, cells: readonly Cell[]): void {
      for (let column = 0; column < count; column++) {
        if (cells[column] === ABOVE) continue;
        const first = begun[column];
        if (first !== undefined) merge(column, first, column, row - 1);
        begun[column] = column < cells.length ? row : undefined;
      }
    },
  };
}

function opening({ columns }: Sheet, isFirst: boolean): string {
  const widths = columns.map(
    // A Chinese character is as wide as two digits.
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width * 2 + 1}" customWidth="1"/>`,
  );
  return (
    `${XML_HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ""}/></sheetViews>` +
    `<cols>${widths.join("")}</cols><sheetData>`
  );
}

const closing = (merged: readonly string[]): string =>
  `</sheetData>${merged.length === 0 ? "" : `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`}` +
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
  "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>";

/** The heads: in one row, or in two where some share one; the others then reach over both. */
function* heads({ columns }: Sheet, from: number, to: number, merge: Merge): Generator<string> {
  if (from < to) {
    const shared = sharedHeads(columns);
    const words = columns.map(({ head, under }) => (under === undefined ? head : ""));
    for (const { at, span, words: over } of shared) {
      words[at] = over;
      merge(at, from, at + span - 1, from);
    }
    columns.forEach(({ under }, at) => {
      if (under === undefined) merge(at, from, at, to);
    });
    yield headRow(from, words);
    yield headRow(
      to,
      columns.map(({ head, under }) => (under === undefined ? "" : head)),
    );
  } else {
    yield headRow(
      from,
      columns.map(({ head }) => head),
    );
  }
}

const headRow = (no: number, words: readonly string[]): string =>
  `<row r="${no}">${words.map((each, at) => cellWith(at, no, each, STYLE.head)).join("")}</row>`;

const cellRow = (no: number, cells: readonly Cell[], columns: readonly Column[]): string =>
  `<row r="${no}" ht="${heightOf(cells, columns)}" customHeight="1">` +
  `${cells.map((cell, at) => cellWith(at, no, cell === ABOVE ? "" : cell, STYLE.body)).join("")}</row>`;

/** In points: what a line of words takes, and the highest row that the format allows. */
const LINE_HEIGHT = 14;
const HIGHEST = 409;

/** The height that shows all words of a row: not every program works that out when it opens a file. */
function heightOf(cells: readonly Cell[], columns: readonly Column[]): number {
  const lines = cells.map((cell, at) => {
    if (cell === ABOVE) return 1;
    const width = columns[at]?.width ?? 1;
    // A Latin letter or a digit is about half as wide as a Chinese character.
    const widthOf = (line: string) => line.length - (line.match(/[\x20-\x7e]/g)?.length ?? 0) * 0.45;
    return cell.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0);
  });
  return Math.min(HIGHEST, Math.max(...lines) * LINE_HEIGHT + 4);
}

/** Words across the whole table; the cells beneath them have their style, so that the frame is whole. */
const acrossRow = (no: number, words: string, count: number, style: number): string =>
  `<row r="${no}">${Array.from({ length: count }, (_, at) => cellWith(at, no, at === 0 ? words : "", style)).join("")}</row>`;

function cellWith(column: number, row: number, words: string, style: number): string {
  const at = place(column, row);
  if (words === "") return `<c r="${at}" s="${style}"/>`;
  if (style === STYLE.body && /^[1-9]\d{0,8}$/.test(words))
    return `<c r="${at}" s="${STYLE.number}"><v>${words}</v></c>`;
  // The words stay as they are: the style says that they are no formula, as an apostrophe does that is typed.
  const shown = style === STYLE.body && looksLikeFormula(words) ? STYLE.quoted : style;
  const cut = words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS - 20)}……（以下从略）` : words;
  // Such words would be read as the number of a character.
  const text = xmlText(cut).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  return `<c r="${at}" s="${shown}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** The name of a cell; the column counts from 0, the row from 1. */
function place(column: number, row: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters + row;
}
