// What separates the names in a unit cell: separators, blanks, 及 and 等; and what looks like a separator and is none.
import { canonicalName } from "../readers/width.ts";
import { enclosed } from "./nesting.ts";
import { isGroup, isUnitName, opensName } from "./unit-name.ts";

/** A stretch of a text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Words in a cell that say what the names after them are: 「牵头单位：…配合单位：…」. */
export const LABEL = /(牵头|主办|责任|配合|协办|承办|落实|参与)(?:单位|部门)?\s*:\s*/;
/** A separator, or the place just before a label. */
const SEPARATOR = new RegExp(`[、,;。/]|(?<=\\s)(?=${LABEL.source})`, "g");
/** 等 that closes a list, not the 等 of 高等 or 等级. */
const AND_SO_ON = /(?<![高中初同平均])等(?!级|额|候|同|于)/g;
const CLOSES_A_LIST = /^(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位|机构)?$/;
/** What belongs to the name before it: 「区政府各部门及所属单位」 is one group. */
const DEPENDENT = /^(?:其|所属|下属|直属|各直属|各所属|各下属|派出|各派出|内设|(?:部门|单位|机构)$)/;

export interface Part extends Range {
  /** A new clause begins here: after 。 ； or ，. */
  readonly opensClause: boolean;
}

/** The parts of a cell between its separators, outside brackets; each part is trimmed. */
export function divide(folded: string, known: ReadonlySet<string>): { parts: Part[]; separators: Set<string> } {
  const inside = enclosed(folded);
  const separators = new Set<string>();
  const parts: Part[] = [];
  let from = 0;
  let opensClause = true;
  for (const { 0: sign, index } of folded.matchAll(SEPARATOR)) {
    if (inside(index) || (sign === "" && folded.slice(from, index).trim() === "")) continue;
    addPart(index);
    if (sign !== "") separators.add(canonicalName(sign));
    opensClause = sign !== "、";
    from = index + sign.length;
  }
  const closed = from > 0 && /[。;]/.test(folded[from - 1] ?? "") && folded.slice(from).trim() === "";
  if (!closed) addPart(folded.length);
  return { parts, separators };

  function addPart(to: number): void {
    splitBlanks(folded, { from, to }, known).forEach((range, place) => {
      parts.push({ ...range, opensClause: opensClause && place === 0 });
    });
  }
}

/**
 * A blank separates two names only if there is a name on each side: 「区发改局 区商务局」. Within one name it is a line
 * break of the printed page: 「区行政服务中心管 委会」.
 */
function splitBlanks(folded: string, part: Range, known: ReadonlySet<string>): Range[] {
  const whole = folded.slice(part.from, part.to);
  if (whole !== "" && !/\s/.test(whole)) return [part];
  const words = [...whole.matchAll(/\S+/g)].map((word) => ({
    from: part.from + word.index,
    to: part.from + word.index + word[0].length,
  }));
  const first = words[0];
  if (!first) return [{ from: part.to, to: part.to }];
  const ranges: Range[] = [];
  let current = first;
  for (const word of words.slice(1)) {
    const two = isUnitName(folded.slice(current.from, current.to)) && areTwo(current, word);
    if (two) ranges.push(current);
    current = two ? word : { from: current.from, to: word.to };
  }
  return [...ranges, current];

  function areTwo(one: Range, other: Range): boolean {
    const left = canonicalName(folded.slice(one.from, one.to));
    const right = canonicalName(folded.slice(other.from, other.to));
    return (known.has(right) || opensName(right)) && !known.has(left + right);
  }
}

/** The names of one part, and what joins them. */
export interface Conjoined {
  readonly names: readonly Range[];
  readonly marks: readonly Range[];
  /** 等 follows the last name: the list is open. */
  readonly open: boolean;
}

/** Divides a part at 等 and 及, where each side is a name of its own. */
export function splitConjunctions(folded: string, part: Range): Conjoined {
  const words = folded.slice(part.from, part.to);
  for (const found of words.matchAll(AND_SO_ON)) {
    const left = words.slice(0, found.index);
    const right = words.slice(found.index + 1).trim();
    if (!isUnitName(left)) continue;
    if (CLOSES_A_LIST.test(right)) {
      const before = splitConjunctions(folded, { from: part.from, to: part.from + found.index });
      const mark = { from: part.from + found.index, to: part.to };
      return { ...before, marks: [...before.marks, mark], open: true };
    }
    if (isUnitName(right) && !isGroup(left)) return splitAt(found.index, 1);
  }
  for (const found of words.matchAll(/以及|(?<!以)及/g)) {
    const left = words.slice(0, found.index);
    const right = words.slice(found.index + found[0].length).trim();
    if (isUnitName(left) && isUnitName(right) && !DEPENDENT.test(right)) return splitAt(found.index, found[0].length);
  }
  return { names: [part], marks: [], open: false };

  function splitAt(at: number, length: number): Conjoined {
    const from = part.from + at;
    const rest = splitConjunctions(folded, { from: from + length, to: part.to });
    return {
      names: [{ from: part.from, to: from }, ...rest.names],
      marks: [{ from, to: from + length }, ...rest.marks],
      open: rest.open,
    };
  }
}
