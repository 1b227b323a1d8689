// Renaming a unit 单位更名: it has another name from a day on, and keeps its id; the old name is free from then on.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, name, unitId } from "../kernel/shapes.ts";
import { asEntered } from "./as-entered.ts";
import { lastGiven, refusalOfName, withName } from "./known-names.ts";
import { foldName, saidName } from "./names.ts";
import { type NameOwner, ownNamesOf, type RosterState, type Span } from "./state.ts";
import { hasEnded, tellEnd } from "./unit-end.ts";

const renamed = z.object({
  unitId,
  name,
  /** The first day of the new name. */
  on: day,
});

const sample = { unitId: sampleUnit, name: "区财政金融局", on: "2021-07-01" };

export const UnitRenamed = event({
  type: "UnitRenamed",
  title: "单位更名",
  /** `before` is the name it had. */
  shape: renamed.extend({ before: name }),
  sight: (e) => everybodys([e.unitId]),
  fields: ({ unitId, before, name }) => [{ field: "name", unitId, before, after: name }],
  sample: { ...sample, before: "区财政局" },
  evolve(roster: RosterState, e): RosterState {
    const unit = roster.units.get(e.unitId);
    const last = unit && ownNamesOf(unit).at(-1);
    if (!last) return roster;
    const owner: NameOwner = { kind: "unit", unitId: e.unitId };
    const formerNames = [...unit.formerNames, { name: unit.name, until: e.on }];
    const upTo = (names: RosterState["names"], name: string, given: Span | undefined) =>
      given && (given.until === null || e.on < given.until)
        ? withName({ names }, name, { owner, validFrom: given.validFrom, until: e.on }, given.validFrom)
        : names;
    // What was an alias until now is one until that day.
    const names = upTo(upTo(roster.names, last.name, last), e.name, lastGiven(roster, e.name, owner));
    return {
      ...roster,
      units: new Map(roster.units).set(e.unitId, { ...unit, name: e.name, formerNames }),
      names: withName({ names }, e.name, { owner, validFrom: e.on, until: null }),
    };
  },
  tell: (e) => ({
    zh: `“${e.before}”自${e.on}起更名为“${e.name}”`,
    en: `renamed “${e.before}” to “${e.name}” as of ${e.on}`,
  }),
});

export const renameUnit = action({
  title: { zh: "单位更名", en: "Rename a unit" },
  by: ["office", "admin"],
  command: renamed.extend({ name: saidName }),
  example: sample,
  events: [UnitRenamed],
  open(roster: RosterState, { unitId }) {
    const unit = roster.units.get(unitId);
    const last = unit && ownNamesOf(unit).at(-1);
    return last ? { roster, unit, last } : reject("UNIT_NOT_FOUND", unitId);
  },
  decide({ roster, unit, last }, command) {
    const { unitId, name, on } = command;
    if (foldName(last.name) === foldName(name)) return asEntered(last, name, on);
    if (hasEnded(unit, on)) return reject("UNIT_RETIRED", tellEnd(roster.units, unit));
    if (on <= last.validFrom) return reject("NOT_AFTER_LAST_NAME", `${last.name} ${last.validFrom} ≥ ${on}`);
    const span = { validFrom: on, until: unit.end?.on ?? null };
    const taken = refusalOfName(roster, name, { kind: "unit", unitId }, span);
    return taken ?? [UnitRenamed({ ...command, before: unit.name })];
  },
});
