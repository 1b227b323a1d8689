// Text as XML: escaped, and without the characters that XML 1.0 cannot hold.

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Page breaks and other controls, halves of characters, and two code points that are none. */
const UNHOLDABLE = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text within an element or an attribute. Line breaks are line feeds; what XML cannot hold becomes a blank. */
export function xmlText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(UNHOLDABLE, " ")
    .replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
}

/** The declaration that every part begins with. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
