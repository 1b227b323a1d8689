// The plans in one text: where the outermost numbers start again, another begins.
import type { Level } from "./levels.ts";
import type { NumeralStyle } from "./numerals.ts";

/**
 * Divides the outermost paragraphs. Numbered paragraphs of a covering notice above a plan are another run, or fall away
 * where their numerals are of another style.
 */
export function runsOf(levels: readonly Level[]): Level[][] {
  const runs: Level[][] = [];
  let last = new Map<NumeralStyle, number>();
  for (const level of levels) {
    const { style, order, no } = level.paragraph;
    const run = runs.at(-1);
    // 「2.1」 goes on from 「1.3」.
    const isFirst = style === "nested" ? no === "1.1" : order === 1;
    if (!run || (isFirst && last.has(style))) {
      runs.push([level]);
      last = new Map();
    } else {
      run.push(level);
    }
    last.set(style, order);
  }
  return runs.map(withoutFront).filter((run) => run.length > 0);
}

function withoutFront(run: Level[]): Level[] {
  const first = run.findIndex(({ is }) => is !== "aside");
  const style = run[first]?.paragraph.style;
  const before = run.slice(0, Math.max(first, 0)).findLastIndex(({ paragraph }) => paragraph.style !== style);
  return run.slice(before + 1);
}
