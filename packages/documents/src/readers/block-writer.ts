// Writes a block document: numbers the lines as paragraphs and tables come in, and keeps where each stands in its file.
import type { Block, BlockDocument, Format, Place, TableCell } from "../document/block.ts";
import { type Line, numbered } from "../document/line.ts";
import {
  longLine,
  MAX_CELLS,
  MAX_CHARACTERS,
  MAX_LINE_LENGTH,
  MAX_LINES,
  tooManyCells,
  tooManyCharacters,
  tooManyLines,
} from "./bounds.ts";
import type { GridCell } from "./spans.ts";
import { isPrinted } from "./wording.ts";

export interface BlockWriter {
  /** A paragraph outside tables. A blank one parts what stands before and after it. */
  paragraph(lines: readonly string[], place: Place): void;
  /** A table as a rectangle of cells; one without a printed cell is left out. */
  table(rows: readonly (readonly GridCell[])[], placeOf: (row: number, column: number) => Place): void;
  /** The document, which may have no lines. */
  finish(): BlockDocument;
}

const BLANK: TableCell = { state: "blank" };
const MISSING: TableCell = { state: "blank", missing: true };

export function blockWriter(format: Format): BlockWriter {
  const texts: string[] = [];
  const blocks: Block[] = [];
  const places = new Map<number, Place>();
  let characters = 0;
  let cells = 0;
  let textFrom: number | undefined;
  /** Blank lines are held back until something follows: none stands at the start or the end, and never two in a row. */
  let gap: Place | undefined;

  function add(text: string, place: Place): number {
    characters += text.length;
    if (texts.length >= MAX_LINES) throw tooManyLines();
    if (characters > MAX_CHARACTERS) throw tooManyCharacters();
    if (text.length > MAX_LINE_LENGTH) throw longLine(texts.length + 1);
    texts.push(text);
    places.set(texts.length, place);
    return texts.length;
  }

  function endText(): void {
    if (textFrom !== undefined) blocks.push({ kind: "text", from: textFrom, to: texts.length });
    textFrom = undefined;
    gap = undefined;
  }

  function tableCell(cell: GridCell, place: () => Place): TableCell {
    if (cell.state === "covered") return cell;
    if (cell.state === "missing") return MISSING;
    const printed = cell.lines.filter(isPrinted);
    if (printed.length === 0) return BLANK;
    const where = place();
    const pieces = printed.map((line) => {
      const text = line.trim();
      return { line: add(text, where), from: 0, text };
    });
    return { state: "printed", pieces };
  }

  return {
    paragraph(lines, place) {
      for (const line of lines) {
        if (!isPrinted(line)) {
          if (textFrom !== undefined) gap ??= place;
          continue;
        }
        if (gap !== undefined) add("", gap);
        gap = undefined;
        const no = add(line.trimEnd(), place);
        textFrom ??= no;
      }
    },
    table(rows, placeOf) {
      if (!rows.some((row) => row.some((cell) => cell.state === "own" && cell.lines.some(isPrinted)))) return;
      endText();
      cells += rows.length * (rows[0]?.length ?? 0);
      if (cells > MAX_CELLS) throw tooManyCells();
      const from = texts.length + 1;
      const written = rows.map((row, at) => row.map((cell, column) => tableCell(cell, () => placeOf(at, column))));
      blocks.push({ kind: "table", from, to: texts.length, rows: written });
    },
    finish() {
      endText();
      const lines: readonly Line[] = numbered(texts);
      return { format, lines, blocks, places };
    },
  };
}
