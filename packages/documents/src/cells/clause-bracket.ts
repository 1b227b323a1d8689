// A remark in brackets at the end of words of a unit clause: what the unit does, who helps it, or a person.
import { canonicalName } from "../readers/width.ts";
import type { Form } from "./clause-form.ts";
import { isClause, isNames, namesUnit, openingOfLast } from "./clause-frame.ts";
import { readNames } from "./clause-names.ts";
import { remarkBehind, takeRemark } from "./clause-remark.ts";
import type { OpenClause } from "./open-clause.ts";
import { isPerson } from "./person.ts";
import { sayingOf } from "./relation-word.ts";
import type { Range } from "./unit-split.ts";
import { phraseAt } from "./unit-verb.ts";

/** What a bracket says first of the name before it: 「县财政局（牵头，县审计局配合）」. */
const OWN_REMARK = /^(?:牵头|主办|负责|承办|主责)[,;、]/;
/** 「县财政局、县审计局（以上单位按职责分工负责）」. */
const OF_ALL = /^(?:以上|上述|前述|所列)各?(?:责任|有关|相关)?(?:单位|部门)(?=按|依|根|分|各自|共同)/;
const COVERED_NUMBER = /×{5}/;
/** A remark that says what the unit does with a part of the task: 「1-3项牵头」, 「牵头1项，配合2项」. */
const DOES = /^(?:牵头|主办|配合|协办)|(?:牵头|主办|配合|协办)$/;
const SAYS_SOMETHING = /牵头|主办|配合|负责|协办|承办|参与/;

/** Words with a bracket at their end: all of them, the words before the bracket, and what it holds. */
interface Bracketed {
  readonly words: string;
  readonly before: Range;
  readonly inner: string;
  readonly inside: Range;
  readonly bracket: Range;
}

/** 「县财政局（牵头）」, 「县教育局（县总工会、团县委配合）」, 「县财政局（张某某）」. */
export const bracketed: Form = (clause, range, words, read) => {
  const open = openingOfLast(words);
  if (open === undefined || open === 0) return false;
  const at = range.from + open;
  const found: Bracketed = {
    words: words.slice(0, open),
    before: { from: range.from, to: at },
    inner: words.slice(open + 1, -1),
    inside: { from: at + 1, to: range.to - 1 },
    bracket: { from: at, to: range.to },
  };
  return FORMS.some((form) => form(clause, found, read));
};

type BracketForm = (clause: OpenClause, found: Bracketed, read: Parameters<Form>[3]) => boolean;

/** 「县财政局（牵头）」, 「县财政局（协办单位）」. */
const saysWhatItDoes: BracketForm = (clause, { before, inner, bracket }, read) => {
  const bare = inner.replace(OF_ALL, "").replace(/(?:单位|部门)$/, "");
  const tag = phraseAt(bare, 0);
  if (tag === undefined || tag.length !== bare.length) return false;
  const first = clause.units.length;
  read.words(before);
  // The remark is about the name that it follows, not about those before it.
  if (OF_ALL.test(inner)) clause.settleOpen(Math.min(first, clause.phraseFrom()), clause.units.length, tag.saying);
  else clause.settle(Math.max(first, clause.units.length - 1), tag.saying);
  clause.mark(bracket);
  return true;
};

/** 「张某某（县财政局）」. */
const unitOfPerson: BracketForm = (clause, { words, before, inner, inside, bracket }) => {
  if (!isPerson(words) || !isNames(inner)) return false;
  clause.setAside(before);
  clause.mark({ from: bracket.from, to: inside.from }, { from: inside.to, to: bracket.to });
  readNames(clause, inside);
  return true;
};

/** 「县财政局（张某某）」. A number of a person that was covered stands for the person, whatever is printed with it. */
const personOfUnit: BracketForm = (clause, { before, inner, bracket }, read) => {
  if (!isPerson(inner) && !COVERED_NUMBER.test(inner) && !inner.split(/[、,;\s]+/).every(isPerson)) return false;
  read.words(before);
  clause.setAside(bracket);
  return true;
};

/** 「县教育局（县总工会、团县委配合）」. */
const ownClause: BracketForm = (clause, { words, before, inner, inside, bracket }, read) => {
  if (!namesUnit(words) || !isClause(inner)) return false;
  const first = clause.phraseFrom();
  read.words(before);
  const outer = clause.units.length;
  const own = OWN_REMARK.exec(inner)?.[0] ?? "";
  if (own !== "") clause.settle(Math.max(first, outer - 1), sayingOf(own));
  const from = inside.from + own.length;
  clause.mark({ from: bracket.from, to: from }, { from: inside.to, to: bracket.to });
  read.inside({ from, to: inside.to });
  namedAgain(clause, first, outer);
  const inBracket = clause.units.slice(outer);
  if (inBracket.some(({ saying }) => saying === "helped"))
    clause.settleOpen(Math.max(first, outer - 1), outer, "assist");
  else if (inBracket.some(clause.assists)) clause.settleOpen(first, outer, "charge");
  clause.openSentence();
  return true;
};

/** 「县住建局（1-3项）」, 「县住建局（牵头1-3项）」, 「各乡镇（城关镇除外）」: words that are no part of the name. */
const remark: BracketForm = (clause, { words, before, bracket }, read) => {
  const behind = remarkBehind(clause, { from: before.from, to: bracket.to });
  if (behind === undefined || !namesUnit(words)) return false;
  const first = clause.units.length;
  read.words(before);
  const inner = clause.words(behind.inside);
  if (behind.says !== "person" && DOES.test(inner))
    clause.settle(Math.max(first, clause.units.length - 1), /牵头|主办/.test(inner) ? "lead" : "assist");
  takeRemark(clause, behind);
  return true;
};

/** 「县财政局（负责资金保障……）」: longer prose that holds no name. */
const prose: BracketForm = (clause, { words, before, inner, bracket }, read) => {
  if (!namesUnit(words) || !SAYS_SOMETHING.test(inner)) return false;
  read.words(before);
  clause.mark(bracket);
  clause.doubt("PROSE_IN_UNIT_CELL", { from: before.from, to: bracket.to });
  return true;
};

const FORMS: readonly BracketForm[] = [saysWhatItDoes, unitOfPerson, personOfUnit, ownClause, remark, prose];

/** 「县财政局、县审计局（县审计局牵头）」 says more of a name that is printed before. */
function namedAgain(clause: OpenClause, first: number, outer: number): void {
  const { units } = clause;
  const nameOf = (range: Range) => canonicalName(clause.words(range));
  for (let at = units.length - 1; at >= outer; at--) {
    const again = units[at];
    const earlier = units.findIndex(
      (unit, place) => place >= first && place < outer && again && nameOf(unit) === nameOf(again),
    );
    if (!again || earlier < 0) continue;
    if (again.saying !== undefined) clause.replace(earlier, again.saying);
    clause.mark({ from: again.from, to: again.to });
    units.splice(at, 1);
  }
}
