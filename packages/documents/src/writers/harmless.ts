// Words that a spreadsheet would take for a formula, and how a csv says that they are none.

// Signs that begin a formula, in either width, also behind blanks and characters that are not seen. A tab or a carriage
// return is skipped by some programs, and then whatever follows begins the cell.
const BEGINS_FORMULA = /^(?:[\t\r]|[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠])/u;

/** Whether a spreadsheet could take these words for a formula. */
export const looksLikeFormula = (words: string): boolean => BEGINS_FORMULA.test(words);

/** The words so that no spreadsheet takes them for a formula: an apostrophe before them says that they are text. */
export const harmless = (words: string): string => (looksLikeFormula(words) ? `'${words}` : words);
