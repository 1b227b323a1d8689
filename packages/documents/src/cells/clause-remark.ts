// Remarks beside a name of a unit clause: taken off the name, kept with what is printed of it, and told.
import { canonicalName } from "../readers/width.ts";
import { openingOfLast } from "./clause-frame.ts";
import type { OpenClause } from "./open-clause.ts";
import { namesPerson } from "./person.ts";
import { isGroup } from "./unit-name.ts";
import { remarkOf, type UnitRemark } from "./unit-remark.ts";
import type { Range } from "./unit-split.ts";

/** A remark in brackets at the end of a name. */
export interface RemarkBehind {
  readonly name: Range;
  readonly inside: Range;
  readonly bracket: Range;
  readonly says: UnitRemark | "person";
}

/** The remark at the end of words that are a name; undefined if they end otherwise, or as a name of the roster does. */
export function remarkBehind(clause: OpenClause, { from, to }: Range): RemarkBehind | undefined {
  const words = clause.words({ from, to });
  const open = openingOfLast(words);
  if (open === undefined || open === 0 || clause.roster.has(canonicalName(words))) return undefined;
  const inner = words.slice(open + 1, -1);
  const says = namesPerson(inner) ? "person" : remarkOf(words.slice(0, open), inner);
  const at = from + open;
  return says && { name: { from, to: at }, inside: { from: at + 1, to: to - 1 }, bracket: { from: at, to }, says };
}

/** Keeps a remark with the name that was read last, or with the person set aside, and says what it leaves open. */
export function takeRemark(clause: OpenClause, { inside, bracket, says }: RemarkBehind): void {
  const at = clause.units.length - 1;
  const unit = clause.units[at];
  if (says === "person") {
    clause.setAside(bracket);
  } else if (says === "time") {
    clause.mark({ from: bracket.from, to: inside.from }, { from: inside.to, to: bracket.to });
    clause.deadlines.push(inside);
  } else if (unit?.to === bracket.from && says !== "order") {
    clause.keepRemark(at, bracket);
  } else {
    clause.mark(bracket);
  }
  if (unit && says !== "person") tell(clause, says, { from: unit.from, to: bracket.to }, unit);
}

function tell(clause: OpenClause, says: UnitRemark, whole: Range, unit: Range): void {
  if (says === "order") return;
  if (says === "alias") clause.doubt("NAME_VARIANT", whole);
  else if (says === "reach" && isGroup(clause.words(unit))) clause.doubt("GROUP_REMARK", whole);
  else clause.doubt("UNIT_REMARK", whole);
}
