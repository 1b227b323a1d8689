// What became of each line of a notice 行的去向: it was read, is structure, went unread, or is blank; exactly one of them.
import type { LineOfDraftFragment } from "../generated/operations.ts";

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** What a line is. */
export type LineKind = "read" | "structure" | "unread" | "blank";

const holds = (no: number, { from, to }: Lines): boolean => from <= no && no <= to;

/** Whether any of these places holds the line. */
export const isIn = (no: number, places: readonly Lines[]): boolean => places.some((place) => holds(no, place));

/** What a line is. What the draft calls unread stays that, whatever else its line became. */
export function kindOf(line: Pick<LineOfDraftFragment, "no" | "text" | "uses">, unread: readonly Lines[]): LineKind {
  if (isIn(line.no, unread)) return "unread";
  if (line.text.trim() === "") return "blank";
  return line.uses.some(({ row }) => row !== null) ? "read" : "structure";
}

/** The first row that a line was read into; null where there is none. */
export const rowOf = ({ uses }: Pick<LineOfDraftFragment, "uses">): number | null =>
  uses.find(({ row }) => row !== null)?.row ?? null;

/** The row that begins on a line; null where none does, or the row of the lines above goes on. */
export function rowBegunOn(no: number, lines: ReadonlyMap<number, Pick<LineOfDraftFragment, "uses">>): number | null {
  const line = lines.get(no);
  const row = line ? rowOf(line) : null;
  if (row === null) return null;
  for (let above = no - 1; ; above -= 1) {
    const before = lines.get(above);
    if (!before) return row;
    const rowBefore = rowOf(before);
    if (rowBefore !== null) return rowBefore === row ? null : row;
  }
}

/** The numbers of the lines to show: all, or those alone that a place names. */
export function shownLines(lineCount: number, places: readonly Lines[] | null): readonly number[] {
  const all = Array.from({ length: lineCount }, (_, at) => at + 1);
  return places === null ? all : all.filter((no) => isIn(no, places));
}

/** The lines that one question asks for, at most. */
export const pageSize = 500;

/** The pages, from 0, that hold these lines. */
export const pagesOf = (numbers: readonly number[]): readonly number[] => [
  ...new Set(numbers.map((no) => Math.floor((no - 1) / pageSize))),
];

/** How many characters were read. The server counts those of unread texts as accounted for; here they are not. */
export const charactersRead = (attributed: number, unread: readonly { readonly text: string }[]): number =>
  unread.reduce((left, { text }) => left - text.replaceAll(/\s/g, "").length, attributed);
