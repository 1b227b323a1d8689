// Tasks that are printed again: a table that was pasted twice, or a row.
import { cellText } from "../document/cell.ts";
import { oneLine } from "../readers/width.ts";
import { linesOf, type TaskRow, type TaskRows } from "./rows.ts";
import type { Finding } from "./warnings.ts";

/** A part of which so many tasks stand above already is the same table again. */
const NEARLY_ALL = 0.8;

/**
 * What is printed again: a whole part as one finding, else each task. The table annexed to an article calls its tasks by
 * their headings only, so that parts are compared by these, too.
 */
export function repeatedTasks(parts: readonly TaskRows[]): Finding[] {
  const above = new Map<string, TaskRow>();
  const headings = new Map<string, TaskRow>();
  return parts.flatMap(({ tasks }): Finding[] => {
    const printed = tasks.flatMap((task) => {
      const words = wordsOf(task);
      const earlier = above.get(words);
      if (!earlier) above.set(words, task);
      return earlier ? [{ task, earlier }] : [];
    });
    const named = tasks.flatMap((task) => {
      const earlier = headings.get(headingOf(task));
      return earlier ? [{ task, earlier }] : [];
    });
    for (const task of tasks) headings.set(headingOf(task), task);
    const again = named.length > printed.length && named.length >= tasks.length * NEARLY_ALL ? named : printed;
    const [first] = again;
    const whole = first && first.earlier.row < (tasks[0]?.row ?? 0) && again.length >= tasks.length * NEARLY_ALL;
    if (whole) {
      const lines: [number, number] = [first.task.first.from, linesOf(again.at(-1)?.task ?? first.task)[1]];
      return [{ code: "TABLE_REPEATED", row: first.task.row, lines, words: `${first.earlier.row}` }];
    }
    return again.map(({ task, earlier }) => ({
      code: "TASK_REPEATED",
      row: task.row,
      lines: linesOf(task),
      words: `${earlier.row}`,
    }));
  });
}

/** The first words of a task, up to the first stop. */
function headingOf({ text }: TaskRow): string {
  return (oneLine(text).split(/[。；;：:]/, 1)[0] ?? "").slice(0, LONGEST_HEADING);
}

const LONGEST_HEADING = 60;

/** What makes two tasks the same: their words, and the words of their units. */
function wordsOf({ text, first }: TaskRow): string {
  return [text, ...first.clauses.map(({ cell }) => cellText(cell))].map(oneLine).join("\n");
}
