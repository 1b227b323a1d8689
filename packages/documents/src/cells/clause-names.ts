// The names in the words of a unit clause: joined by 和, 及 and 等, written together, or one.
import { canonicalName } from "../readers/width.ts";
import { listsUnits } from "./clause-frame.ts";
import { remarkBehind, takeRemark } from "./clause-remark.ts";
import { cutsIn, looksGlued } from "./glued-names.ts";
import type { OpenClause } from "./open-clause.ts";
import { isUnitName } from "./unit-name.ts";
import { type Range, splitConjunctions } from "./unit-split.ts";

const JOINS = /[等及和与*★☆▲△●◆#※\s]/;

/** Reads words that are names and nothing else. */
export function readNames(clause: OpenClause, range: Range): void {
  if (!JOINS.test(clause.words(range))) {
    readName(clause, range);
    return;
  }
  const conjoined = splitConjunctions(clause.folded, clause.trimmed(range), clause.names);
  clause.mark(...conjoined.marks);
  if (conjoined.open) clause.doubt("OPEN_LIST", range);
  for (const name of conjoined.names) readName(clause, clause.unsigned(clause.trimmed(name)));
}

function readName(clause: OpenClause, whole: Range): void {
  const remark = remarkBehind(clause, whole);
  if (remark === undefined) {
    readBareName(clause, whole);
    return;
  }
  readBareName(clause, clause.trimmed(remark.name));
  takeRemark(clause, remark);
}

function readBareName(clause: OpenClause, range: Range): void {
  const words = clause.words(range);
  if (/\s/.test(words)) {
    clause.add(range);
    return;
  }
  const name = canonicalName(words);
  const cuts = cutsIn(name, clause.names, clause.roster);
  [0, ...cuts].forEach((cut, place) => {
    clause.add({ from: range.from + cut, to: range.from + (cuts[place] ?? words.length) });
  });
  if (cuts.length > 0) return;
  if (!isUnitName(words)) clause.doubt("UNIT_NOT_RECOGNISED", range);
  else if (!clause.roster.has(name) && (looksGlued(name) || listsUnits(words)))
    clause.doubt("UNITS_WRITTEN_TOGETHER", range);
}
