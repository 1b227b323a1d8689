// Whether lines are the rows of a table, so that no article and no block of labels is looked for in them.
import type { Line } from "../document/line.ts";

/** Whether the lines are mostly cells: tabs or bars divide them, or a tab opens each. */
export function isMostlyRows(lines: readonly Line[]): boolean {
  let printed = 0;
  let cells = 0;
  for (const { folded } of lines) {
    if (folded.trim() === "") continue;
    printed++;
    if (/^\t|\S\s{0,3}\t\s{0,3}\S|\S\s{0,3}\|/.test(folded) || folded.startsWith("|")) cells++;
  }
  return cells * 3 > printed;
}
