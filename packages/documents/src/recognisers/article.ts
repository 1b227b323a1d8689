// Articles 条文式文件: each task is a numbered paragraph, and its units stand in a clause at its end or on lines below it.
import type { BlockDocument } from "../document/block.ts";
import type { Line } from "../document/line.ts";
import { type BlockText, blanked, lineNoAt, openText, type Stretch } from "./article/block-text.ts";
import { explainRun } from "./article/explain.ts";
import { endOf, hasUnits, type Level, nodesOf, readLevels, tasksIn } from "./article/levels.ts";
import { findParagraphs } from "./article/paragraphs.ts";
import { runsOf } from "./article/runs.ts";
import { firstDuty } from "./article/units-above.ts";
import { isReportOfWorkDone } from "./article/work-done.ts";
import { blocksOf } from "./labelled/blocks.ts";
import type { Explanation } from "./record.ts";
import { isMostlyRows } from "./row-lines.ts";

/** How far the reading of articles came, for the sentence of a refusal. */
export interface ArticleReach {
  /** How many numbered paragraphs there are, and how many of them are tasks that name units. */
  readonly paragraphs: number;
  readonly withUnits: number;
  /** The first line that is numbered; null if none is. */
  readonly firstLine: number | null;
  /** The paragraphs name units, but tell of work that is done. */
  readonly workDone: boolean;
  /** The first line of paragraphs that say what units are there for; null if there are none. */
  readonly duties: number | null;
}

/** Reads the articles among the text blocks of a document. Each plan in them is an explanation of its own. */
export function recogniseArticle(document: BlockDocument): Explanation[] {
  return document.blocks.flatMap((block) => {
    if (block.kind !== "text") return [];
    const lines = document.lines.slice(block.from - 1, block.to);
    if (isMostlyRows(lines) || blocksOf(document, block) !== undefined) return [];
    const text = openText(lines);
    const found = findParagraphs(text);
    const words = blanked(text, [...found.pageMarks, ...found.repeated]);
    const runs = runsOf(readLevels(words, found.roots));
    const repeated = [...found.repeated];
    let before = 0;
    return runs.flatMap((run, at) => {
      const to = runs[at + 1]?.[0]?.paragraph.from ?? text.folded.length;
      const next = repeated.findIndex(({ from }) => from >= to);
      const own = repeated.splice(0, next < 0 ? repeated.length : next);
      if (!isPlan(words, run)) return [];
      const explanation = explainRun({ printed: text, words }, own, run, { from: before, to });
      before = to;
      return [explanation];
    });
  });
}

/** How far the reading of articles comes in a document. */
export function articleReach(document: BlockDocument): ArticleReach {
  let paragraphs = 0;
  let withUnits = 0;
  let workDone = false;
  let firstLine: number | null = null;
  let duties: number | null = null;
  for (const lines of textBlocks(document)) {
    if (isMostlyRows(lines)) continue;
    const text = openText(lines);
    const found = findParagraphs(text);
    const named = tasksIn(readLevels(text, found.roots)).filter(hasUnits);
    const first = found.roots[0];
    if (first) firstLine ??= lineNoAt(text, first.from);
    paragraphs += found.count;
    withUnits += named.length;
    const duty = firstDuty(text, nodesOf(text, found.roots));
    if (duty) duties ??= lineNoAt(text, duty.paragraph.from);
    workDone ||= isReportOfWorkDone(text, named.map(wholeOf));
  }
  return { paragraphs, withUnits, firstLine, workDone, duties };
}

function textBlocks({ blocks, lines }: BlockDocument): (readonly Line[])[] {
  return blocks.flatMap((block) => (block.kind === "text" ? [lines.slice(block.from - 1, block.to)] : []));
}

/** A plan has more than one task, and most of its tasks name their units. */
function isPlan(text: BlockText, run: readonly Level[]): boolean {
  const tasks = tasksIn(run);
  const withUnits = tasks.filter(hasUnits).length;
  return withUnits >= 2 && withUnits * 2 >= tasks.length && !isReportOfWorkDone(text, tasks.map(wholeOf));
}

function wholeOf({ paragraph }: Level): Stretch {
  return { from: paragraph.body, to: endOf(paragraph) };
}
