// How much of a cell looks like the names of units, which tells a column of units from others.
import { foldWidth } from "../readers/width.ts";
import { isUnitName } from "./unit-name.ts";
import { divide, withoutLabel } from "./unit-split.ts";
import { phraseAfterName } from "./unit-verb.ts";

/** How much of a cell can be read as names: all of it, most of it (with prose after a name), or less. */
export function namesIn(text: string): "all" | "most" | "few" {
  if (text.length > LONGEST_KEPT) return look(text);
  const known = seen.get(text);
  if (known) return known;
  const found = look(text);
  if (seen.size >= MOST_KEPT) seen.clear();
  seen.set(text, found);
  return found;
}

/** A document names the same units over and over; the bounds keep a text of chance words from filling the memory. */
const seen = new Map<string, "all" | "most" | "few">();
const MOST_KEPT = 2000;
const LONGEST_KEPT = 80;

function look(text: string): "all" | "most" | "few" {
  const folded = foldWidth(text);
  if (folded.length > LONGEST_CELL || !mayOpenNames(folded)) return "few";
  const { parts } = divide(folded, NO_NAMES);
  const printed = parts.map(({ from, to }) => folded.slice(from, to).trim()).filter((words) => words !== "");
  const good = printed.filter(isNameOrList);
  const fair = printed.filter(saysMore);
  const sentence = /[。!?]\s*$/.test(folded);
  if (printed.length > 0 && good.length === printed.length && !sentence) return "all";
  const first = printed[0] ?? "";
  const opens = isUnitName(first) || saysMore(first);
  return opens && (good.length + fair.length) * 4 >= printed.length * 3 ? "most" : "few";
}

function isNameOrList(words: string): boolean {
  const name = withoutLabel(words);
  return isUnitName(name) || isUnitName(name.replace(/等.{0,4}$/, ""));
}

/** A name with a label before it, or with a remark or prose after it. */
function saysMore(words: string): boolean {
  return (
    phraseAfterName(words.replace(BEFORE_NAME, "")) !== undefined ||
    withoutLabel(words) !== words ||
    /\(\s*(?:牵头|主办|负责|责任|配合|参与|协办|承办)(?:单位|部门)?\s*\)$/.test(words)
  );
}

/** The words before the first separator, which usually show that prose is not a list of names. */
const OPENING = /^[^、,;。/\s([〔【《〈“‘「『]+(?=[、,;。/])/;

function mayOpenNames(folded: string): boolean {
  const opening = OPENING.exec(folded)?.[0];
  return opening === undefined || isNameOrList(opening) || saysMore(opening);
}

/** The longest cell of names in the notices has 120 characters; prose is longer. */
const LONGEST_CELL = 600;
const NO_NAMES: ReadonlySet<string> = new Set();
/** Words before a name in prose. */
const BEFORE_NAME = /^(?:由|并由|会同)/;
