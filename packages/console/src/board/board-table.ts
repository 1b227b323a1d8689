// What both tables of a board have in common 看板表格: of what they are, and about how high a row is.
import type { BoardCountedFragment } from "../generated/operations.ts";
import type { BoardState } from "./address.ts";

/** A board that is shown as a table. */
export interface TableOfBoard {
  readonly board: BoardCountedFragment;
  /** The board with which it is compared: null where there was none then, undefined where it is compared with none. */
  readonly before: BoardCountedFragment | null | undefined;
  readonly state: BoardState;
}

/** In pixels. */
export const boardRowPx = 40;
