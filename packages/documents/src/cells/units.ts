// A unit clause: the names in it, what separates them, and the words that say what some of them do.
import type { DraftUnit, Relation } from "@taizhang/domain";
import { canonicalName, foldWidth } from "../readers/width.ts";
import { bare, isClause, isNames, listsUnits, namesUnit, openingOfLast } from "./clause-frame.ts";
import { isDeadline } from "./deadline.ts";
import { cutsIn, looksGlued } from "./glued-names.ts";
import type { LeadRemark } from "./lead-remark.ts";
import { isPerson } from "./person.ts";
import { relationsAmong, relationsOfHeads, type Saying, sayingOf } from "./relation-word.ts";
import { dependsOnRow, isGroup, isUnitName, mayBeName, opensName } from "./unit-name.ts";
import { BARE_LABEL, divide, type Label, type Names, type Part, type Range, splitConjunctions } from "./unit-split.ts";
import { type Phrase, phraseAfterName, phraseAt } from "./unit-verb.ts";

/** One name in a unit cell, with its place. */
export interface UnitWord extends Range {
  readonly name: string;
  readonly printed: string;
  readonly kind: DraftUnit["kind"];
  /** The relation that the words of the cell give (「按照职责分工强化监管」); undefined when the column decides. */
  readonly relation: Relation | undefined;
}

export type UnitDoubt =
  | "DANGLING_SEPARATOR"
  | "GROUP_DEPENDS_ON_ROW"
  | "LEAD_MARK_LOST"
  | "OPEN_LIST"
  | "PERSON_IN_UNIT_CELL"
  | "PROSE_IN_UNIT_CELL"
  | "UNITS_WRITTEN_TOGETHER"
  | "UNIT_NOT_RECOGNISED";

export interface UnitCell {
  readonly units: readonly UnitWord[];
  /** The structural marks of the cell: separators, 等, labels, remarks, persons, and prose that was understood. */
  readonly marks: readonly Range[];
  /** Those marks that name persons or say how to reach them. */
  readonly persons: readonly Range[];
  /** Words that say when, not who: 「县自然资源局负责，9月底前完成」. They are read as a deadline or stay unread. */
  readonly deadlines: readonly Range[];
  readonly separators: readonly string[];
  readonly doubts: readonly { readonly code: UnitDoubt; readonly words: string }[];
  /** The remark on who leads, if the cell holds one; it may reach beyond the cell. */
  readonly leadRemark: LeadRemark | undefined;
}

/** What is known of a clause from outside it. */
export interface ClauseContext {
  /** The relation that the head or the label of the clause gives. */
  readonly relation?: Relation;
  /** The names of the region's roster. They stay whole, and show where names written together are divided. */
  readonly roster?: Pick<ReadonlySet<string>, "has">;
  /** An earlier remark says that the first named leads (「列第一位者为牵头单位，下同」). */
  readonly firstLeads?: boolean;
}

/**
 * Reads unit cells as `readUnitCell` does, but the same words only once: a table names the same units over and over.
 * Words with a blank are read each time, since names added to `known` meanwhile may change what the blank separates.
 */
export function unitCellReader(known: ReadonlySet<string>, context: ClauseContext = {}): (text: string) => UnitCell {
  const read = new Map<string, UnitCell>();
  return (text) => {
    const cell = read.get(text) ?? readUnitCell(text, known, context);
    if (!/\s/.test(text)) read.set(text, cell);
    return cell;
  };
}

/** Most names hold no word that says or joins anything, and this shows it at once. */
function isPlainName(words: string): boolean {
  return PLAIN.test(words) && !SAYS.test(words) && isUnitName(words);
}

const PLAIN = /^[\u4e00-\u9fff]{3,30}$/;
const SAYS =
  /牵头|主办|主责|配合|协办|会办|督办|负责|承办|会同|会商|联合|商|按|为|总|指导下|^[由并请在]|(?:责任|落实|参与|参加)(?:单位|部门)/;
