// A numbered paragraph with its own words, before it is decided what it is.
import type { OwnWords } from "./own-words.ts";
import type { Paragraph } from "./paragraphs.ts";

export interface Node {
  readonly paragraph: Paragraph;
  readonly own: OwnWords;
  readonly children: readonly Node[];
  /** Its first words, which its heading is among. */
  readonly heading: string;
}
