// The units of one row, each once: who leads a task and is printed again as responsible is one unit, its lead.
import type { DraftUnit } from "@taizhang/domain";

/**
 * Joins the entries of a row that name the same unit: a lead takes in the same unit as responsible, and an entry that is
 * printed twice is kept once. Supervising and guiding are offices of their own and stay beside the others.
 */
export function mergeUnits<Unit extends Pick<DraftUnit, "name" | "relation">>(units: readonly Unit[]): Unit[] {
  const leads = new Set(units.filter(({ relation }) => relation === "lead").map(({ name }) => name));
  const seen = new Set<string>();
  return units.filter(({ name, relation }) => {
    const entry = `${relation} ${name}`;
    if (seen.has(entry) || (relation === "responsible" && leads.has(name))) return false;
    seen.add(entry);
    return true;
  });
}
