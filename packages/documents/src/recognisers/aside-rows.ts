// Rows of a table that are nobody's task: totals of its figures, and notes on the table.
const TOTAL = /^(?:合计|总计|小计|共计|累计|本页合计|本页小计)[::]?$/;
/** The word stands in one of the first columns. */
const COLUMNS = 3;
const NOTE = /^\s*(?:注|备注|说明|填表说明)\s*\d{0,2}\s*[:：]/;

/** Whether the words of a row's cells make it a row of totals. */
export function isTotals(words: readonly string[]): boolean {
  return words.slice(0, COLUMNS).some((word) => TOTAL.test(word.replace(/\s+/g, "")));
}

/** Whether the only words of a row are a note on the table. */
export function isNote(words: readonly string[]): boolean {
  const [only, ...more] = words.filter((word) => word.trim() !== "");
  return only !== undefined && more.length === 0 && NOTE.test(only);
}
