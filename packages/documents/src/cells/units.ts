// A unit cell: the names in it, what separates them, and prose that says what some of them do.
import type { DraftUnit, Relation } from "@taizhang/domain";
import { canonicalName, foldWidth } from "../readers/width.ts";
import { isGroup, isUnitName, mayBeName } from "./unit-name.ts";
import { divide, LABEL, type Range, splitConjunctions } from "./unit-split.ts";

/** One name in a unit cell, with its place. */
export interface UnitWord extends Range {
  readonly name: string;
  readonly printed: string;
  readonly kind: DraftUnit["kind"];
  /** The relation that the words of the cell give (「按照职责分工强化监管」); undefined when the column decides. */
  readonly relation: Relation | undefined;
}

export type UnitDoubt = "DANGLING_SEPARATOR" | "OPEN_LIST" | "PROSE_IN_UNIT_CELL" | "UNIT_NOT_RECOGNISED";

export interface UnitCell {
  readonly units: readonly UnitWord[];
  /** The structural marks of the cell: separators, 等, labels, and prose that was understood. */
  readonly marks: readonly Range[];
  readonly separators: readonly string[];
  readonly doubts: readonly { readonly code: UnitDoubt; readonly words: string }[];
}

const OPENS_WITH_LABEL = new RegExp(`^${LABEL.source}`);
/** Words before a name in prose: 「由县财政局牵头，会同县民政局落实」. */
const BEFORE_NAME = /^(?:由|并由|会同)/;
const TAG = /\(\s*(牵头|主办|负责|责任|配合|参与)(?:单位|部门)?\s*\)$/;
/** Where a sentence about a unit begins after its name. */
const PREDICATE =
  /按照?|依据?|根据|会同|负责|做好|加强|配合|协助|协办|协同|参与|参加|承办|主办|牵头|落实|组织(?!部)|具体|强化|监督(?!管理|局|所|委)/g;
const NOTHING = /^[-—–无]*$/;

/**
 * Reads unit cells as `readUnitCell` does, but the same words only once: a table names the same units over and over.
 * Words with a blank are read each time, since names added to `known` meanwhile may change what the blank separates.
 */
export function unitCellReader(known: ReadonlySet<string>): (text: string) => UnitCell {
  const read = new Map<string, UnitCell>();
  return (text) => {
    const cell = read.get(text) ?? readUnitCell(text, known);
    if (!/\s/.test(text)) read.set(text, cell);
    return cell;
  };
}

/** Reads a unit cell. `known` are the names found elsewhere in the document; they decide whether a blank separates. */
export function readUnitCell(text: string, known: ReadonlySet<string>): UnitCell {
  const folded = foldWidth(text);
  const units: UnitWord[] = [];
  const marks: Range[] = [];
  const doubts: { code: UnitDoubt; words: string }[] = [];
  const { parts, separators } = divide(folded, known);
  let relation: Relation | undefined;
  let clause = 0;
  let previousEnd = 0;
  for (const part of parts) {
    if (part.from > previousEnd) marks.push({ from: previousEnd, to: part.from });
    previousEnd = part.to;
    if (part.opensClause) {
      clause = units.length;
      relation = undefined;
    }
    readPart(part);
  }
  if (previousEnd < text.length) marks.push({ from: previousEnd, to: text.length });
  return { units, marks, separators: [...separators], doubts };

  function readPart(part: Range): void {
    const words = folded.slice(part.from, part.to);
    const label = OPENS_WITH_LABEL.exec(words);
    if (label) {
      relation = relationOf(label[1]);
      marks.push({ from: part.from, to: part.from + label[0].length });
      readPart({ from: part.from + label[0].length, to: part.to });
      return;
    }
    const tag = TAG.exec(words);
    if (tag && isUnitName(words.slice(0, tag.index))) {
      add({ from: part.from, to: part.from + tag.index }, relationOf(tag[1]));
      marks.push({ from: part.from + tag.index, to: part.to });
      return;
    }
    if (NOTHING.test(words.trim())) {
      if (words.trim() === "") {
        if (text.trim() !== "") doubts.push({ code: "DANGLING_SEPARATOR", words: text.trim() });
      } else {
        marks.push(part);
      }
      return;
    }
    const conjoined = splitConjunctions(folded, part);
    for (const mark of conjoined.marks) marks.push(mark);
    if (conjoined.open) doubts.push({ code: "OPEN_LIST", words: text.slice(part.from, part.to) });
    for (const name of conjoined.names) readName(name);
  }

  function readName(range: Range): void {
    const words = folded.slice(range.from, range.to);
    const before = BEFORE_NAME.exec(words)?.[0] ?? "";
    if (before !== "" && (before !== "会同" || joinsClauses()) && namesUnit(words.slice(before.length))) {
      marks.push({ from: range.from, to: range.from + before.length });
      readName({ from: range.from + before.length, to: range.to });
      return;
    }
    if (isUnitName(words)) {
      add(range, relation);
      return;
    }
    const verb = predicateStart(words);
    if (verb !== undefined) {
      const said = relationOf(words.slice(verb));
      add({ from: range.from, to: range.from + verb }, said ?? relation);
      if (said) units.splice(clause, units.length, ...units.slice(clause).map((unit) => ({ ...unit, relation: said })));
      marks.push({ from: range.from + verb, to: range.to });
      doubts.push({ code: "PROSE_IN_UNIT_CELL", words: text.slice(range.from, range.to) });
    } else if (mayBeName(words)) {
      add(range, relation);
      doubts.push({ code: "UNIT_NOT_RECOGNISED", words: text.slice(range.from, range.to).trim() });
    }
    // Anything else is not a name. It becomes neither a unit nor a mark, and so comes back as unread.
  }

  /** Whether 会同 means "together with", as it does after another clause. Elsewhere it is the county of that name. */
  function joinsClauses(): boolean {
    return clause > 0 && units.length === clause && !units.some(({ name }) => name.startsWith("会同"));
  }

  function add(range: Range, said: Relation | undefined): void {
    const printed = text.slice(range.from, range.to).trim();
    const name = canonicalName(printed);
    units.push({ ...range, name, printed, kind: isGroup(name) ? "group" : "unit", relation: said });
  }
}

/** What the prose says a unit does; undefined if it only says that the unit has the task. */
function relationOf(words: string | undefined): Relation | undefined {
  if (words === undefined) return undefined;
  if (/监管|监督/.test(words)) return "supervising";
  if (/^(?:牵头|主办)/.test(words)) return "lead";
  return "responsible";
}

function predicateStart(words: string): number | undefined {
  for (const verb of words.matchAll(PREDICATE)) {
    if (verb.index > 1 && isUnitName(words.slice(0, verb.index))) return verb.index;
  }
  return undefined;
}

function namesUnit(words: string): boolean {
  return isUnitName(words) || predicateStart(words) !== undefined;
}

/** How much of a cell can be read as names: all of it, most of it (with prose after a name), or less. */
export function namesIn(text: string): "all" | "most" | "few" {
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
  const bare = words.replace(OPENS_WITH_LABEL, "");
  return isUnitName(bare) || isUnitName(bare.replace(/等.{0,4}$/, ""));
}

/** A name with a label before it, or with a remark or prose after it. */
function saysMore(words: string): boolean {
  return (
    predicateStart(words.replace(BEFORE_NAME, "")) !== undefined || OPENS_WITH_LABEL.test(words) || TAG.test(words)
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
