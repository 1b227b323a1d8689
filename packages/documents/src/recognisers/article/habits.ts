// What most records of a stretch print and one does not: it may have been lost there.
import type { LayoutDoubt, RowRecord } from "../record.ts";

/** A habit shows only where there are some records, and nearly all of them have it. */
const FEWEST = 4;

/**
 * Looks over the records together. A deadline that nearly all print is blank where it is missing, and a label that nearly
 * all print is missed.
 */
export function missedIn(records: readonly RowRecord[]): { records: RowRecord[]; doubts: LayoutDoubt[] } {
  const counts = new Map<string, number>();
  for (const { clauses } of records) {
    for (const word of new Set(clauses.map((clause) => clause.word))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const dated = records.filter(({ deadline }) => deadline.is === "printed").length;
  const usual = [...counts].filter(([word, count]) => word !== "" && isHabit(count)).map(([word]) => word);
  return {
    records: records.map((record) =>
      record.deadline.is === "none" && isHabit(dated)
        ? { ...record, deadline: { ...record.deadline, is: "blank" } }
        : record,
    ),
    doubts: records.flatMap(({ clauses, from, to }): LayoutDoubt[] => {
      const missed = usual.filter((word) => !clauses.some((clause) => clause.word === word));
      if (missed.length === 0 || clauses.length === 0) return [];
      return [{ code: "LABEL_MISSING", from, to, words: missed.join("、") }];
    }),
  };

  function isHabit(count: number): boolean {
    return records.length >= FEWEST && count < records.length && count * 5 >= records.length * 4;
  }
}
