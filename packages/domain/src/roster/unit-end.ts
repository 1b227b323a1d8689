// The end of a unit 撤并: it is merged into another, split, or retired, from a day on. Its id and its history stay.
import { type Rejection, reject } from "../kernel/action.ts";
import {
  type NameOwner,
  namesOf,
  notValidYet,
  type RosterState,
  type RosterUnit,
  refusalOfEndedGroup,
  type UnitEnd,
} from "./state.ts";

/** True if a unit has ended by a day. */
export const hasEnded = ({ end }: Pick<RosterUnit, "end">, day: string): boolean => end !== null && end.on <= day;

/** How a unit stands on a day. */
export type UnitStatus = "active" | UnitEnd["kind"];

/** How a unit stands on a day: active until the day of its end, also before it counts. */
export const statusOn = ({ end }: Pick<RosterUnit, "end">, day: string): UnitStatus =>
  end !== null && end.on <= day ? end.kind : "active";

/** The unit whose work goes on, its heir, the heir of that and so on, whatever the days; each once, also in a circle. */
function lineOf(units: RosterState["units"], unitId: string): string[] {
  const line = [unitId];
  for (;;) {
    const heir = units.get(line.at(-1) ?? "")?.end?.heir ?? null;
    if (heir === null || line.includes(heir)) return line;
    line.push(heir);
  }
}

/** The unit that has the work of a unit on a day: itself, or its heir, or the heir of that; null if nobody has it. */
export const heirOn = (units: RosterState["units"], unitId: string, day: string): string | null =>
  lineOf(units, unitId).find((id) => {
    const unit = units.get(id);
    return !unit || !hasEnded(unit, day);
  }) ?? null;

/** The refusal of an heir whose own work goes, at once or by way of others, to the unit itself; null for any other. */
export function refusalOfCircle(units: RosterState["units"], unitId: string, heir: string): Rejection | null {
  const line = lineOf(units, heir);
  if (!line.includes(unitId)) return null;
  return reject("SUCCESSION_IN_CIRCLE", namesOf(units, line, " → "));
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
  const names = namesOf(units, heirs);
  return `${name} ${end?.on ?? ""}${names && ` → ${names}`}`;
}

/** The refusal of a unit or group that has ended by a day; null if it has not. */
export function refusalOfEnded(
  { units, groups }: Pick<RosterState, "units" | "groups">,
  of: NameOwner,
  day: string,
): Rejection | null {
  if (of.kind === "group") {
    const group = groups.get(of.groupId);
    return group ? refusalOfEndedGroup(group, day) : null;
  }
  const ended = endedBy(units, [of.unitId], day);
  return ended === null ? null : reject("UNIT_RETIRED", ended);
}

/** The refusal of units that do not count on a day, not yet or not any more; null if all do. */
export function refusalOfUnits(units: RosterState["units"], unitIds: readonly string[], day: string): Rejection | null {
  const early = notValidYet(units, unitIds, day);
  if (early !== null) return reject("NOT_VALID_YET", early);
  const ended = endedBy(units, unitIds, day);
  return ended === null ? null : reject("UNIT_RETIRED", ended);
}
