// The words of a task that hold now 变更后内容, for a column beside the printed ones: an amendment leaves the printed row as it is.
import type { TaskCard } from "@taizhang/projections";
import { headingsUnder, type PlannedTask } from "./planned.ts";

/** What has changed of a task's words, one a line, each under its name; empty where all is as printed. */
export function amendedWords(
  { opened: { row, dueOn: printedDueOn }, life: { words }, amendments }: TaskCard,
  { sections }: Pick<PlannedTask["plan"], "sections">,
): string {
  const [printedFirst, printedSecond] = headingsUnder(sections, row);
  const [first, second] = headingsUnder(sections, { ...words, part: row.part });
  // Not an extension: that gives time, and changes no words.
  const dueOn = amendments.findLast(({ after }) => after.dueOn !== undefined)?.after.dueOn;
  const named = [
    ["工作任务", row.text, words.text],
    ["工作要求", row.requirement, words.requirement],
    ["一级目标", printedFirst, first],
    ["二级目标", printedSecond, second],
    ["完成时限", printedDueOn, dueOn === undefined ? printedDueOn : dueOn],
  ] as const;
  return named.flatMap(([name, printed, now]) => (now === printed ? [] : [`${name}：${now || "无"}`])).join("\n");
}
