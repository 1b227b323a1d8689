// What the command line calls a task 第几项: by the number that its notice prints, as the console does.
import { type DraftTask, rowInWords } from "@taizhang/domain";

/** Calls a row of these tasks in both languages, such as 第5项 task 5. */
export function callingTasks(tasks: readonly Pick<DraftTask, "row" | "no">[]): (row: number) => string {
  const known = new Map(tasks.map((task) => [task.row, task]));
  return (row) => {
    const { zh, en } = rowInWords(known.get(row) ?? { row, no: null });
    return `${zh} ${en}`;
  };
}
