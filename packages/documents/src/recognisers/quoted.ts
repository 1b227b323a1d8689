// Rows of text that run over several lines: a cell in quotation marks may hold line breaks, as spreadsheets write it.
import type { Line } from "../document/line.ts";

/** A cell has no more lines than this; an odd quotation mark belongs to the words then. */
const MOST_LINES = 60;

/** The lines of each row. */
export function rowsOfLines(lines: readonly Line[], delimiter: string): (readonly Line[])[] {
  if (delimiter === "|") return lines.map((line) => [line]);
  const rows: Line[][] = [];
  for (let at = 0; at < lines.length; ) {
    const end = opensQuote(lines[at]?.text ?? "", delimiter) ? closing(lines, at) : at;
    rows.push(lines.slice(at, end + 1));
    at = end + 1;
  }
  return rows;
}

/** Whether a cell begins with a quotation mark that this line does not close. */
function opensQuote(text: string, delimiter: string): boolean {
  let open = false;
  let starts = true;
  for (const sign of text) {
    if (sign === '"' && (open || starts)) open = !open;
    starts = !open && sign === delimiter;
  }
  return open;
}

/** The line that closes the quotation mark of the line `at`; `at` itself if none does. */
function closing(lines: readonly Line[], at: number): number {
  for (let next = at + 1; next < Math.min(lines.length, at + MOST_LINES); next++) {
    const quotes = (lines[next]?.text ?? "").split('"').length - 1;
    if (quotes % 2 === 1) return next;
  }
  return at;
}
