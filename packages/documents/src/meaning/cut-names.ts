// Names that have lost some of their characters: what they say is seen beside the other names of the document.
import { levelOf } from "../cells/unit-name.ts";
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
const LEAST_END = 2;
/** With fewer characters nobody's name has begun: 「县直各部门」. */
const LEAST_BEGUN = 3;

/** What tells two units apart, so that it is not lost by accident: 第一中学 and 第十一中学, 公安局 and 公安分局. */
const DISTINCT = /[\d〇○零一二三四五六七八九十东西南北上下大小新老分]/;
/** A complete name, behind which another office of the same unit may be named. */
const COMPLETE = /(?:局|厅|署|委员会|公司|集团|学校|医院)$/;
/** Bodies whose offices are named behind them. */
const PARENT = /(?:委|政府|人大|政协)$/;

/**
 * Names that one task alone prints and that other names of the document become when some characters are lost: 「区政办」 beside
 * 「区政府办」, which several tasks print or which the same task prints again. `printedIn` are the rows that print each name.
 */
export function cutNames(printedIn: ReadonlyMap<string, ReadonlySet<number>>): CutName[] {
  const names = [...printedIn.keys()].filter((name) => name.length <= LONGEST);
  const once = new Set(names.filter((name) => printedIn.get(name)?.size === 1));
  const isOften = (name: string) => (printedIn.get(name)?.size ?? 0) > 1;
  const row = (name: string) => [...(printedIn.get(name) ?? [])][0] ?? 0;
  const found = new Map<string, string>();
  for (const whole of names.slice(0, MOST_NAMES)) {
    for (const name of shortened(whole)) {
      if (!once.has(name) || found.has(name)) continue;
      const hasLostLevel = levelOf(whole) !== undefined && name === whole.slice(1);
      if (isOften(whole) || hasLostLevel || printedIn.get(whole)?.has(row(name))) found.set(name, whole);
    }
  }
  const often = names.filter(isOften).slice(0, MOST_NAMES);
  const ends = new Set(often.flatMap((name) => lengths(LEAST_END, name.length).map((length) => name.slice(-length))));
  const starts = new Map(
    often.flatMap((name) =>
      lengths(LEAST_BEGINNING, name.length).map((length) => [name.slice(0, length), name] as const),
    ),
  );
  const begun = new Set(
    names
      .slice(0, MOST_NAMES)
      .flatMap((name) => lengths(LEAST_BEGUN, name.length - 1).map((length) => name.slice(0, length))),
  );
  for (const name of once) {
    const whole = found.has(name)
      ? undefined
      : (grownTogether(name, starts, ends, printedIn) ?? endsInAnother(name, printedIn, begun));
    if (whole !== undefined) found.set(name, whole);
  }
  return [...found].map(([name, whole]) => ({ name, whole }));
}

/** The name with whose beginning another one's end has grown together: 「区政府办政审批局」. */
function grownTogether(
  name: string,
  starts: ReadonlyMap<string, string>,
  ends: ReadonlySet<string>,
  printedIn: ReadonlyMap<string, unknown>,
): string | undefined {
  for (let at = LEAST_BEGINNING; at <= name.length - LEAST_END; at++) {
    const rest = name.slice(at);
    const whole = starts.get(name.slice(0, at));
    if (whole === undefined || whole.startsWith(name.slice(0, at + 1)) || !ends.has(rest)) continue;
    // Behind a whole name stands an office of it, if the rest is whole too.
    const isOffice = whole.length === at && (PARENT.test(whole) || printedIn.has(rest));
    if (!isOffice) return whole;
  }
  return undefined;
}

/**
 * The name that stands whole at the end of another: with its level in 「区卫健区住建局」, a group behind the beginning of a name in
 * 「区财政各镇人民政府」.
 */
function endsInAnother(
  name: string,
  printedIn: ReadonlyMap<string, unknown>,
  begun: ReadonlySet<string>,
): string | undefined {
  const group = name.indexOf("各", LEAST_BEGUN);
  if (
    group > 0 &&
    printedIn.has(name.slice(group)) &&
    begun.has(name.slice(0, group)) &&
    !PARENT.test(name.slice(0, group))
  )
    return name.slice(group);
  const level = levelOf(name);
  if (level === undefined) return undefined;
  for (let at = name.indexOf(level, 2); at > 0; at = name.indexOf(level, at + 1)) {
    const rest = name.slice(at);
    if (printedIn.has(rest) && levelOf(rest) !== undefined && !PARENT.test(name.slice(0, at))) return rest;
  }
  return undefined;
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

function lengths(from: number, to: number): number[] {
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
