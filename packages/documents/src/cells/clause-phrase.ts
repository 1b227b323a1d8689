// Names in a unit clause and then what they do, perhaps with other names behind: 「县市场监管局牵头县公安局配合」.

import { type Form, LONGEST_PART } from "./clause-form.ts";
import { isClause, namesUnit, openingOfLast } from "./clause-frame.ts";
import { readNames } from "./clause-names.ts";
import { BEFORE_NAME } from "./clause-opening.ts";
import type { OpenClause } from "./open-clause.ts";
import { isPerson } from "./person.ts";
import { sayingOf } from "./relation-word.ts";
import type { Range } from "./unit-split.ts";
import { type Phrase, phraseAfterName, phraseAt } from "./unit-verb.ts";

/** A verb on its own, about the names that wait for one: 「县财政局、县审计局，共同负责」. */
export const phraseAlone: Form = (clause, range, words) => {
  const alone = phraseAt(words, 0);
  if (alone?.length !== words.length || clause.units.length <= clause.phraseFrom()) return false;
  clause.mark(range);
  sayAtEnd(clause, range, alone);
  return true;
};

/** What is said of the names before, with nothing behind it but a blank and other names, which may be those that are helped. */
function sayAtEnd(clause: OpenClause, range: Range, { saying, helps }: Phrase): void {
  const first = clause.sentenceFrom();
  clause.say(saying);
  if (helps && !clause.isLed() && /\s/.test(clause.folded[range.to] ?? "")) {
    clause.mayHelpNext({ from: clause.units[first]?.from ?? range.from, to: range.to });
  }
}

export const phraseBehind: Form = (clause, range, words, read) => {
  const found = phraseAfterName(words);
  if (found === undefined) return false;
  const phrase = { from: range.from + found.at, to: range.from + found.at + found.length };
  const behind = { from: phrase.to, to: range.to };
  const rest = clause.words(behind).trim();
  readNames(clause, { from: range.from, to: phrase.from });
  if (found.joins) {
    clause.settleOpen(clause.phraseFrom(), clause.units.length, "charge");
    const first = clause.units.length;
    clause.mark(phrase);
    read.words(behind);
    clause.settle(first, "assist");
    clause.joinNext("assist");
    return true;
  }
  const goesOn =
    rest !== "" && words.length <= LONGEST_PART && (namesUnit(rest) || namesUnit(rest.replace(BEFORE_NAME, "")));
  if (rest === "" || goesOn) {
    clause.mark(phrase);
    if (!goesOn) {
      sayAtEnd(clause, range, found);
      return true;
    }
    clause.say(found.saying);
    const first = clause.units.length;
    read.words(behind);
    if (found.helps) settleHelped(clause, first, range, words.slice(found.at, found.at + found.length));
    return true;
  }
  const remark = openingOfLast(rest) === 0 ? rest.slice(1, -1) : undefined;
  if (remark !== undefined && (isClause(remark) || isPerson(remark))) {
    clause.say(found.saying);
    const inside = { from: phrase.to + clause.words(behind).indexOf(rest) + 1, to: range.to - 1 };
    clause.mark({ from: phrase.from, to: inside.from }, { from: inside.to, to: range.to });
    if (isPerson(remark)) clause.setAside(inside);
    else read.inside(inside);
    return true;
  }
  clause.say(sayingOf(words.slice(found.at)));
  clause.mark({ from: phrase.from, to: range.to });
  clause.doubt("PROSE_IN_UNIT_CELL", range);
  return true;
};

/** 「县财政局配合县住建局、县审计局」: whom the first helps, they lead. */
function settleHelped(clause: OpenClause, first: number, range: Range, verb: string): void {
  const isList = clause.units.slice(first).every(({ saying }) => saying === undefined);
  clause.settleHelped(first);
  if (isList) clause.joinNext("helped");
  // 「县财政局协同县住建局」 is also said of two who work together.
  if (verb.endsWith("协同")) clause.doubt("HELP_UNCLEAR", range);
}
