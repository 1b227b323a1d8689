// The relation that the words of a unit clause give each of its names, beside the others and beside its column.
import type { DraftUnit, Relation } from "@taizhang/domain";
import { canonicalName } from "../readers/width.ts";
import type { OpenClause } from "./open-clause.ts";
import { relationsAmong, relationsOfHeads } from "./relation-word.ts";
import type { ClauseContext, UnitWord } from "./unit-cell.ts";
import { isGroup } from "./unit-name.ts";

/** The names of a clause that was read; `saysFirstLeads` if a remark in it says that the first named leads. */
export function unitWords(clause: OpenClause, context: ClauseContext, saysFirstLeads: boolean): UnitWord[] {
  const { units, text } = clause;
  const among = relationsAmong(sayings(clause), context.ledBeside);
  const hasLead = among.includes("lead");
  const first = among.findIndex((relation) => relation !== "supervising" && relation !== "guiding");
  const firstLeads = !hasLead && (saysFirstLeads || context.firstLeads === true);
  const others = (hasLead && context.relation === "lead") || firstLeads ? "responsible" : undefined;
  return units.map((unit, at): UnitWord => {
    const { from, to } = unit.withRemark ?? unit;
    const printed = text.slice(from, to).trim();
    const name = canonicalName(text.slice(unit.from, unit.to).trim());
    const relation: Relation | undefined = firstLeads && at === first ? "lead" : (among[at] ?? others);
    const kind: DraftUnit["kind"] = isGroup(name) ? "group" : "unit";
    return { from, to, name, printed, kind, relation };
  });
}

/** What is said of each name by its own words, or else by the label it stands under. */
function sayings(clause: OpenClause) {
  const { units, labels } = clause;
  const heads = relationsOfHeads(labels.map(({ word }) => (/单位|部门|\)$/.test(word) ? word : `${word}单位`)));
  return units.map((unit) => {
    if (clause.assists(unit)) return "assist";
    return unit.saying ?? (unit.label === undefined ? undefined : heads[unit.label]);
  });
}
