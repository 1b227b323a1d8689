// The own words of a numbered paragraph: its text, and the clauses that stand at its end, below it or within it.
import { namesIn } from "../../cells/names-in.ts";
import { outermostPairs } from "../../cells/nesting.ts";
import type { Stretch } from "./block-text.ts";
import { type Clause, LONGEST_CLAUSE, readClause, readLabel, readSentence } from "./clause.ts";
import { areOffices } from "./closing-names.ts";
import { isOfClause, type Label, labelsIn } from "./labels.ts";

export interface OwnDoubt extends Stretch {
  readonly code: "CLAUSE_IN_TEXT" | "TEXT_AFTER_UNITS" | "UNITS_TWICE" | "BRACKET_MISSING";
}

export interface OwnWords {
  /** The words before the first clause that stands at the end. */
  readonly text: Stretch;
  /** Words below a heading that ends with the clause: 「1.发展茶叶（县农业农村局牵头）」 and what is to be done on the next lines. */
  readonly below: readonly Stretch[];
  /** Words that follow a clause. */
  readonly after: readonly Stretch[];
  readonly clauses: readonly Clause[];
  readonly doubts: readonly OwnDoubt[];
}

/** Whether the words name units in a clause. */
export function namesUnits({ clauses }: OwnWords): boolean {
  return clauses.some(areNamed);
}

function areNamed({ units }: Clause): boolean {
  return units.length > 0;
}

/**
 * Reads the words of one paragraph and the lines below it. `last`: nothing numbered follows, so that what stands behind the
 * clause may be the end of the document. `named`: the paragraphs of this kind end with names in brackets.
 */
export function readOwnWords(folded: string, whole: Stretch, last: boolean, named = false): OwnWords {
  const words = folded.slice(whole.from, whole.to);
  const pairs = outermostPairs(words).map(({ from, to }) => ({ from: whole.from + from, to: whole.from + to }));
  const zone = labelZone(folded, whole, pairs);
  const clauses: Clause[] = [...zone.clauses];
  const doubts: OwnDoubt[] = [...zone.doubts];
  const after: Stretch[] = [...zone.after];
  let text: Stretch = { from: whole.from, to: trimEnd(folded, whole.from, zone.from) };
  const below: Stretch[] = [];
  const inBrackets: Clause[] = [];
  for (let groups = 0; groups < 4; groups++) {
    const found = closingClause(folded, text, pairs, named && !clauses.some(areNamed));
    if (!found) break;
    clauses.unshift(found.clause);
    inBrackets.push(found.clause);
    if (found.broken) doubts.push({ code: "BRACKET_MISSING", ...found.brackets });
    text = { from: text.from, to: trimEnd(folded, text.from, found.brackets.from) };
  }
  // Labels below a clause in brackets may be those of something larger than this paragraph.
  const twice = inBrackets.some(areNamed) && zone.clauses.some(areNamed);
  if (twice) doubts.push({ code: "UNITS_TWICE", ...whole });
  const sentence = clauses.some(areNamed) ? undefined : closingSentence(folded, text);
  if (sentence) {
    clauses.unshift(sentence.clause);
    text = { from: text.from, to: trimEnd(folded, text.from, sentence.from) };
  }
  const heading = clauses.some(areNamed) ? undefined : clauseOfHeading(folded, text, pairs, last);
  if (heading) {
    clauses.unshift(heading.clause);
    below.push(heading.below);
    if (heading.rest.from < heading.rest.to) after.unshift(heading.rest);
    for (const one of mentions(folded, heading.below, pairs)) doubts.push(one);
    text = heading.text;
  } else if (!clauses.some(areNamed)) {
    const within = clauseWithin(folded, text, pairs, last);
    if (within) {
      clauses.unshift(...within.clauses);
      after.unshift(...within.after);
      doubts.push(...within.doubts);
      text = within.text;
    }
  } else {
    for (const one of mentions(folded, text, pairs)) doubts.push(one);
  }
  if (after.length > 0 && clauses.length > 0 && !last) {
    for (const stretch of after.slice(0, QUOTED)) doubts.push({ code: "TEXT_AFTER_UNITS", ...stretch });
  }
  const labels = clauses.flatMap(({ units }) => units.map(({ word }) => word));
  if (!twice && new Set(labels).size < labels.length) doubts.push({ code: "UNITS_TWICE", ...whole });
  return { text, below, after, clauses, doubts };
}

