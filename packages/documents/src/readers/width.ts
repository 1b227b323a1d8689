// Width and blanks: a text in half width, and the canonical name of a unit.

const WIDE = /[\u00a0\u3000\ufe50-\ufe6b\uff01-\uff5e\uff61-\uff64]/g;

/** Small forms and half-width marks outside the regular block; any other character stays as it is. */
const SMALL = new Map([
  ["\u00a0", " "],
  ["\u3000", " "],
  ["\ufe50", ","],
  ["\ufe51", "、"],
  ["\ufe52", "."],
  ["\ufe54", ";"],
  ["\ufe55", ":"],
  ["\ufe59", "("],
  ["\ufe5a", ")"],
  ["\ufe5d", "〔"],
  ["\ufe5e", "〕"],
  ["\uff61", "。"],
  ["\uff62", "「"],
  ["\uff63", "」"],
  ["\uff64", "、"],
]);

/**
 * Writes a text in half width: 「（１）」 is "(1)", 「，」 is ",". Every character becomes exactly one character, so a place in
 * the folded text is the same place in the printed text.
 */
export function foldWidth(text: string): string {
  let folded = "";
  let from = 0;
  WIDE.lastIndex = 0;
  // A text of 10 MB is folded many times over in parts: a loop over the few wide characters is several times faster than
  // a replacing function called for each.
  while (WIDE.test(text)) {
    const at = WIDE.lastIndex - 1;
    folded += text.slice(from, at) + halfWidth(text.charCodeAt(at));
    from = at + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

function halfWidth(code: number): string {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  const sign = String.fromCharCode(code);
  return SMALL.get(sign) ?? sign;
}

/** The text on one line: every run of blanks becomes one blank, with none at the ends. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const FULL_MARKS = new Map([
  ["(", "（"],
  [")", "）"],
  [",", "，"],
  [";", "；"],
  [":", "："],
]);

/**
 * The canonical name of a unit: letters and digits in half width, brackets and marks in full width, no blanks.
 * 「各乡(镇、街道)」 and 「各乡（镇、 街道）」 are the same name.
 */
export function canonicalName(text: string): string {
  return foldWidth(text)
    .replace(/\s+/g, "")
    .replace(/[(),;:]/g, (mark) => FULL_MARKS.get(mark) ?? mark);
}

/** Whether two headings or titles agree, apart from blanks, width and a full stop at the end. */
export function sameWords(one: string, other: string): boolean {
  return bareWords(one) === bareWords(other);
}

/** The words alone: without blanks, width, full stop at the end, or marks around a title. */
export function bareWords(text: string): string {
  return canonicalName(text)
    .replace(/[《》]/g, "")
    .replace(/。$/, "");
}
