// What the names of a plan mean 名称认定: the unit or group that the roster has under each name on a day.
import { type Rejection, reject } from "../kernel/action.ts";
import { holdersOf, ownerOn } from "../roster/known-names.ts";
import { entryOf, type KnownName, type RosterState, tellEarly } from "../roster/state.ts";
import { tellEnd } from "../roster/unit-end.ts";
import { rowNumber } from "./draft.ts";
import { type Readable, type ReadUnit, unitsAsRead } from "./reading.ts";
import type { NameMeaning, PlanState } from "./state.ts";

/** A name that a plan's units are read as, with the words that are printed for it, and the rows. */
export interface NameRead {
  readonly name: string;
  readonly printed: readonly string[];
  readonly rows: readonly number[];
}

/** The names the plan's units are read as, each once; without bodies outside the region. */
function namesRead(plan: Readable): readonly NameRead[] {
  const found = new Map<string, { printed: Set<string>; rows: Set<number> }>();
  for (const [row, units] of unitsAsRead(plan)) {
    for (const { readAs, printed } of units) {
      if (readAs === null) continue;
      const known = found.get(readAs) ?? { printed: new Set(), rows: new Set() };
      found.set(readAs, known);
      known.printed.add(printed);
      known.rows.add(row);
    }
  }
  return [...found].map(([name, { printed, rows }]) => ({ name, printed: [...printed], rows: [...rows] }));
}

/** The names of a plan that nobody has on any of some days: each keeps the plan from being confirmed. */
export const namesUnknown = (plan: Readable, roster: RosterState, days: readonly string[]): readonly NameRead[] =>
  namesRead(plan).filter(({ name }) => !isKnownOn(roster, name, days));

/** The meanings of names. */
export type NamesMeant = readonly { readonly name: string; readonly meaning: NameMeaning }[];

/**
 * The days as of which the names of a plan that is not issued yet are looked up, in this order: the day of issue is not said, and
 * a notice mostly means what its names meant when it was signed.
 */
export const daysMeant = (signedOn: string | null, today: string): readonly string[] =>
  signedOn !== null && signedOn < today ? [signedOn, today] : [today];

/** True if somebody has a name on one of some days. */
export const isKnownOn = (roster: RosterState, name: string, days: readonly string[]): boolean =>
  days.some((day) => ownerOn(roster, name, day) !== undefined);

/**
 * What every name of the plan means on a day, or else on another one that it may be meant as of; a refusal if the roster does
 * not know one, not yet on the day, or not any more. `tried` are the days on which the names are looked up, in this order.
 */
export function meaningsOn(
  plan: PlanState,
  roster: RosterState,
  day: string,
  tried: readonly string[] = [day],
): NamesMeant | Rejection {
  const meaningIn = (name: string) => tried.map((each) => ownerOn(roster, name, each)).find((owner) => owner);
  const names = namesRead(plan).map(({ name, rows }) => ({
    ...{ name, rows, held: holdersOf(roster, name), meaning: meaningIn(name) },
  }));
  const unknown = names.filter(({ held }) => held.length === 0);
  const numbers = new Map(plan.rows.map((row) => [row.row, rowNumber(row)]));
  const numbersOf = (rows: readonly number[]) => rows.map((row) => numbers.get(row) ?? row).join(", ");
  if (unknown.length > 0)
    return reject("UNIT_NAMES_UNKNOWN", unknown.map(({ name, rows }) => `${name}（${numbersOf(rows)}）`).join("、"));
  const astray = names.filter(({ meaning }) => !meaning);
  const ended = astray.flatMap(({ name, held }) => {
    const last = held.findLast(({ until }) => until !== null && until <= day);
    return last ? [tellLast(roster, name, last)] : [];
  });
  if (ended.length > 0) return reject("NAME_ENDED", ended.join("、"));
  const early = astray.flatMap(({ name, held: [first] }) => (first ? [{ name, validFrom: first.validFrom }] : []));
  if (early.length > 0) return reject("NOT_VALID_YET", tellEarly(early, day));
  return names.flatMap(({ name, meaning }) => (meaning ? [{ name, meaning }] : []));
}

/** A name that is out of use, with the day since when, and what its unit is called now, or who has the work. */
function tellLast(roster: RosterState, name: string, { owner, until }: KnownName): string {
  const unit = owner.kind === "unit" ? roster.units.get(owner.unitId) : undefined;
  if (unit?.end) return tellEnd(roster.units, { name, end: unit.end });
  const group = owner.kind === "group" ? roster.groups.get(owner.groupId) : undefined;
  // Nobody has the work of a group.
  if (group && group.until === until) return `${name} ${until ?? ""}`;
  return `${name} ${until ?? ""} → ${entryOf(roster, owner)?.name ?? ""}`;
}

/** What a unit cell's name was confirmed to mean; undefined before. */
export function meaningOf({ meanings: { by, names } }: Pick<PlanState, "meanings">, unit: ReadUnit) {
  const isOutside = by === "read" ? unit.readAs === null : unit.kind === "external";
  return isOutside ? ({ kind: "external" } as const) : names.get((by === "read" ? unit.readAs : null) ?? unit.name);
}