const JOINS = /[等及和与*★☆▲△●◆#※\s]/;

/** A name while its cell is being read. */
interface Said extends Range {
  readonly saying: Saying | undefined;
  /** The label that the name stands under, by its place in the cell. */
  readonly label: number | undefined;
  /** A sign such as * is printed beside the name. */
  readonly marked: boolean;
}

/** Words before a name in prose: 「由县财政局牵头，会同县民政局落实」. */
const BEFORE_NAME = /^(?:由|并由|请|会同|联合(?!会|社|国|体|党|工会|执法)|商(?![务贸业标品会场城行联学检]))/;
const GUIDED = /^在(.{2,40}?)的?指导下,?/;
const NOTHING = /^[-—–─/\\无]*$/;
const EMPTY = { parts: [], separators: new Set<string>() };
/** 「各乡镇在县财政局指导下落实」. */
const GUIDED_WITHIN = /^(.{2,60}?)在(.{2,40}?)的?指导下,?/;
/** What a bracket says first of the name before it: 「县财政局（牵头，县审计局配合）」. */
const OWN_REMARK = /^(?:牵头|主办|负责|承办|主责)[,;、]/;
const COVERED_NUMBER = /×{5}/;
/** Words in brackets behind a name that say what it is meant for, or who is not: 「（1-3项）」, 「（城关镇除外）」. */
const REMARK = /\([^()]{0,20}(?:\d|除外|以外|不含)[^()]{0,20}\)$/;
/** A sign beside a name. */
const SIGNS = /[*★☆▲△●◆#※]/;
/** Longer words are prose; the bound keeps what is tried in them small. */
const LONGEST_PART = 400;
const LONGEST_TIME = 60;
const NO_NAMES: ReadonlySet<string> = new Set();

/** Reads a unit cell. `known` are the names found elsewhere in the document; they decide whether a blank separates. */
export function readUnitCell(text: string, known: ReadonlySet<string>, context: ClauseContext = {}): UnitCell {
  const roster = context.roster ?? NO_NAMES;
  const names: Names = { has: (name) => known.has(name) || roster.has(name) };
  const units: Said[] = [];
  const marks: Range[] = [];
  const deadlines: Range[] = [];
  const doubts: { code: UnitDoubt; words: string }[] = [];
  const labels: Label[] = [];
  const { folded, remark, stripped } = bare(foldWidth(text));
  marks.push(...stripped);
  const holdsSigns = SIGNS.test(folded);

  let label: number | undefined;
  /** Where the names begin that the next verb is about: those of the sentence, and those since the last comma. */
  let sentence = 0;
  let phrase = 0;
  /** 会同 was read: the names that follow take part. */
  let joining = false;
  const persons: Range[] = [];
  /** Somebody before this leads or is in charge. */
  let led = false;
  /** A name begins with 会同, which is a county then. */
  let inHuitong = false;
  const { parts, separators } = NOTHING.test(folded.trim()) ? EMPTY : divide(folded, names);
  readParts(parts, { from: 0, to: text.length });
  const signed = units.filter((unit) => unit.marked);
  if (remark?.leads !== "marked") for (const unit of signed) doubt("LEAD_MARK_LOST", unit);
  else if (signed.length === 0) doubt("LEAD_MARK_LOST", remark);
  else for (const [at, unit] of units.entries()) if (unit.marked) replace(at, "lead");
  return {
    units: resolved(),
    marks: disjoint(marks),
    persons,
    deadlines,
    separators: [...separators],
    doubts,
    leadRemark: remark,
  };

  function readParts(inner: readonly Part[], whole: Range): void {
    let previousEnd = whole.from;
    for (const part of inner) {
      if (part.from > previousEnd) marks.push({ from: previousEnd, to: part.from });
      previousEnd = Math.max(previousEnd, part.to);
      if (part.label) {
        labels.push(part.label);
        label = labels.length - 1;
      } else if (part.after === "clause" && folded[part.from - 1] === "。") {
        label = undefined;
      }
      if (part.after === "clause") sentence = units.length;
      if (part.after !== "list") {
        phrase = units.length;
        joining = false;
      }
      readPart(part);
    }
    if (previousEnd < whole.to) marks.push({ from: previousEnd, to: whole.to });
  }

  function readPart(part: Range): void {
    const words = folded.slice(part.from, part.to);
    const under = label === undefined ? undefined : labels[label]?.of;
    if (words.trim() === "") {
      if (folded.trim() !== "") doubts.push({ code: "DANGLING_SEPARATOR", words: text.trim() });
    } else if (NOTHING.test(words.trim())) {
      marks.push(part);
    } else if (under === "time") {
      deadlines.push(part);
    } else if (under === "persons") {
      setAside(part);
    } else {
      readWords(part);
    }
  }

  function setAside(range: Range): void {
    marks.push(range);
    // The name is not repeated in a warning.
    if (persons.length === 0) doubts.push({ code: "PERSON_IN_UNIT_CELL", words: "" });
    persons.push(range);
  }

  function readWords(whole: Range): void {
    const range = unsigned(trimmed(whole));
    const words = folded.slice(range.from, range.to);
    if (words === "") return;
    if (isPlainName(words)) {
      readNames(range);
      return;
    }
    if (isPerson(words)) {
      setAside(range);
      return;
    }
    if (/^等(?:\d*个?(?:部门|单位))?$/.test(words)) {
      marks.push(range);
      doubt("OPEN_LIST", range);
      return;
    }
    if (
      words.length <= LONGEST_PART &&
      (readBareLabel(range, words) || readOpening(range, words) || readBracket(range, words))
    )
      return;
    if (words.length <= LONGEST_TIME && isDeadline(words) && !isUnitName(words)) {
      deadlines.push(range);
      return;
    }
    const alone = phraseAt(words, 0);
    if (alone && alone.length === words.length && units.length > phrase) {
      marks.push(range);
      say(alone.saying);
      return;
    }
    const found = phraseAfterName(words);
    if (found) {
      readPhrase(range, words, found);
      return;
    }
    if (isNames(words)) {
      readNames(range);
      return;
    }
    if (mayBeName(words)) {
      add(range);
      doubt("UNIT_NOT_RECOGNISED", range);
    }
    // Anything else is not a name. It becomes neither a unit nor a mark, and so comes back as unread.
  }

  /** A label whose colon is missing: 「牵头单位县水利局」. */
  function readBareLabel(range: Range, words: string): boolean {
    const word = BARE_LABEL.exec(words)?.[0];
    const rest = word === undefined ? "" : words.slice(word.length);
    if (word === undefined || !namesUnit(rest) || !(opensName(rest) || names.has(canonicalName(rest)))) return false;
    const end = range.from + word.length;
    labels.push({ of: "units", word: word.trim(), from: range.from, to: end });
    label = labels.length - 1;
    marks.push({ from: range.from, to: end });
    readWords({ from: end, to: range.to });
    return true;
  }

  /** The range without a sign around its name, which marks the lead: 「县财政局*」. */
  function unsigned({ from, to }: Range): Range {
    if (!holdsSigns) return { from, to };
    const words = folded.slice(from, to);
    const before = /^[*★☆▲△●◆#※]{1,3}/.exec(words)?.[0].length ?? 0;
    const after = before === words.length ? 0 : (/[*★☆▲△●◆#※]{1,3}$/.exec(words)?.[0].length ?? 0);
    if (before > 0) marks.push({ from, to: from + before });
    if (after > 0) marks.push({ from: to - after, to });
    return { from: from + before, to: to - after };
  }

  /** Words before the first name: 由, 会同, 在…指导下. */
  function readOpening(range: Range, words: string): boolean {
    const guided = GUIDED.exec(words);
    if (guided?.[1] !== undefined && isNames(guided[1])) {
      const first = units.length;
      readNames({ from: range.from + 1, to: range.from + 1 + guided[1].length });
      settle(first, "guiding");
      marks.push({ from: range.from, to: range.from + 1 });
      marks.push({ from: range.from + 1 + guided[1].length, to: range.from + guided[0].length });
      phrase = units.length;
      sentence = units.length;
      readWords({ from: range.from + guided[0].length, to: range.to });
      return true;
    }
    const within = GUIDED_WITHIN.exec(words);
    if (within?.[1] !== undefined && isNames(within[1]) && isNames(within[2] ?? "")) {
      const at = within[1].length;
      readNames({ from: range.from, to: range.from + at });
      // The guide is named within the sentence of those who are guided.
      const own = { phrase, sentence };
      readOpening({ from: range.from + at, to: range.from + within[0].length }, words.slice(at, within[0].length));
      phrase = own.phrase;
      sentence = own.sentence;
      readWords({ from: range.from + within[0].length, to: range.to });
      return true;
    }
    const before = BEFORE_NAME.exec(words)?.[0];
    if (before === undefined || !namesUnit(words.slice(before.length))) return false;
    const joins = before === "会同" || before === "联合" || before === "商";
    if (joins && !joinsClauses()) return false;
    marks.push({ from: range.from, to: range.from + before.length });
    const first = units.length;
    readWords({ from: range.from + before.length, to: range.to });
    if (joins) settle(first, "assist");
    return true;
  }

  /** Whether 会同 means "together with", as it does after another clause. Elsewhere it is the county of that name. */
  function joinsClauses(): boolean {
    return units.length > 0 && !inHuitong;
  }

  /** A remark in brackets at the end: 「县财政局（牵头）」, 「县教育局（县总工会、团县委配合）」, 「县财政局（张某某）」. */
  function readBracket(range: Range, words: string): boolean {
    const open = openingOfLast(words);
    if (open === undefined || open === 0) return false;
    const inner = words.slice(open + 1, -1);
    const at = range.from + open;
    const before = { from: range.from, to: at };
    const tag = phraseAt(inner.replace(/(?:单位|部门)$/, ""), 0);
    const marked = { from: at, to: range.to };
    if (tag && tag.length === inner.replace(/(?:单位|部门)$/, "").length && /[^\s]/.test(inner)) {
      const first = units.length;
      readWords(before);
      // The remark is about the name that it follows, not about those before it.
      settle(Math.max(first, units.length - 1), tag.saying);
      marks.push(marked);
      return true;
    }
    if (isPerson(words.slice(0, open)) && isNames(inner)) {
      setAside(before);
      marks.push({ from: at, to: at + 1 }, { from: range.to - 1, to: range.to });
      readNames({ from: at + 1, to: range.to - 1 });
      return true;
    }
    // A number of a person that was covered stands for the person, whatever is printed with it.
    if (isPerson(inner) || COVERED_NUMBER.test(inner) || inner.split(/[、,;\s]+/).every(isPerson)) {
      readWords(before);
      setAside(marked);
      return true;
    }
    if (!namesUnit(words.slice(0, open))) return false;
    if (!isClause(inner)) {
      if (!/牵头|主办|配合|负责|协办|承办|参与/.test(inner)) return false;
      readWords(before);
      marks.push(marked);
      doubt("PROSE_IN_UNIT_CELL", range);
      return true;
    }
    const first = phrase;
    readWords(before);
    const outer = units.length;
    const own = OWN_REMARK.exec(inner)?.[0] ?? "";
    if (own !== "") settle(Math.max(first, outer - 1), sayingOf(own));
    marks.push({ from: at, to: at + 1 + own.length }, { from: range.to - 1, to: range.to });
    readInside({ from: at + 1 + own.length, to: range.to - 1 });
    namedAgain(first, outer);
    if (units.slice(outer).some((unit) => unit.saying === "assist" || (unit.saying === undefined && helps(unit.label))))
      settleOpen(first, outer, "charge");
    phrase = units.length;
    sentence = units.length;
    return true;
  }

  /** 「县财政局、县审计局（县审计局牵头）」 says more of a name that is printed before. */
  function namedAgain(first: number, outer: number): void {
    const nameOf = ({ from, to }: Range) => canonicalName(folded.slice(from, to));
    for (let at = units.length - 1; at >= outer; at--) {
      const again = units[at];
      const earlier = units.findIndex(
        (unit, place) => place >= first && place < outer && again && nameOf(unit) === nameOf(again),
      );
      if (!again || earlier < 0) continue;
      if (again.saying !== undefined) replace(earlier, again.saying);
      marks.push({ from: again.from, to: again.to });
      units.splice(at, 1);
    }
  }

  function readInside(range: Range): void {
    const inner = divide(folded.slice(range.from, range.to), names).parts.map((part) => ({
      ...part,
      from: part.from + range.from,
      to: part.to + range.from,
      label: part.label && { ...part.label, from: part.label.from + range.from, to: part.label.to + range.from },
    }));
    sentence = units.length;
    phrase = units.length;
    const outer = label;
    readParts(inner, range);
    label = outer;
  }

  /** Names, then what they do, then perhaps other names: 「县市场监管局牵头县公安局配合」, 「县档案馆会同县融媒体中心」. */
  function readPhrase(range: Range, words: string, found: Phrase & { readonly at: number }): void {
    const end = found.at + found.length;
    const rest = words.slice(end).trim();
    readNames({ from: range.from, to: range.from + found.at });
    const goesOn =
      rest !== "" &&
      words.length <= LONGEST_PART &&
      (namesUnit(rest) || (BEFORE_NAME.test(rest) && namesUnit(rest.replace(BEFORE_NAME, ""))));
    if (found.joins) {
      settleOpen(phrase, units.length, "charge");
      const first = units.length;
      marks.push({ from: range.from + found.at, to: range.from + end });
      readWords({ from: range.from + end, to: range.to });
      settle(first, "assist");
      joining = true;
      phrase = units.length;
      return;
    }
    if (rest === "" || goesOn) {
      marks.push({ from: range.from + found.at, to: range.from + end });
      say(found.saying);
      if (goesOn) readWords({ from: range.from + end, to: range.to });
      return;
    }
    const remark = openingOfLast(rest) === 0 ? rest.slice(1, -1) : undefined;
    if (remark !== undefined && (isClause(remark) || isPerson(remark))) {
      say(found.saying);
      const at = range.from + end + words.slice(end).indexOf(rest);
      marks.push({ from: range.from + found.at, to: at + 1 }, { from: range.to - 1, to: range.to });
      if (isPerson(remark)) setAside({ from: at + 1, to: range.to - 1 });
      else readInside({ from: at + 1, to: range.to - 1 });
      return;
    }
    say(sayingOf(words.slice(found.at)));
    marks.push({ from: range.from + found.at, to: range.to });
    doubt("PROSE_IN_UNIT_CELL", range);
  }

  /** What is said of the names since the last comma, or of all that wait for a verb if it goes on from a lead. */
  function say(saying: Saying): void {
    const goesOn = saying === "assist" || saying === "share";
    settleOpen(goesOn && led ? sentence : phrase, units.length, saying);
    phrase = units.length;
    sentence = units.length;
  }

  function settle(first: number, saying: Saying): void {
    for (let at = first; at < units.length; at++) replace(at, saying);
  }

  /** Says something of the names that nothing was said of; a remark in brackets counts more than a verb. */
  function settleOpen(first: number, end: number, saying: Saying): void {
    for (let at = first; at < end; at++) if (units[at]?.saying === undefined) replace(at, saying);
  }

  function replace(at: number, saying: Saying): void {
    const unit = units[at];
    if (unit) units[at] = { ...unit, saying };
    led ||= saying === "lead" || saying === "charge";
  }

  function readNames(range: Range): void {
    if (!JOINS.test(folded.slice(range.from, range.to))) {
      readName(range);
      return;
    }
    const conjoined = splitConjunctions(folded, trimmed(range), names);
    for (const mark of conjoined.marks) marks.push(mark);
    if (conjoined.open) doubt("OPEN_LIST", range);
    for (const name of conjoined.names) readName(unsigned(trimmed(name)));
  }

  function readName(range: Range): void {
    const words = folded.slice(range.from, range.to);
    if (/\s/.test(words)) {
      add(range);
      return;
    }
    const cuts = cutsIn(canonicalName(words), names, roster);
    [0, ...cuts].forEach((cut, place) => {
      add({ from: range.from + cut, to: range.from + (cuts[place] ?? words.length) });
    });
    if (cuts.length > 0) return;
    if (!isUnitName(words)) {
      doubt("UNIT_NOT_RECOGNISED", range);
      return;
    }
    const name = canonicalName(words);
    if (!roster.has(name) && (looksGlued(name) || listsUnits(words))) doubt("UNITS_WRITTEN_TOGETHER", range);
  }

  function add(range: Range): void {
    inHuitong ||= folded.startsWith("会同", range.from);
    const { from, to } = range;
    const marked = holdsSigns && SIGNS.test(`${folded[from - 1] ?? ""}${folded[to] ?? ""}`);
    units.push({ from, to, saying: joining ? "assist" : undefined, label, marked });
    const words = folded.slice(from, to);
    if (dependsOnRow(words)) doubt("GROUP_DEPENDS_ON_ROW", range);
    if (REMARK.test(words)) doubt("UNIT_NOT_RECOGNISED", range);
  }

  function doubt(code: UnitDoubt, { from, to }: Range): void {
    doubts.push({ code, words: text.slice(from, to).trim() });
  }

  function trimmed({ from, to }: Range): Range {
    const words = folded.slice(from, to);
    return { from: from + words.length - words.trimStart().length, to: to - (words.length - words.trimEnd().length) };
  }

  function helps(at: number | undefined): boolean {
    return at !== undefined && sayingOf(labels[at]?.word ?? "") === "assist";
  }

  function resolved(): UnitWord[] {
    const heads = relationsOfHeads(labels.map(({ word }) => (/单位|部门|\)$/.test(word) ? word : `${word}单位`)));
    const said = units.map(
      ({ saying, label: at }) => saying ?? (helps(at) ? "assist" : at === undefined ? undefined : heads[at]),
    );
    const among = relationsAmong(said);
    const hasLead = among.includes("lead");
    const first = units.findIndex((_, at) => among[at] !== "supervising" && among[at] !== "guiding");
    const firstLeads = !hasLead && (remark?.leads === "first" || context.firstLeads === true);
    return units.map(({ from, to }, at) => {
      const printed = text.slice(from, to).trim();
      const name = canonicalName(printed);
      const other = (hasLead && context.relation === "lead") || firstLeads ? "responsible" : undefined;
      const relation = firstLeads && at === first ? "lead" : (among[at] ?? other);
      return { from, to, name, printed, kind: isGroup(name) ? "group" : "unit", relation };
    });
  }
}

/** Ranges in order, with those that overlap joined, so that no character is counted twice. */
function disjoint(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges].sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && range.from < last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else if (range.to > range.from) joined.push(range);
  }
  return joined;
}
