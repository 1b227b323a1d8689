// Rows that are higher than a page 超过一页的行: printed in pieces, each of which fits on a page, below the heads and beside the headings.

/** A row of the table, or a piece of one. */
export interface Piece<Row> {
  readonly row: Row;
  /** Which piece it is, from 0, and of how many. */
  readonly at: number;
  readonly of: number;
}

/** The rows in pieces; `counts` says how many each has, where that is not one. */
export const inPieces = <Row>(rows: readonly Row[], counts: readonly number[] = []): readonly Piece<Row>[] =>
  rows.flatMap((row, no) => {
    const of = counts[no] ?? 1;
    return Array.from({ length: of }, (_, at) => ({ row, at, of }));
  });

/** Behind these a text is cut with least harm. */
const ends = new Set(["\n", "。", "；", "，", "、"]);

/** So many characters are no page in the narrowest of the columns, and so few lines are none: such a text stays whole, in the first piece. */
const few = { characters: 200, lines: 10 };

const isShort = (text: string): boolean => text.length <= few.characters && text.split("\n").length <= few.lines;

/** What of a cell stands in a piece of its row: pieces of about the same length, which are the whole text one after the other. */
export function pieceOf(text: string, { at, of }: Omit<Piece<unknown>, "row">): string {
  if (of === 1 || isShort(text)) return at === 0 ? text : "";
  const share = text.length / of;
  /** Where the pieces before this one end: behind the end of a clause, where there is one within the last fifth, and within no character. */
  const endOf = (before: number): number => {
    const wanted = Math.round(before * share);
    if (before === 0 || before === of) return wanted;
    for (let end = wanted; end > wanted - share / 5; end -= 1) if (ends.has(text.charAt(end - 1))) return end;
    return /[\uDC00-\uDFFF]/.test(text.charAt(wanted)) ? wanted - 1 : wanted;
  };
  return text.slice(endOf(at), endOf(at + 1));
}

/** Into how many pieces a row is to be cut that now is as high as these together; as many as it has where each fits. */
export function piecesWanted(heights: readonly number[], room: number): number {
  if (heights.every((height) => height <= room)) return heights.length;
  const height = heights.reduce((sum, each) => sum + each, 0);
  return Math.max(heights.length + 1, Math.ceil(height / room));
}