interface Zone {
  /** Where the labels begin; the end of the words if there are none. */
  readonly from: number;
  readonly clauses: readonly Clause[];
  readonly after: readonly Stretch[];
  readonly doubts: readonly OwnDoubt[];
}

/** Labels outside brackets: 「责任单位：…」 on a line of its own or behind the last sentence. */
function labelZone(folded: string, { from, to }: Stretch, pairs: readonly Stretch[]): Zone {
  let below = false;
  const labels = outside(labelsIn(folded, from, to).filter(isOfClause), pairs).filter((label) => {
    const opens = opensClause(folded, label, from, below);
    below ||= opens;
    return opens;
  });
  const first = labels[0];
  if (!first) return { from: to, clauses: [], after: [], doubts: [] };
  const clauses: Clause[] = [];
  const after: Stretch[] = [];
  const doubts: OwnDoubt[] = [];
  const closers = new Set(pairs.map((pair) => pair.to));
  labels.forEach((label, at) => {
    const next = labels[at + 1]?.from ?? to;
    const end = valueEnd(folded, label, next);
    const trail = trimEnd(folded, label.to, end);
    // The closing bracket of a clause whose opening one is lost.
    const broken = ")]】〕".includes(folded[trail - 1] ?? "-") && !closers.has(trail - 1);
    if (broken) doubts.push({ code: "BRACKET_MISSING", from: label.from, to: trail });
    clauses.push({ ...readLabel(folded, label, broken ? trail - 1 : trail), evidence: "label" });
    const rest = withoutSigns(folded, { from: end, to: next });
    if (rest.from < rest.to) after.push(rest);
  });
  return { from: first.from, clauses, after, doubts };
}

/**
 * Whether a label stands where a clause may begin: at the start of a line, or behind a sentence. Behind another label, or
 * if it is one of units, a blank is enough.
 */
function opensClause(folded: string, { from, kind }: Label, start: number, below: boolean): boolean {
  let at = from - 1;
  let blank = false;
  while (at >= start && /[\s*]/.test(folded[at] ?? "")) {
    if (folded[at] === "\n") return true;
    blank = true;
    at--;
  }
  if (at < start) return true;
  const before = folded[at] ?? "";
  return "。;!?)]】〕".includes(before) || ((kind === "units" || below) && (blank || before === ","));
}

/** Labels that are not within brackets; a label in lenticular brackets of its own is not within them. */
function outside(labels: readonly Label[], pairs: readonly Stretch[]): Label[] {
  let at = 0;
  return labels.filter(({ from }) => {
    while (at < pairs.length && (pairs[at]?.to ?? 0) < from) at++;
    const pair = pairs[at];
    return pair === undefined || from <= pair.from;
  });
}

/** Where the value of a label ends: at a full stop with more words behind it, or with its line unless that goes on. */
function valueEnd(folded: string, { kind, to: from }: Label, to: number): number {
  const limit = Math.min(to, from + LONGEST_CLAUSE);
  for (let at = from; at < limit; at++) {
    const sign = folded[at] ?? "";
    if (sign === "。" || sign === "!") return at + 1;
    if (/\s/.test(sign) && sign !== "\n" && /^\s{1,8}[\u4e00-\u9fff]{2,6}:/.test(folded.slice(at, at + 16))) return at;
    if (sign !== "\n" || at === from) continue;
    if (!goesOn(folded, from, at, limit) && !(kind === "units" && nameFollows(folded, at, limit))) return at;
  }
  return limit;
}

