// The words of a task that hold now 变更后内容, for a column beside the printed ones: an amendment leaves the printed row as it is.
import type { TaskCard } from "@taizhang/projections";
import { headingsUnder, type PlannedTask } from "./planned.ts";

/**
 * What has changed of a task's words, one a line, each under its name; empty where all is as printed. `dueOn` is the day that holds:
 * that of the task, or of the part of the unit whose file it is.
 */
export function amendedWords(
  { opened: { row, dueOn: printedDueOn }, life, amendments }: TaskCard,
  { sections }: Pick<PlannedTask["plan"], "sections">,
  dueOn: string | null = life.dueOn,
): string {
  const { words } = life;
  const [printedFirst, printedSecond] = headingsUnder(sections, row);
  const [first, second] = headingsUnder(sections, { ...words, part: row.part });
  // An extension alone gives time, and changes no words; one of an amended day moves that.
  const isAmended = amendments.some(({ after }) => after.dueOn !== undefined);
  const named = [
    ["工作任务", row.text, words.text],
    ["工作要求", row.requirement, words.requirement],
    ["一级目标", printedFirst, first],
    ["二级目标", printedSecond, second],
    ["完成时限", printedDueOn, isAmended ? dueOn : printedDueOn],
  ] as const;
  return named.flatMap(([name, printed, now]) => (now === printed ? [] : [`${name}：${now || "无"}`])).join("\n");
}
