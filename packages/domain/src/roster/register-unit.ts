// Registering a unit 登记单位: a unit of the region gets its opaque id and its name.
import { z } from "zod";
import { action, type Rejection, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event, type FactOf } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { sampleRegion, sampleUnit } from "../kernel/sample-values.ts";
import { day, name, regionId, unitId } from "../kernel/shapes.ts";
import { asEntered } from "./as-entered.ts";
import { heldIn, refusalOfName, withName } from "./known-names.ts";
import { saidName } from "./names.ts";
import { isSameOwner, nameOfOn, newUnit, type RosterState } from "./state.ts";

const unit = z.object({
  regionId,
  unitId,
  name,
  /** The day from which the name holds. */
  validFrom: day,
});

const sample = { regionId: sampleRegion, unitId: sampleUnit, name: "区财政局", validFrom: "2021-01-01" };

export const UnitRegistered = event({
  type: "UnitRegistered",
  title: "登记单位",
  shape: unit,
  sight: (e) => everybodys([e.unitId]),
  fields: ({ unitId, name, validFrom }) => changesBetween({}, { name, validFrom }, unitId),
  sample,
  evolve: (roster: RosterState, e): RosterState => ({
    ...roster,
    regionId: e.regionId,
    units: new Map(roster.units).set(e.unitId, newUnit(e.name, e.validFrom)),
    names: withName(roster, e.name, { owner: { kind: "unit", unitId: e.unitId }, validFrom: e.validFrom, until: null }),
  }),
  tell: (e) => ({
    zh: `登记单位“${e.name}”，自${e.validFrom}起`,
    en: `registered the unit “${e.name}” as of ${e.validFrom}`,
  }),
});

export const registerUnit = action({
  title: { zh: "登记单位", en: "Register a unit" },
  by: ["office", "admin"],
  command: unit.extend({ name: saidName }),
  example: sample,
  events: [UnitRegistered],
  open: (roster: RosterState) => roster,
  decide: (roster, command) => registering(roster, command, null),
});

/** The decision to register a unit, which is known to end on the day `until`; null if it is not. */
export function registering(
  roster: RosterState,
  command: z.infer<typeof unit>,
  until: string | null,
): Rejection | readonly FactOf<typeof UnitRegistered>[] {
  const { unitId, name, validFrom } = command;
  const owner = { kind: "unit", unitId } as const;
  const span = { validFrom, until };
  const own = heldIn(roster, name, span).find((held) => isSameOwner(held.owner, owner));
  if (own) return asEntered(own, name, validFrom);
  const taken = refusalOfName(roster, name, owner, span);
  if (taken) return taken;
  return roster.units.has(unitId)
    ? reject("UNIT_EXISTS", nameOfOn(roster, unitId, validFrom))
    : [UnitRegistered(command)];
}
