// Tasks without numbers: paragraphs that end with a clause of units, or above lines that name them.
import { isPageMark } from "../grid.ts";
import type { BlockText } from "./block-text.ts";
import { readClause } from "./clause.ts";
import { isOfClause, labelAt } from "./labels.ts";
import { mayBeTask, unitsBeforeColon } from "./unit-headings.ts";

/** Brackets at the end of a line, before or behind the full stop. */
const CLOSING = /[([〔【]([^()[\]〔〕【】]{2,300})[)\]〕】][。;]?$/;
/** Only the end of a line is looked at, so that the work stays linear. */
const LOOKED_AT = 320;

/** Where the tasks of a text without any numbers begin; none if it does not name units for at least two. */
export function unnumberedTasks({ lines, starts, folded }: BlockText): number[] {
  /** The lines of each task before its clause. */
  const tasks: (readonly number[])[] = [];
  let pending: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.folded.trim() === "" || isPageMark(line.folded)) continue;
    const start = (starts[index] ?? 0) + (line.folded.length - line.folded.trimStart().length);
    const label = labelAt(folded, start, true);
    // Blocks of labels are a list of another kind, or a form.
    if (label && label.kind !== "other" && !isOfClause(label)) return [];
    if (label && isOfClause(label)) {
      // The first line with a label below a paragraph makes that a task.
      if (label.kind === "units" && pending.length > 0) tasks.push(pending);
      pending = [];
      continue;
    }
    pending.push(start);
    if (!endsWithClause(line.folded)) continue;
    tasks.push(pending);
    pending = [];
  }
  const [first, ...others] = tasks;
  if (!first || others.length === 0) return [];
  // Above the first task stands the title; it has as many lines as the shortest of the others.
  const own = Math.min(...others.slice(0, COMPARED).map((task) => task.length));
  return [first.at(-own) ?? first[0] ?? 0, ...others.map(([start = 0]) => start)];
}

/**
 * Where the paragraphs of a text without any numbers begin that open with their units: 「县商务局：组织货源，稳定供应。」 Nearly
 * all lines from the first of them on do.
 */
export function openedByUnits({ lines, starts, folded }: BlockText): number[] {
  const found: number[] = [];
  let others = 0;
  for (const [index, line] of lines.entries()) {
    if (line.folded.trim() === "" || isPageMark(line.folded)) continue;
    const from = (starts[index] ?? 0) + (line.folded.length - line.folded.trimStart().length);
    const to = (starts[index] ?? 0) + line.text.trimEnd().length;
    const units = unitsBeforeColon(folded, { from, to });
    if (units && mayBeTask(folded, { from: units.end, to })) found.push(from);
    else if (found.length > 0) others++;
  }
  return found.length >= 2 && found.length >= others * 4 ? found : [];
}

/** So many tasks show how many lines one has. */
const COMPARED = 50;

function endsWithClause(folded: string): boolean {
  const found = CLOSING.exec(folded.slice(-LOOKED_AT).trimEnd());
  if (!found?.[1] || found.index === 0) return false;
  const { units, evidence } = readClause(found[1], { from: 0, to: found[1].length });
  return units.length > 0 && (evidence === "label" || evidence === "verb");
}