/** Whether the value goes on in the next line: it ends with a comma, or within brackets. */
function goesOn(folded: string, from: number, at: number, to: number): boolean {
  const value = folded.slice(from, at).trimEnd();
  if (value === "") return true;
  if (/[、,]$/.test(value)) return folded.slice(at, to).trim() !== "";
  return value.lastIndexOf("(") > value.lastIndexOf(")");
}

/** Whether the next line is a name alone: units are printed one below another. */
export function nameFollows(folded: string, at: number, to: number): boolean {
  const line =
    folded
      .slice(at + 1, Math.min(to, at + LONGEST_NAME))
      .split("\n", 1)[0]
      ?.trim() ?? "";
  return line !== "" && line.length < LONGEST_NAME - 2 && !/[。:]/.test(line) && namesIn(line) === "all";
}

const LONGEST_NAME = 40;

interface Closing {
  readonly clause: Clause;
  readonly brackets: Stretch;
  /** One of the brackets is not printed. */
  readonly broken: boolean;
}

/** The last brackets, if they stand at the very end, before or behind the full stop, and read as a clause. */
function closingClause(folded: string, text: Stretch, pairs: readonly Stretch[], named: boolean): Closing | undefined {
  const end = trimSigns(folded, text.from, text.to);
  const stop = end < text.to;
  const pair = pairs.findLast(({ to }) => to < text.to);
  if (pair && pair.to === end - 1 && pair.from >= text.from) {
    const clause = readClause(folded, { from: pair.from + 1, to: pair.to });
    const byHabit = named && clause.evidence === "names" && areOffices(folded.slice(pair.from + 1, pair.to));
    if (!byHabit && !isClause(folded, clause, pair.from, text.from, stop)) return undefined;
    return { clause, brackets: pair, broken: false };
  }
  return brokenClause(folded, text, end);
}

/** Names alone are a clause only behind a sentence or in square brackets: 「重点乡镇（甲镇、乙镇）。」 is text. */
function isClause(folded: string, clause: Clause, opener: number, from: number, stop: boolean): boolean {
  if (clause.evidence === "label") return true;
  const square = "[〔【".includes(folded[opener] ?? "-");
  const before = folded.slice(Math.max(from, opener - 6), opener).trimEnd();
  const apart = before === "" || /[。;!?)\]”]$/.test(before) || folded[opener - 1] === "\n";
  if (clause.evidence === "verb") return true;
  if (clause.evidence === "names") return (square || apart) && !(stop && !square && !apart);
  // Only a deadline: 「（2031年6月底前完成）」.
  return clause.units.length === 0 && clause.deadlines.length > 0 && (square || apart);
}

/** A clause that lost one of its brackets. */
function brokenClause(folded: string, text: Stretch, end: number): Closing | undefined {
  const from = Math.max(text.from, end - 300);
  const words = folded.slice(from, end);
  const closed = ")]】〕".includes(folded[end - 1] ?? "-");
  const opener = closed ? -1 : Math.max(words.lastIndexOf("("), words.lastIndexOf("["), words.lastIndexOf("【"));
  if (opener >= 0 && /[)\]】]/.test(words.slice(opener))) return undefined;
  const start = closed ? lastSentence(words.slice(0, -1)) : opener;
  if (start < 0) return undefined;
  const content = { from: from + start + (closed ? 0 : 1), to: closed ? end - 1 : end };
  const clause = readClause(folded, content);
  if (clause.evidence !== "label" && clause.evidence !== "verb") return undefined;
  return { clause, brackets: { from: from + start, to: end }, broken: true };
}

function lastSentence(words: string): number {
  return Math.max(words.lastIndexOf("。"), words.lastIndexOf("\n")) + 1 || -1;
}

/** A heading has no more characters. */
const LONGEST_HEADING = 120;

