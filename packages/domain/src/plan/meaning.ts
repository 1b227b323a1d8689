// What the names of a plan mean 名称认定: the unit or group that the roster has under each name on a day.
import { type Rejection, reject } from "../kernel/action.ts";
import { ownerOn, type RosterState, tellEarly, validSince } from "../roster/state.ts";
import { type ReadUnit, unitsAsRead } from "./reading.ts";
import type { NameMeaning, PlanState } from "./state.ts";

/** The names the plan's units are read as, each once, with the rows that do so; without bodies outside the region. */
function namesRead(plan: PlanState): ReadonlyMap<string, readonly number[]> {
  const rowsOf = new Map<string, Set<number>>();
  for (const [row, units] of unitsAsRead(plan))
    for (const { readAs } of units)
      if (readAs !== null) rowsOf.set(readAs, (rowsOf.get(readAs) ?? new Set<number>()).add(row));
  return new Map([...rowsOf].map(([name, rows]) => [name, [...rows]]));
}

/** What every name of the plan means on a day; a refusal if the roster does not know one, or not yet on that day. */
export function meaningsOn(
  plan: PlanState,
  roster: RosterState,
  day: string,
): { readonly name: string; readonly meaning: NameMeaning }[] | Rejection {
  const names = [...namesRead(plan)].map(([name, rows]) => ({
    name,
    rows,
    since: validSince(roster, name),
    meaning: ownerOn(roster, name, day),
  }));
  const unknown = names.filter(({ since }) => since === undefined);
  if (unknown.length > 0)
    return reject("UNIT_NAMES_UNKNOWN", unknown.map(({ name, rows }) => `${name}（${rows.join(", ")}）`).join("、"));
  const early = names.flatMap(({ name, since, meaning }) => (since && !meaning ? [{ name, validFrom: since }] : []));
  if (early.length > 0) return reject("NOT_VALID_YET", tellEarly(early, day));
  return names.flatMap(({ name, meaning }) => (meaning ? [{ name, meaning }] : []));
}

/** What a unit cell's name was confirmed to mean; undefined before. */
export function meaningOf({ meanings: { by, names } }: Pick<PlanState, "meanings">, unit: ReadUnit) {
  const isOutside = by === "read" ? unit.readAs === null : unit.kind === "external";
  return isOutside ? ({ kind: "external" } as const) : names.get((by === "read" ? unit.readAs : null) ?? unit.name);
}
