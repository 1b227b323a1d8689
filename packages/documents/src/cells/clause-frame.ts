// The frame of a unit clause: brackets around it or at its end, and what they hold.
import { type LeadRemark, readLeadRemark } from "./lead-remark.ts";
import { isGroup, isUnitName } from "./unit-name.ts";
import { NUMBERED_BEFORE } from "./unit-remark.ts";
import { type Range, withoutLabel } from "./unit-split.ts";
import { phraseAfterName } from "./unit-verb.ts";

/** The words without the brackets around all of them and without a remark on who leads; both become blanks. */
export function bare(folded: string): { folded: string; remark: LeadRemark | undefined; stripped: Range[] } {
  const stripped: Range[] = [];
  let words = folded;
  const blank = ({ from, to }: Range) => {
    stripped.push({ from, to });
    words = `${words.slice(0, from)}${" ".repeat(to - from)}${words.slice(to)}`;
  };
  const remark = readLeadRemark(folded);
  const inner = remark ? folded.slice(0, remark.from) + folded.slice(remark.to) : folded;
  if (remark) blank(ownWords(folded, remark));
  const text = words.trim();
  if (inner.trim() !== "" && openingOfLast(text) === 0) {
    const from = words.length - words.trimStart().length;
    blank({ from, to: from + 1 });
    blank({ from: from + text.length - 1, to: from + text.length });
  }
  return { folded: words, remark, stripped };
}

/**
 * The remark without a bracket that belongs to the whole clause (「（甲、乙负责，列第一位者为牵头单位）」), and with the colon of a remark
 * before its list (「列第一位者为牵头单位：甲、乙」), unless a label before it needs the colon.
 */
function ownWords(folded: string, { from, to }: Range): Range {
  const words = folded.slice(from, to);
  const opens = /[([〔]/.test(words);
  const closes = /[)〕\]]/.test(words);
  const colon = /^\s*:/.exec(folded.slice(to))?.[0] ?? "";
  const ofLabel = /(?:单位|部门|科室|处室|机构|主体|乡镇)\s*$/.test(folded.slice(0, from));
  return {
    from: opens && !closes ? from + words.search(/[([〔]/) + 1 : from,
    to: closes && !opens ? to - 1 : ofLabel ? to : to + colon.length,
  };
}

/** The place of the bracket that opens what the last character closes. */
export function openingOfLast(words: string): number | undefined {
  if (!/[)〕\]】]$/.test(words)) return undefined;
  let depth = 0;
  for (let at = words.length - 1; at >= 0; at--) {
    const sign = words[at] ?? "";
    if (")〕]】".includes(sign)) depth++;
    else if ("(〔[【".includes(sign)) depth--;
    if (depth === 0) return at;
  }
  return undefined;
}

/** Words in brackets that say what units do: 「县总工会、团县委配合」, 「配合单位：县总工会」. */
export function isClause(inner: string): boolean {
  if (withoutLabel(inner) !== inner) return true;
  const joined = /(?:^|[,;])(?:会同|联合|配合|协助|支持)([^,;]+)$/.exec(inner)?.[1];
  if (joined?.split("、").every(isNames)) return true;
  const last = inner.slice(Math.max(inner.lastIndexOf("、"), inner.lastIndexOf(","), inner.lastIndexOf(";")) + 1);
  const who = last.replace(NUMBERED_BEFORE, "").replace(/^(?:并?由|请)/, "");
  return phraseAfterName(who) !== undefined;
}

/** The name of one town: 「城关镇」. */
const PLACE = /^[^各建]{2,}[镇乡]$/;

/** A name whose brackets hold units of their own, which is not how kinds of places are listed. */
export function listsUnits(words: string): boolean {
  const open = openingOfLast(words);
  if (open === undefined || open === 0) return false;
  const inner = words.slice(open + 1, -1).split("、");
  return (
    inner.length > 1 &&
    inner.every((word) => (word.length > 3 || PLACE.test(word)) && isUnitName(word) && !isGroup(word))
  );
}

/** Whether words are a name or names that are joined without a sign. */
export function isNames(words: string): boolean {
  return isUnitName(words) || isUnitName(words.replace(/等[^等]{0,6}$/, ""));
}

/** Whether words are a name, or begin with one that something is said of. */
export function namesUnit(words: string): boolean {
  return isNames(words) || phraseAfterName(words) !== undefined;
}
