// The row record: what every recogniser makes of one row, so that the meaning of the words needs no layout.
import type { DraftSection, Relation } from "@taizhang/domain";
import { ABSENT, type Cell, type Piece } from "../document/cell.ts";
import type { WarningCode } from "../meaning/warnings.ts";

/** Where a row stands in the outline. */
export interface OutlinePlace {
  /** The numeral of the first-level heading above, and that of the second level. */
  readonly section: string | null;
  readonly subsection: string | null;
  /** A new heading begins with this row or just above it. */
  readonly opens: boolean;
  /** A heading is printed again here: the row is at the top of a new page. */
  readonly repeated: boolean;
}

/** The place of a row without headings above it. */
export const NOWHERE: OutlinePlace = { section: null, subsection: null, opens: false, repeated: false };

/** What an empty cell means: the cell of an earlier row goes on, or nothing is said; and whether that is doubtful. */
export type CellMeaning =
  | { readonly is: "printed" }
  /** `from` is the place of the earlier record in its explanation, from 0. */
  | { readonly is: "merged"; readonly from: number }
  /** `above` are the words that a merged cell would continue. `lost`: the cell is not even blank. */
  | { readonly is: "nothing"; readonly doubtful: boolean; readonly above: string; readonly lost: boolean };

/** A cell is blank, and it is not doubtful that it says nothing. */
export const NOTHING_SAID: CellMeaning = { is: "nothing", doubtful: false, above: "", lost: false };

/** One clause about units: the cell of a unit column, or the words behind a label or in closing parentheses. */
export interface UnitClause {
  /** What the column head or the label says; the words of the clause may say more. */
  readonly relation: Relation;
  /** The column head or the label as printed, such as 「牵头单位」; empty where neither is printed. */
  readonly word: string;
  readonly cell: Cell;
  readonly meaning: CellMeaning;
  /** The words stand above several tasks, and an earlier record accounts for them. */
  readonly shared?: true;
}

/** The words of a deadline column or of a label such as 「完成时限」. */
export interface DeadlineClause {
  /** The cell of this row; empty where the cell of the row above goes on. */
  readonly cell: Cell;
  /** `none`: the layout has no place for a deadline. */
  readonly is: "printed" | "merged" | "blank" | "none";
  /** The words stand above several tasks, and an earlier record accounts for them. */
  readonly shared?: true;
}

/** There is no place for a deadline. */
export const NO_DEADLINE: DeadlineClause = { cell: ABSENT, is: "none" };

/** Words that are kept under the head they are printed under. */
export interface HeadedCell {
  readonly word: string;
  readonly cell: Cell;
}

/** One row of a document: a row of a table, a numbered paragraph of an article, a block of labelled lines. */
export interface RowRecord {
  /** First and last line. */
  readonly from: number;
  readonly to: number;
  readonly place: OutlinePlace;
  /** The row begins a new page, or the rows are interrupted just before it. */
  readonly afterBreak: boolean;
  /** What a column or a numeral of its own says of the number; null where the task's words may begin with it. */
  readonly number: Cell | null;
  /** The number printed before this one, where it belongs to a paragraph that is no record; else the record before tells. */
  readonly follows?: number;
  readonly task: Cell;
  readonly requirements: readonly Cell[];
  readonly clauses: readonly UnitClause[];
  readonly deadline: DeadlineClause;
  readonly paths: readonly Cell[];
  /** Cells that belong to no other field. */
  readonly others: readonly Cell[];
  /** All cells by head, in printed order, as a person sees them. */
  readonly printed: readonly HeadedCell[];
}

/** Something that the layout leaves open, with the lines and the printed words it concerns. */
export interface LayoutDoubt {
  readonly code: WarningCode;
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** The place of the record it concerns, where several may stand on one line; else its lines tell. */
  readonly record?: number;
}

export type RecogniserName = "ruled" | "delimited" | "lined" | "bare" | "glued" | "article" | "labelled";

/** How one recogniser reads a stretch of a document. */
export interface Explanation {
  readonly by: RecogniserName;
  /** First and last line of the stretch. */
  readonly from: number;
  readonly to: number;
  /** Where the stretch begins in its first line, if other text stands before it there. */
  readonly start?: number;
  readonly sections: readonly DraftSection[];
  readonly records: readonly RowRecord[];
  /** Structural marks that no record holds: column heads, labels, separators, headings, ruled lines. */
  readonly marks: readonly Piece[];
  readonly doubts: readonly LayoutDoubt[];
}
