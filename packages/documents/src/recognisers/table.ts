// Finds the table of tasks in a text, and its layout.

import type { Line } from "../document/line.ts";
import { type Problem, problem } from "../readers/problem.ts";
import { isHeader, wordKind } from "./columns.ts";
import { findDelimitedHeader, readDelimited } from "./delimited.ts";
import type { Grid } from "./grid.ts";
import { findLinedHeader, readLined } from "./lined.ts";

export interface FoundTable {
  readonly by: "delimited" | "lined";
  readonly header: { readonly from: number; readonly to: number };
  /** Reads the table from the lines above its tail. */
  read(lines: readonly Line[]): Grid;
}

/** The first table of tasks, or why there is none to read. */
export function findTable(lines: readonly Line[]): FoundTable | { problem: Problem } {
  const delimited = findDelimitedHeader(lines);
  let first: FoundTable | undefined = delimited && {
    by: "delimited",
    header: { from: delimited.line, to: delimited.line },
    read: (above) => readDelimited(above, delimited.line, delimited.delimiter),
  };
  for (const layout of LINED) {
    const header = findLinedHeader(lines.slice(0, first?.header.to), layout);
    if (!header || (first && first.header.from <= header.from)) continue;
    first = { by: "lined", header, read: (above) => readLined(above, layout, header) };
  }
  return first ?? { problem: whyNone(lines) };
}

const LINED = ["tabbed", "piped"] as const;

/** Header words with nothing between them: the cells of the table have been run together. */
const RUN_TOGETHER =
  /(?:任务|举措|事项|要求|目标|内容)(?:牵头|责任|落实|配合|主办|承办)(?:\/责任)?(?:单位|部门)|(?:单位|部门)(?:配合\/)?(?:责任单位|责任部门|配合单位|完成时限|完成时间|工作要求|时限要求)/;

function whyNone(lines: readonly Line[]): Problem {
  const printed = lines.filter(({ text }) => text.trim() !== "");
  const broken = printed.find(
    ({ folded }, at) => RUN_TOGETHER.test(folded.replace(/\s+/g, "")) || isBareHeader(printed.slice(at, at + 8)),
  );
  if (broken) {
    return problem(
      "TABLE_NOT_READABLE",
      `第 ${broken.no} 行有任务表的表头，但各单元格连在一起，没有分隔符，无法确定每格的起止。请改用保留制表符或竖线的文本。`,
      `Line ${broken.no} holds the header of a task table, but its cells run together without separators, so where a cell ends cannot be told. Use a text that keeps tabs or bars.`,
    );
  }
  return problem(
    "NO_TASK_TABLE",
    "没有找到任务表：缺少带有「工作任务」和「责任单位」一类表头的表格。条文式文件（单位写在括号里）暂不能读取，请先改成表格。",
    "No task table was found: no header such as 「工作任务」 with 「责任单位」. Documents in articles, with the units in parentheses, are not read yet: put them into a table first.",
  );
}

/** Header words on lines of their own without any separator. */
function isBareHeader(lines: readonly Line[]): boolean {
  const words: string[] = [];
  for (const { folded } of lines) {
    if (wordKind(folded) === undefined) break;
    words.push(folded);
  }
  return words.length > 2 && isHeader(words);
}
