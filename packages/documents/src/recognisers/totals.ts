// Rows of totals: sums under or above the rows of a table, which are nobody's task.
const TOTAL = /^(?:合计|总计|小计|共计|累计|本页合计|本页小计)[::]?$/;
/** The word stands in one of the first columns. */
const COLUMNS = 3;

/** Whether the words of a row's cells make it a row of totals. */
export function isTotals(words: readonly string[]): boolean {
  return words.slice(0, COLUMNS).some((word) => TOTAL.test(word.replace(/\s+/g, "")));
}
