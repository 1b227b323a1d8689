// The lines of a document's text, which every later step points into.
import { foldWidth } from "../readers/width.ts";

/** One line of the text: its number from 1, its text without the line break, and the text in half width. */
export interface Line {
  readonly no: number;
  readonly text: string;
  readonly folded: string;
}

/** Numbers these texts as lines. */
export function numbered(texts: readonly string[]): Line[] {
  return texts.map((text, at) => ({ no: at + 1, text, folded: foldWidth(text) }));
}
