// The table of a draft drawn anew as a page, a Word document and a sheet, with the cells merged that its rows inherit.
import type { DraftTask, PlanDraft } from "@taizhang/domain";
import { docxOf, paragraph, sheetOf, xlsxOf } from "./office-files.ts";

/** A cell of the drawn table; `rows` and `columns` are how many it spans, and 0 where another covers it. */
interface Drawn {
  readonly words: string;
  rows: number;
  readonly columns: number;
}

type DrawnTable = readonly (readonly Drawn[])[];

/** The heads of the columns, in printed order. */
function headsOf({ tasks }: PlanDraft): string[] {
  return [...new Set(tasks.flatMap(({ printed }) => Object.keys(printed)))];
}

function tableOf(draft: PlanDraft): DrawnTable {
  const heads = headsOf(draft);
  const rows: Drawn[][] = [heads.map((words) => ({ words, rows: 1, columns: 1 }))];
  const across = (words: string) =>
    rows.push(heads.map((_, at) => ({ words: at === 0 ? words : "", rows: 1, columns: at === 0 ? heads.length : 0 })));
  let before: DraftTask | undefined;
  for (const task of draft.tasks) {
    const section = draft.sections.find(({ no }) => no === task.section);
    const isNewSection = before?.section !== task.section;
    const child = section?.children.find(({ no }) => no === task.subsection);
    if (section && isNewSection) across(printedHeading(section.no, section.title));
    if (child && (isNewSection || before?.subsection !== task.subsection))
      across(printedHeading(child.no, child.title));
    rows.push(
      heads.map((head) => ({ words: task.printed[head] ?? "", rows: inherits(task, head) ? 0 : 1, columns: 1 })),
    );
    before = task;
  }
  spanRows(rows);
  return rows;
}

function printedHeading(no: string, title: string): string {
  return no.startsWith("（") ? no + title : `${no}、${title}`;
}

/** Whether the cell under this head is that of an earlier row. */
function inherits({ printed, units }: DraftTask, head: string): boolean {
  const relation = /牵头/.test(head) ? "lead" : /单位|部门/.test(head) ? "responsible" : undefined;
  return (
    (printed[head] ?? "") === "" && units.some((unit) => unit.relation === relation && unit.inheritedFromRow !== null)
  );
}

/** Lets each cell span the rows below it that inherit it. A heading between them is a row of its own, so they are merged on. */
function spanRows(rows: readonly Drawn[][]): void {
  rows[0]?.forEach((_, column) => {
    let open: Drawn | undefined;
    for (const row of rows) {
      const cell = row[column];
      if (cell?.rows === 0 && open) open.rows++;
      else open = cell;
    }
  });
}

const escaped = (words: string) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const paragraphs = (words: string) => words.split("\n");

/** A page with these lines above the table. */
export function asPage(draft: PlanDraft, above: readonly string[]): Uint8Array {
  const rows = tableOf(draft).map((row) => {
    const cells = row.flatMap(({ words, rows: down, columns }) =>
      down === 0 || columns === 0
        ? []
        : [
            `<td rowspan="${down}" colspan="${columns}">${paragraphs(words)
              .map((each) => `<p>${escaped(each)}</p>`)
              .join("")}</td>`,
          ],
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const lines = above.map((line) => `<p>${escaped(line)}</p>`).join("\n");
  return new TextEncoder().encode(`<!doctype html><meta charset="utf-8">${lines}<table>${rows.join("\n")}</table>`);
}

/** A Word document with these lines above the table. */
export function asWord(draft: PlanDraft, above: readonly string[]): Uint8Array {
  const rows = tableOf(draft).map((row) => {
    const cells = row.flatMap(({ words, rows: down, columns }) => {
      if (columns === 0) return [];
      const merge = down === 0 ? "<w:vMerge/>" : down > 1 ? '<w:vMerge w:val="restart"/>' : "";
      const content = paragraphs(words)
        .map((each) => paragraph(escaped(each)))
        .join("");
      return [`<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/>${merge}</w:tcPr>${content}</w:tc>`];
    });
    return `<w:tr>${cells.join("")}</w:tr>`;
  });
  return docxOf(`${above.map((line) => paragraph(escaped(line))).join("")}<w:tbl>${rows.join("")}</w:tbl>`);
}

/** A sheet with these lines above the table. */
export function asSheet(draft: PlanDraft, above: readonly string[]): Uint8Array {
  const cells: Record<string, string> = {};
  const merged: string[] = [];
  const place = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row + 1}`;
  above.forEach((line, row) => {
    cells[place(row, 0)] = escaped(line);
  });
  tableOf(draft).forEach((row, at) => {
    row.forEach(({ words, rows, columns }, column) => {
      const from = place(above.length + at, column);
      if (words !== "" && rows > 0 && columns > 0) cells[from] = escaped(words);
      if (rows > 1 || columns > 1) {
        merged.push(`${from}:${place(above.length + at + Math.max(rows, 1) - 1, column + Math.max(columns, 1) - 1)}`);
      }
    });
  });
  return xlsxOf([sheetOf(cells, merged)]);
}
