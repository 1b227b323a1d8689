// Uses: what each stretch of the text became, so that coverage and the explanation of a reading are one account.
import type { Piece } from "../document/cell.ts";

/** What a stretch of text may become: a field of a task, or part of the frame around the tasks. */
export const USE_KINDS = [
  "number",
  "task",
  "requirement",
  "unit",
  "deadline",
  "path",
  /** Kept as printed only, such as a remark. */
  "kept",
  /** Headings, column heads, labels, separators. */
  "structure",
  /** Below the tasks: signature, copies, a blank form. */
  "tail",
] as const;
/** What a stretch of text became. */
export type UseKind = (typeof USE_KINDS)[number];

/** Pieces of the text that became the same thing. */
export interface Use {
  readonly as: UseKind;
  /** The task; null for what belongs to none. */
  readonly row: number | null;
  readonly pieces: readonly Piece[];
}