/**
 * The clause at the end of the first line, if that line is a heading and what is to be done stands on the lines below. Below
 * the last task of a document the first sentence is taken for that; more may close the document.
 */
function clauseOfHeading(
  folded: string,
  text: Stretch,
  pairs: readonly Stretch[],
  last: boolean,
): { text: Stretch; clause: Clause; below: Stretch; rest: Stretch } | undefined {
  const line = folded.slice(text.from, Math.min(text.to, text.from + LONGEST_HEADING)).indexOf("\n");
  if (line < 0) return undefined;
  const end = trimEnd(folded, text.from, text.from + line);
  const brackets = pairs.find(({ to }) => to === end - 1);
  if (!brackets || brackets.from <= text.from) return undefined;
  const title = folded.slice(text.from, brackets.from);
  const clause = readClause(folded, { from: brackets.from + 1, to: brackets.to });
  if (/[。;]/.test(title) || !areNamed(clause) || (clause.evidence !== "label" && clause.evidence !== "verb"))
    return undefined;
  const words = withoutSigns(folded, { from: end, to: text.to });
  if (words.from >= words.to) return undefined;
  const stop = last ? folded.slice(words.from, words.to).search(/[。!]\s*(?:\n|$)/) : -1;
  const split = stop < 0 ? words.to : words.from + stop + 1;
  return {
    text: { from: text.from, to: trimEnd(folded, text.from, brackets.from) },
    clause,
    below: { from: words.from, to: split },
    rest: withoutSigns(folded, { from: split, to: words.to }),
  };
}

/** A sentence that says who does a task is short. */
const LONGEST_SENTENCE = 160;

/** The last sentence, if all it says is who does the task and by when: 「由县财政局牵头，县审计局配合，6月底前完成。」 */
function closingSentence(folded: string, { from, to }: Stretch): { clause: Clause; from: number } | undefined {
  const end = trimSigns(folded, from, to);
  const words = folded.slice(Math.max(from, end - LONGEST_SENTENCE), end);
  const before = Math.max(...["。", ";", "!", "\n"].map((sign) => words.lastIndexOf(sign)));
  // A paragraph that says nothing else has no task.
  if (before < 0) return undefined;
  const start = end - words.length + before + 1;
  const clause = readSentence(folded, { from: start, to: end });
  return clause && { clause, from: start };
}

/** A person who is shown a few places in one task will look at all of it. */
const QUOTED = 3;

const CHARGE = /牵头|负责|承办|主办|配合|落实|单位|部门/;

/** A clause before more sentences. */
function clauseWithin(
  folded: string,
  text: Stretch,
  pairs: readonly Stretch[],
  last: boolean,
): { text: Stretch; clauses: Clause[]; after: Stretch[]; doubts: OwnDoubt[] } | undefined {
  const found = sentencesOf(folded, text, pairs);
  const labelled = found.filter(({ clause }) => clause.evidence === "label");
  const final = found.at(-1);
  if (!final) return undefined;
  const opensLineBelow = /^[。.\s]*\n/.test(folded.slice(final.brackets.to + 1, final.brackets.to + 12));
  // Behind the last task of a document its closing words follow; on a line of its own something else begins.
  if (last || opensLineBelow || labelled.length > 0) {
    const chosen = last || opensLineBelow ? final : (labelled.at(-1) ?? final);
    const rest = withoutSigns(folded, { from: chosen.brackets.to + 1, to: text.to });
    return {
      text: { from: text.from, to: trimEnd(folded, text.from, chosen.brackets.from) },
      clauses: [chosen.clause],
      after: rest.from < rest.to ? [rest] : [],
      doubts: mentions(folded, { from: text.from, to: chosen.brackets.from }, pairs),
    };
  }
  return {
    text,
    clauses: [],
    after: [],
    doubts: found.slice(0, QUOTED).map(({ brackets: { from, to } }) => ({ code: "CLAUSE_IN_TEXT", from, to: to + 1 })),
  };
}

