// The end of a unit 撤并: it is merged into another, split, or retired, from a day on. Its id and its history stay.
import { type Rejection, reject } from "../kernel/action.ts";
import { notValidYet, type RosterState, type RosterUnit, type UnitEnd } from "./state.ts";

/** True if a unit has ended by a day. */
export const hasEnded = ({ end }: Pick<RosterUnit, "end">, day: string): boolean => end !== null && end.on <= day;

/** How a unit stands on a day. */
export type UnitStatus = "active" | UnitEnd["kind"];

/** How a unit stands on a day: active until the day of its end, also before it counts. */
export const statusOn = ({ end }: Pick<RosterUnit, "end">, day: string): UnitStatus =>
  end !== null && end.on <= day ? end.kind : "active";

/** The unit that has the work of a unit on a day: itself, or its heir, or the heir of that; null if nobody has it. */
export function heirOn(units: RosterState["units"], unitId: string, day: string): string | null {
  const unit = units.get(unitId);
  if (!unit?.end || !hasEnded(unit, day)) return unitId;
  // A unit can only take over while it has not ended itself, so this comes to an end.
  return unit.end.heir === null ? null : heirOn(units, unit.end.heir, day);
}

/** Of these units those that have ended by a day, with the day and who has their work, in words; null if none has. */
export function endedBy(units: RosterState["units"], unitIds: Iterable<string>, day: string): string | null {
  const ended = [...unitIds].flatMap((id) => {
    const unit = units.get(id);
    return unit && hasEnded(unit, day) ? [tellEnd(units, unit)] : [];
  });
  return ended.length === 0 ? null : ended.join("、");
}

/** The end of a unit as the detail of the refusal `UNIT_RETIRED`. */
export function tellEnd(units: RosterState["units"], { name, end }: Pick<RosterUnit, "name" | "end">): string {
  const heirs = end?.heir ? [end.heir] : (end?.into ?? []);
  const names = heirs.map((id) => units.get(id)?.name ?? id).join("、");
  return `${name} ${end?.on ?? ""}${names && ` → ${names}`}`;
}

/** The refusal of units that do not count on a day, not yet or not any more; null if all do. */
export function refusalOfUnits(units: RosterState["units"], unitIds: readonly string[], day: string): Rejection | null {
  const early = notValidYet(units, unitIds, day);
  if (early !== null) return reject("NOT_VALID_YET", early);
  const ended = endedBy(units, unitIds, day);
  return ended === null ? null : reject("UNIT_RETIRED", ended);
}
