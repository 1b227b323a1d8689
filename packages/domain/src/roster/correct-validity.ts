// Correcting a day of validity 更正启用日期: a unit, a group or one of its other names counts from another day than was entered.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, name } from "../kernel/shapes.ts";
import { entryNamed, nameOwner } from "./add-alias.ts";
import { lastGiven, refusalOfName, untilOf, withName } from "./known-names.ts";
import { foldName, saidName } from "./names.ts";
import { entryOf, membersSince, type NameOwner, ownNameSince, ownNamesOf, type RosterState } from "./state.ts";
import { refusalOfEnded } from "./unit-end.ts";

const correction = z.object({
  /** Whose name it is. */
  of: nameOwner,
  /** The name: if it is that of the unit or group itself, that counts from the day, too. */
  name,
  validFrom: day,
  reason: freeText,
});

const sample: z.infer<typeof correction> = {
  of: { kind: "unit", unitId: sampleUnit },
  name: "区财政局",
  validFrom: "2020-03-01",
  reason: { text: "按三定方案更正。" },
};

export const ValidityCorrected = event({
  type: "ValidityCorrected",
  title: "更正启用日期",
  /** `before` is the day that was entered before. */
  shape: correction.extend({ before: day }),
  sight: (e) => everybodys(e.of.kind === "unit" ? [e.of.unitId] : []),
  fields: ({ before, validFrom, of }) => [
    { field: "validFrom", unitId: of.kind === "unit" ? of.unitId : null, before, after: validFrom },
  ],
  sample: { ...sample, before: "2021-01-01" },
  evolve(roster: RosterState, e): RosterState {
    const { validFrom } = e;
    const until = lastGiven(roster, e.name, e.of)?.until ?? null;
    const names = withName(roster, e.name, { owner: e.of, validFrom, until }, e.before);
    if (e.of.kind === "unit") {
      const unit = roster.units.get(e.of.unitId);
      if (!unit) return { ...roster, names };
      const at = ownNameSince(unit, e.name, e.before);
      if (at < 0) return { ...roster, names };
      // Until a later name begins, the one before it goes on.
      if (at > 0) return withBeginning({ ...roster, names }, e.of, at, validFrom);
      return { ...roster, names, units: new Map(roster.units).set(e.of.unitId, { ...unit, validFrom }) };
    }
    if (foldName(entryOf(roster, e.of)?.name ?? "") !== foldName(e.name)) return { ...roster, names };
    const group = roster.groups.get(e.of.groupId);
    if (!group) return roster;
    const members = membersSince(group.members, e.before, validFrom);
    return { ...roster, names, groups: new Map(roster.groups).set(e.of.groupId, { ...group, validFrom, members }) };
  },
  tell: (e) => ({
    zh: `更正“${e.name}”的启用日期：${e.before}改为${e.validFrom}；理由：${e.reason.text}`,
    en: `corrected the day from which “${e.name}” counts: ${e.validFrom} instead of ${e.before}; reason: ${e.reason.text}`,
  }),
});

/** The roster in which one of the own names of a unit, not its first one, begins on another day. */
function withBeginning(roster: RosterState, owner: NameOwner & { kind: "unit" }, at: number, day: string): RosterState {
  const unit = roster.units.get(owner.unitId);
  const former = unit && ownNamesOf(unit)[at - 1];
  if (!unit || !former) return roster;
  const { name, validFrom } = former;
  const formerNames = unit.formerNames.with(at - 1, { name, until: day });
  return {
    ...roster,
    units: new Map(roster.units).set(owner.unitId, { ...unit, formerNames }),
    names: withName(roster, name, { owner, validFrom, until: day }, validFrom),
  };
}

export const correctValidity = action({
  title: { zh: "更正启用日期", en: "Correct a day of validity" },
  by: ["office", "admin"],
  command: correction.extend({ name: saidName }),
  example: sample,
  events: [ValidityCorrected],
  open: entryNamed,
  decide({ roster }, command) {
    const { of, name, validFrom } = command;
    const known = lastGiven(roster, name, of);
    if (!known) return reject("NAME_OF_ANOTHER", name);
    if (known.validFrom === validFrom) return [];
    if (known.until !== null && validFrom >= known.until) return reject("NAME_ENDED", `${name} ${known.until}`);
    const unit = of.kind === "unit" ? roster.units.get(of.unitId) : undefined;
    const over = refusalOfEnded(roster, of, validFrom);
    if (over) return over;
    const last = unit && ownNamesOf(unit)[ownNameSince(unit, name, known.validFrom) - 1];
    if (last && validFrom <= last.validFrom)
      return reject("NOT_AFTER_LAST_NAME", `${last.name} ${last.validFrom} ≥ ${validFrom}`);
    const taken =
      refusalOfName(roster, name, of, { validFrom, until: untilOf(roster, known) }) ??
      // The name before goes on until the day.
      (last ? refusalOfName(roster, last.name, of, { validFrom: last.validFrom, until: validFrom }) : null);
    return taken ?? [ValidityCorrected({ ...command, before: known.validFrom })];
  },
});
