// Names that have lost some of their characters: what they say is seen beside the other names of the document.
import { foldWidth } from "../readers/width.ts";

/** A name that may be cut, and the whole name or the two that it may be made of. */
export interface CutName {
  readonly name: string;
  readonly whole: string;
}

/** The most characters that a name is taken to have lost. */
const MOST_LOST = 4;
/** Names longer than this are descriptions. */
const LONGEST = 24;
/** So many whole names are compared; a document with more is no plan of one region. */
const MOST_NAMES = 2000;
/** What is left of two names in one: the beginning of the first is longer than a level with its government. */
const LEAST_BEGINNING = 4;
const LEAST_END = 3;

/** What tells two units apart, so that it is not lost by accident: 第一中学 and 第十一中学, 公安局 and 公安分局. */
const DISTINCT = /[\d〇○零一二三四五六七八九十东西南北上下大小新老分]/;
/** A complete name, behind which another office of the same unit may be named. */
const COMPLETE = /(?:局|厅|署|委员会|公司|集团|学校|医院)$/;

/**
 * Names that one task alone prints and that another name of the document becomes when a few characters are lost: 「区政办」
 * beside 「区政府办」, which several tasks print. `tasksOf` says how many tasks print each name.
 */
export function cutNames(tasksOf: ReadonlyMap<string, number>): CutName[] {
  const names = [...tasksOf].filter(([name]) => name.length <= LONGEST);
  const once = new Set(names.filter(([, count]) => count === 1).map(([name]) => name));
  const often = names.flatMap(([name, count]) => (count > 1 ? [name] : [])).slice(0, MOST_NAMES);
  const found = new Map<string, string>();
  for (const whole of often) {
    for (const name of shortened(whole)) if (once.has(name) && !found.has(name)) found.set(name, whole);
  }
  const ends = new Set(often.flatMap((name) => slices(LEAST_END, name.length - 1).map((length) => name.slice(-length))));
  const starts = new Map(
    often.flatMap((name) =>
      slices(LEAST_BEGINNING, name.length - 1).map((length) => [name.slice(0, length), name] as const),
    ),
  );
  for (const name of once) {
    if (found.has(name)) continue;
    for (let at = LEAST_BEGINNING; at <= name.length - LEAST_END; at++) {
      const whole = starts.get(name.slice(0, at));
      if (whole === undefined || !ends.has(name.slice(at)) || whole.startsWith(name.slice(0, at + 1))) continue;
      found.set(name, whole);
      break;
    }
  }
  return [...found].map(([name, whole]) => ({ name, whole }));
}

/** The name without one stretch of its characters, wherever it may have been. */
function shortened(name: string): string[] {
  const made: string[] = [];
  for (let lost = 1; lost <= MOST_LOST && lost <= name.length - 2; lost++) {
    for (let at = 0; at + lost <= name.length; at++) {
      const left = name.slice(0, at) + name.slice(at + lost);
      if (DISTINCT.test(name.slice(at, at + lost))) continue;
      if (at + lost === name.length && COMPLETE.test(left)) continue;
      made.push(left);
    }
  }
  return made;
}

function slices(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

/** Whether a bracket of a name has lost its other half, or all that stood in it. */
export function hasBrokenBracket(name: string): boolean {
  const folded = foldWidth(name);
  let open = 0;
  for (const [at, sign] of [...folded].entries()) {
    if (sign === "(") open++;
    if (sign !== ")") continue;
    open--;
    if (open < 0 || folded[at - 1] === "(") return true;
  }
  return open !== 0 || folded.startsWith("(");
}
