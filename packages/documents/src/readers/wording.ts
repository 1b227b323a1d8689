// The text of a paragraph or a cell as lines: without line breaks, and without characters that print nothing.

const BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
/** Zero-width and control characters. Page makers leave them behind; a cell that holds nothing else is blank. */
const UNPRINTED = /\ufeff|(?![\s\u0085])[\p{Cc}\p{Cf}]/gu;

/** The lines of a text, one for each stretch between line breaks. */
export function printedLines(text: string): string[] {
  return text.replace(UNPRINTED, "").split(BREAK);
}

/** Whether there is anything to see; a no-break and an ideographic space are blanks. */
export function isPrinted(text: string): boolean {
  return text.trim() !== "";
}