/**
 * Clauses within the text, which stay text: each may be that of one point of several, or of a task whose number was not
 * read.
 */
function mentions(folded: string, text: Stretch, pairs: readonly Stretch[]): OwnDoubt[] {
  const charges = chargesAmong(folded, text, pairs);
  const named = namesAlone(folded, text, pairs);
  const found = [...charges, ...named].sort((one, other) => one.brackets.from - other.brackets.from).slice(0, QUOTED);
  return found.map(({ brackets: { from, to } }) => ({ code: "CLAUSE_IN_TEXT", from, to: to + 1 }));
}

/** Those brackets that stand behind a whole sentence; names alone only where they also end their line. */
function sentencesOf(folded: string, text: Stretch, pairs: readonly Stretch[]): Charge[] {
  const behind = behindSentence(folded, text, pairs);
  const charges = chargesAmong(folded, text, behind);
  const last = behind.at(-1);
  if (!last || charges.at(-1)?.brackets === last) return charges;
  return [...charges, ...namesAlone(folded, text, [last])];
}

/** Brackets behind a whole sentence and at the end of their line, with nothing but names in them. */
function namesAlone(folded: string, text: Stretch, pairs: readonly Stretch[]): Charge[] {
  return behindSentence(folded, text, pairs).flatMap((brackets) => {
    if (!"([〔【".includes(folded[brackets.from] ?? "-")) return [];
    if (!/^[。.\s]*\n/.test(folded.slice(brackets.to + 1, brackets.to + 12))) return [];
    const clause = readClause(folded, { from: brackets.from + 1, to: brackets.to });
    return clause.evidence === "names" ? [{ clause, brackets }] : [];
  });
}

/** The brackets of these words that stand behind a whole sentence. */
function behindSentence(folded: string, text: Stretch, pairs: readonly Stretch[]): Stretch[] {
  return pairs.filter(
    ({ from, to }) =>
      from >= text.from && to < text.to && /[。;!?\n]\s*$/.test(folded.slice(Math.max(text.from, from - 3), from)),
  );
}

interface Charge {
  readonly clause: Clause;
  readonly brackets: Stretch;
}

/** The first few brackets of these words that put somebody in charge. */
export function chargesIn(folded: string, { from, to }: Stretch): Stretch[] {
  const pairs = outermostPairs(folded.slice(from, to)).map((pair) => ({ from: from + pair.from, to: from + pair.to }));
  return chargesAmong(folded, { from, to: to + 1 }, pairs)
    .slice(0, QUOTED)
    .map(({ brackets }) => brackets);
}

/** Brackets whose words put somebody in charge. */
function chargesAmong(folded: string, text: Stretch, pairs: readonly Stretch[]): Charge[] {
  return pairs.flatMap((brackets) => {
    if (brackets.from < text.from || brackets.to >= text.to || brackets.to - brackets.from > LONGEST_CLAUSE) return [];
    if (!"([〔【".includes(folded[brackets.from] ?? "-")) return [];
    if (!CHARGE.test(folded.slice(brackets.from, brackets.to))) return [];
    const clause = readClause(folded, { from: brackets.from + 1, to: brackets.to });
    return clause.units.length > 0 && (clause.evidence === "label" || clause.evidence === "verb")
      ? [{ clause, brackets }]
      : [];
  });
}

function trimEnd(folded: string, from: number, to: number): number {
  let end = to;
  while (end > from && /[\s*]/.test(folded[end - 1] ?? "")) end--;
  return end;
}

function trimSigns(folded: string, from: number, to: number): number {
  let end = to;
  while (end > from && /[\s*。.;,]/.test(folded[end - 1] ?? "")) end--;
  return end;
}

function withoutSigns(folded: string, { from, to }: Stretch): Stretch {
  let first = from;
  while (first < to && /[\s*。.;,]/.test(folded[first] ?? "")) first++;
  return { from: first, to: Math.max(first, trimEnd(folded, first, to)) };
}
