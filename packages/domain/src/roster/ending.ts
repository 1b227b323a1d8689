// Ending units 撤并单位: what every way of it shares: which units may end on a day, and which come of them.
import { z } from "zod";
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { FactOf } from "../kernel/event.ts";
import { unitId } from "../kernel/shapes.ts";
import { membershipsAtEnd, placesLeft } from "./membership.ts";
import { saidName } from "./names.ts";
import { registerUnit, UnitRegistered } from "./register-unit.ts";
import { ownNamesOf, type RosterState, type RosterUnit, type UnitEnd } from "./state.ts";
import { refusalOfCircle, refusalOfUnits, tellEnd } from "./unit-end.ts";

/** A unit that comes of others: one of the roster, or one that begins with it, under this name. */
export const comingUnit = z.object({ unitId, name: saidName.nullable() });
type ComingUnit = z.infer<typeof comingUnit>;

/** The roster after a unit has ended. Its names count no longer than it does. */
export function withEnd(roster: RosterState, unitId: string, end: UnitEnd): RosterState {
  const unit = roster.units.get(unitId);
  if (!unit) return roster;
  const left = placesLeft(roster, unitId, end);
  return { ...roster, units: new Map(roster.units).set(unitId, { ...unit, end, placesLeft: left }) };
}

/** A unit as if it ended on a day, for whoever asks for its names; one that has an end keeps it. */
export const asIfEnding = (unit: RosterUnit, on: string): RosterUnit =>
  unit.end ? unit : { ...unit, end: { kind: "retired", on, into: [], heir: null } };

/** A unit that has not ended, nor will, with its roster; or the refusal. */
export function unitToEnd(roster: RosterState, { unitId }: { readonly unitId: string }) {
  const unit = roster.units.get(unitId);
  if (!unit) return reject("UNIT_NOT_FOUND", unitId);
  return unit.end ? reject("UNIT_RETIRED", tellEnd(roster.units, unit)) : { roster, unit };
}

/** The refusal of an end of a unit on a day; null if it may end then. */
function refusalOfEnd(roster: RosterState, unitId: string, on: string): Rejection | null {
  const open = unitToEnd(roster, { unitId });
  if (isRejection(open)) return open;
  const { unit } = open;
  const last = ownNamesOf(unit).at(-1);
  return last && on <= last.validFrom ? reject("NOT_AFTER_LAST_NAME", `${last.name} ${last.validFrom} ≥ ${on}`) : null;
}

/** What is decided on the end of units: the facts, of which `ends` are those of the units themselves. */
interface Ending<End> {
  /** Not those among them that have ended in just this way already. */
  readonly unitIds: readonly string[];
  readonly into: readonly ComingUnit[];
  readonly on: string;
  /** The fact of one of them. */
  readonly fact: (unitId: string) => End;
}

/**
 * The facts with which units end on a day: those that come of them begin where they are new, each of them ends, and in the
 * groups those that come of them stand in their place.
 */
export function ending<End>(
  roster: RosterState,
  { unitIds, into, on, fact }: Ending<End>,
  actor: Actor,
): Rejection | readonly (FactOf<typeof UnitRegistered> | End | ReturnType<typeof membershipsAtEnd>[number])[] {
  if (unitIds.length === 0) return [];
  const same = into.find((unit) => unitIds.includes(unit.unitId));
  if (same) {
    const known = roster.units.get(same.unitId);
    return known ? reject("SAME_UNIT", known.name) : reject("UNIT_NOT_FOUND", same.unitId);
  }
  for (const unitId of unitIds) {
    const circle = into.length === 1 ? into.map((heir) => refusalOfCircle(roster.units, unitId, heir.unitId)) : [];
    const refusal = refusalOfEnd(roster, unitId, on) ?? circle.find((each) => each !== null);
    if (refusal) return refusal;
  }
  const begun: FactOf<typeof UnitRegistered>[] = [];
  let after = roster;
  for (const { unitId, name } of into) {
    if (after.units.has(unitId)) continue;
    if (name === null || roster.regionId === null) return reject("UNIT_NOT_FOUND", unitId);
    const command = { regionId: roster.regionId, unitId, name, validFrom: on };
    // A new unit may take the name of one that ends with its beginning.
    const units = new Map(
      [...after.units].map(([id, each]) => [id, unitIds.includes(id) ? asIfEnding(each, on) : each]),
    );
    const facts = registerUnit.decide({ ...after, units }, command, actor);
    if (isRejection(facts)) return facts;
    begun.push(...facts);
    after = facts.reduce((so, { data }) => UnitRegistered.evolve(so, data, 0), after);
  }
  const coming = into.map(({ unitId }) => unitId);
  const refusal = refusalOfUnits(after.units, coming, on);
  if (refusal) return refusal;
  // The names are free before one of them is taken.
  return [...unitIds.map(fact), ...begun, ...membershipsAtEnd(after, unitIds, coming, on)];
}
