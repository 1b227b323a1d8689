// The words of a unit clause, part by part between its separators, in each of the ways in which offices put them.

import { bracketed } from "./clause-bracket.ts";
import { type Form, LONGEST_PART, type Read } from "./clause-form.ts";
import { isNames } from "./clause-frame.ts";
import { readNames } from "./clause-names.ts";
import { bareLabel, guided, guidedWithin, helpedBy, helping, numberedPart, opened } from "./clause-opening.ts";
import { phraseAlone, phraseBehind } from "./clause-phrase.ts";
import { isDeadline } from "./deadline.ts";
import type { OpenClause } from "./open-clause.ts";
import { isPerson, isPersonActing } from "./person.ts";
import { isUnitName, mayBeName } from "./unit-name.ts";
import { divide, type Part, type Range } from "./unit-split.ts";

/** A cell that says that there is nothing to say. */
export const NOTHING = /^[-—–─/\\无]*$/;
const PLAIN = /^[\u4e00-\u9fff]{3,30}$/;
const SAYS =
  /牵头|主办|主责|配合|协办|会办|督办|负责|承办|会同|会商|联合|商|按|为|总|指导|协助|协同|支持|督促|督导|监督|组织$|^[由并请在]|(?:责任|落实|参与|参加)(?:单位|部门)/;
const OPEN_END = /^等(?:\d*个?(?:部门|单位))?$/;
const LONGEST_TIME = 60;

/** Reads parts of a clause; what lies between them separates them. */
export function readParts(clause: OpenClause, parts: readonly Part[], whole: Range): void {
  let previousEnd = whole.from;
  for (const part of parts) {
    if (part.from > previousEnd) clause.mark({ from: previousEnd, to: part.from });
    previousEnd = Math.max(previousEnd, part.to);
    clause.openPart(part);
    readPart(clause, part);
  }
  if (previousEnd < whole.to) clause.mark({ from: previousEnd, to: whole.to });
}

function readPart(clause: OpenClause, part: Range): void {
  const words = clause.words(part).trim();
  const under = clause.under();
  if (words === "") {
    if (clause.folded.trim() !== "") clause.doubt("DANGLING_SEPARATOR", { from: 0, to: clause.text.length });
  } else if (NOTHING.test(words)) {
    clause.mark(part);
  } else if (under === "time") {
    clause.deadlines.push(part);
  } else if (under === "persons") {
    clause.setAside(part);
  } else {
    readWords(clause, part);
  }
}

/** Words that are put in none of the ways are neither names nor marks, and so come back as unread. */
function readWords(clause: OpenClause, whole: Range): void {
  const range = clause.unsigned(clause.trimmed(whole));
  const words = clause.words(range);
  if (words === "") return;
  const read: Read = {
    words: (inner) => readWords(clause, inner),
    inside: (inner) => readInside(clause, inner),
  };
  for (const form of words.length <= LONGEST_PART ? FORMS : FORMS_OF_LONG_WORDS)
    if (form(clause, range, words, read)) return;
}

/** A clause of its own in brackets. */
function readInside(clause: OpenClause, range: Range): void {
  const moved = (inner: Range) => ({ from: inner.from + range.from, to: inner.to + range.from });
  const { parts } = divide(clause.words(range), clause.names);
  const inner = parts.map((part) => ({
    ...part,
    ...moved(part),
    label: part.label && { ...part.label, ...moved(part.label) },
  }));
  clause.openSentence();
  clause.underOwnLabels(() => readParts(clause, inner, range));
}

/** Most names hold no word that says or joins anything, and this shows it at once. */
const plainName: Form = (clause, range, words) => {
  if (!PLAIN.test(words) || SAYS.test(words) || !isUnitName(words)) return false;
  readNames(clause, range);
  return true;
};

const person: Form = (clause, range, words) => {
  if (!isPerson(words) && !isPersonActing(words)) return false;
  clause.setAside(range);
  return true;
};

/** 「等」 or 「等5个部门」 alone. */
const openEnd: Form = (clause, range, words) => {
  if (!OPEN_END.test(words)) return false;
  clause.mark(range);
  clause.doubt("OPEN_LIST", range);
  return true;
};

const time: Form = (clause, range, words) => {
  if (words.length > LONGEST_TIME || !isDeadline(words) || isUnitName(words)) return false;
  clause.deadlines.push(range);
  return true;
};

const joinedNames: Form = (clause, range, words) => {
  if (!isNames(words)) return false;
  readNames(clause, range);
  return true;
};

const unknownName: Form = (clause, range, words) => {
  if (!mayBeName(words)) return false;
  clause.add(range);
  clause.doubt("UNIT_NOT_RECOGNISED", range);
  return true;
};

/** The first that fits is taken. */
const FORMS: readonly Form[] = [
  plainName,
  person,
  openEnd,
  bareLabel,
  guided,
  guidedWithin,
  helping,
  opened,
  helpedBy,
  numberedPart,
  bracketed,
  time,
  phraseAlone,
  phraseBehind,
  joinedNames,
  unknownName,
];
const FORMS_OF_LONG_WORDS = FORMS.filter(
  (form) => ![bareLabel, guided, guidedWithin, helpedBy, helping, opened, numberedPart, bracketed].includes(form),
);
