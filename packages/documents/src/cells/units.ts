// Reads a unit clause: the names in it, and the words that say what some of them do.
import { foldWidth } from "../readers/width.ts";
import { bare } from "./clause-frame.ts";
import { unitWords } from "./clause-relations.ts";
import { NOTHING, readParts } from "./clause-words.ts";
import type { LeadRemark } from "./lead-remark.ts";
import { type OpenClause, openClause } from "./open-clause.ts";
import type { ClauseContext, UnitCell } from "./unit-cell.ts";
import { divide, type Names, type Range } from "./unit-split.ts";

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

const EMPTY = { parts: [], separators: new Set<string>() };
const NO_NAMES: ReadonlySet<string> = new Set();

/** Reads a unit cell. `known` are the names found elsewhere in the document; they decide whether a blank separates. */
export function readUnitCell(text: string, known: ReadonlySet<string>, context: ClauseContext = {}): UnitCell {
  const roster = context.roster ?? NO_NAMES;
  const names: Names = { has: (name) => known.has(name) || roster.has(name) };
  const { folded, remark, stripped } = bare(foldWidth(text));
  const clause = openClause(text, folded, { names, roster });
  clause.mark(...stripped);
  const { parts, separators } = NOTHING.test(folded.trim()) ? EMPTY : divide(folded, names);
  readParts(clause, parts, { from: 0, to: text.length });
  clause.close();
  markLeads(clause, remark);
  const units = unitWords(clause, context, remark?.leads === "first");
  const led = units.some(({ relation }) => relation === "lead");
  return {
    units,
    marks: disjoint(clause.marks),
    persons: clause.persons,
    deadlines: clause.deadlines,
    separators: [...separators],
    // Where somebody leads, all the others help, however far the word reaches.
    doubts: led ? clause.doubts.filter(({ code }) => code !== "UNCLEAR_REACH") : clause.doubts,
    leadRemark: remark,
  };
}

/** A sign beside a name means the lead if a remark says so; a sign or a remark alone has lost the other. */
function markLeads(clause: OpenClause, remark: LeadRemark | undefined): void {
  const signed = clause.units.filter(({ marked }) => marked);
  if (remark?.leads !== "marked") for (const unit of signed) clause.doubt("LEAD_MARK_LOST", unit);
  else if (signed.length === 0) clause.doubt("LEAD_MARK_LOST", remark);
  else for (const [at, { marked }] of clause.units.entries()) if (marked) clause.replace(at, "lead");
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
