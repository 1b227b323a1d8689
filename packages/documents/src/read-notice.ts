// Reads a notice: from bytes to a draft, or to the reason why it cannot be read.
import type { PlanDraft } from "@taizhang/domain";
import type { Line } from "./document/line.ts";
import { readFrontMatter } from "./frame/front-matter.ts";
import { readTail, tailStart } from "./frame/tail.ts";
import { toDraft } from "./meaning/draft.ts";
import { type Problem, problem } from "./readers/problem.ts";
import { readLines } from "./readers/text.ts";
import { explainGrid } from "./recognisers/explain-grid.ts";
import { type FoundTable, findTable } from "./recognisers/table.ts";

/** A draft, or an error with a code and a sentence in English (`message`) and Chinese (`messageZh`). */
export type ReadResult = { readonly draft: PlanDraft } | { readonly error: Problem };

/**
 * Reads the bytes of a notice. Pure, and never throws on bad input: what cannot be read comes back as an error.
 * `name`, the name of the file, appears in the text of the error and has no other effect.
 */
export function readNotice(bytes: Uint8Array, name: string): ReadResult {
  const text = readLines(bytes);
  if ("problem" in text) return { error: named(text.problem, name) };
  const found = findTable(text.lines);
  if ("problem" in found) return { error: named(found.problem, name) };
  return readTable(text.lines, found, name);
}

function readTable(lines: readonly Line[], found: FoundTable, name: string): ReadResult {
  const tail = tailStart(lines, found.header.to);
  const grid = found.read(tail ? lines.slice(0, tail.from - 1) : lines);
  if (grid.otherHeader !== undefined) {
    return { error: named(severalTables(found.header.from, grid.otherHeader), name) };
  }
  const part = explainGrid(grid, found.by);
  const draft = toDraft({
    lines,
    parts: [part],
    front: readFrontMatter(lines, grid.header.from),
    tail: tail && readTail(lines, tail, part.to),
  });
  const unread = draft.unread.reduce((sum, { text }) => sum + text.replace(/\s/g, "").length, 0);
  // If more is left unread than was read, the table was not understood, and the draft would only mislead.
  if (draft.tasks.length === 0 || unread * 2 > draft.coverage.characters) {
    return { error: named(notUnderstood(found.header.from, draft.tasks.length), name) };
  }
  return { draft };
}

function notUnderstood(line: number, tasks: number): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${line} 行有任务表的表头，但其下的行大多不能按表头读出（读出 ${tasks} 项）。请检查各行的分隔符。`,
    `Line ${line} holds the header of a task table, but most of what follows does not read under it (${tasks} tasks). Check the separators of the rows.`,
  );
}

function severalTables(first: number, second: number): Problem {
  return problem(
    "TABLE_NOT_READABLE",
    `第 ${first} 行和第 ${second} 行各有一个栏目不同的表头，是两张任务表。请分成两个文件，分别导入。`,
    `Lines ${first} and ${second} hold headers with different columns: these are two task tables. Put each into a file of its own and import both.`,
  );
}

function named(error: Problem, name: string): Problem {
  return { code: error.code, message: `${name}: ${error.message}`, messageZh: `${name}：${error.messageZh}` };
}
