// The printed cells of a sheet and its merged ranges, whatever size the sheet says it has.
import { MAX_CELLS, MAX_CHARACTERS, tooManyCells, tooManyCharacters } from "./bounds.ts";
import { type ShowNumber, shownIsoDate } from "./cell-format.ts";
import { isPrinted, printedLines } from "./wording.ts";
import { stringReader, unescaped } from "./xlsx-strings.ts";
import { attribute, readXml, type XmlTag } from "./xml.ts";

/** Rows and columns count from 1. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly lines: readonly string[];
}

export interface MergedRange {
  readonly row: number;
  readonly column: number;
  readonly toRow: number;
  readonly toColumn: number;
}

export interface SheetContent {
  /** Only those with something to see, in the order of the file. */
  readonly cells: readonly SheetCell[];
  readonly merged: readonly MergedRange[];
}

const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;
const MAX_RANGES = 100_000;

export function readSheet(bytes: Uint8Array, strings: readonly string[], numbers: readonly ShowNumber[]): SheetContent {
  const cells: SheetCell[] = [];
  const merged: MergedRange[] = [];
  /** A shared string is parted into lines once, however many cells show it. */
  const parted = new Map<string, readonly string[]>();
  const inline = stringReader();
  let characters = 0;
  let row = 0;
  let column = 0;
  let type = "n";
  let style = 0;
  let value = "";
  let isValue = false;
  let isInline = false;

  function openCell(tag: XmlTag): void {
    const place = readReference(attribute(tag, "r") ?? "");
    row = place?.row ?? row;
    column = place?.column ?? column + 1;
    type = attribute(tag, "t") ?? "n";
    style = Number(attribute(tag, "s") ?? "0");
    value = "";
    inline.take();
  }

  function shown(): string {
    if (type === "inlineStr") return inline.take();
    if (type === "s") return strings[Number(value)] ?? "";
    if (type === "str") return unescaped(value);
    if (type === "b") return value.trim() === "1" ? "TRUE" : "FALSE";
    if (type === "d") return shownIsoDate(value.trim());
    const number = Number(value);
    if (type !== "n" || value.trim() === "" || !Number.isFinite(number)) return value;
    return (numbers[style] ?? numbers[0])?.(number) ?? value;
  }

  function closeCell(): void {
    if (value === "" && type !== "inlineStr") return;
    const text = shown();
    if (!isPrinted(text)) return;
    const lines = parted.get(text) ?? printedLines(text).filter(isPrinted);
    if (type === "s") parted.set(text, lines);
    if (lines.length === 0 || row < 1 || column < 1 || row > MAX_ROW || column > MAX_COLUMN) return;
    if (cells.length >= MAX_CELLS) throw tooManyCells();
    characters += text.length;
    if (characters > MAX_CHARACTERS) throw tooManyCharacters();
    cells.push({ row, column, lines });
  }

  readXml(bytes, {
    open(name, tag) {
      if (name === "c") openCell(tag);
      else if (name === "row") {
        const number = Number(attribute(tag, "r"));
        row = Number.isInteger(number) && number > 0 ? number : row + 1;
        column = 0;
      } else if (name === "v") isValue = true;
      else if (name === "is") isInline = true;
      else if (name === "mergeCell") {
        const range = readRange(attribute(tag, "ref") ?? "");
        if (range) merged.push(range);
        if (merged.length > MAX_RANGES) throw tooManyCells();
      }
      if (isInline) inline.open(name);
    },
    close(name) {
      if (isInline) inline.close(name);
      if (name === "v") isValue = false;
      else if (name === "is") isInline = false;
      else if (name === "c") closeCell();
    },
    text(text) {
      if (isValue) value += text;
      else if (isInline) inline.text(text);
    },
  });
  return { cells, merged };
}

function readReference(text: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$/.exec(text) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}

function readRange(text: string): MergedRange | undefined {
  const [first = "", last = ""] = text.split(":", 2);
  const from = readReference(first);
  const to = readReference(last);
  if (!from || !to || to.row < from.row || to.column < from.column) return undefined;
  return { ...from, toRow: to.row, toColumn: to.column };
}

/** The name of a cell, such as C5. */
export function referenceOf(row: number, column: number): string {
  let letters = "";
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters + row;
}
