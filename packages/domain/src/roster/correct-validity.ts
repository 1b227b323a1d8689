// Correcting a day of validity 更正启用日期: a unit, a group or one of its other names counts from another day than was entered.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, name } from "../kernel/shapes.ts";
import { nameOwner } from "./add-alias.ts";
import { foldName, saidName } from "./names.ts";
import {
  entryOf,
  isSameOwner,
  type KnownName,
  membersSince,
  type NameOwner,
  ownNamesOf,
  type RosterState,
  withName,
} from "./state.ts";

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
  /** `before` is the day that was entered before. */
  shape: correction.extend({ before: day }),
  sight: (e) => everybodys(e.of.kind === "unit" ? [e.of.unitId] : []),
  fields: ({ before, validFrom, of }) => [
    { field: "validFrom", unitId: of.kind === "unit" ? of.unitId : null, before, after: validFrom },
  ],
  sample: { ...sample, before: "2021-01-01" },
  evolve(roster: RosterState, e): RosterState {
    const { validFrom } = e;
    const until = lastOf(roster, e.of, e.name)?.until ?? null;
    const names = withName(roster, e.name, { owner: e.of, validFrom, until }, e.before);
    if (e.of.kind === "unit") {
      const unit = roster.units.get(e.of.unitId);
      if (!unit) return { ...roster, names };
      const at = ownNamesOf(unit).findLastIndex((own) => foldName(own.name) === foldName(e.name));
      if (at < 0) return { ...roster, names };
      const former = unit.formerNames[at - 1];
      // Until a later name begins, the one before it goes on.
      if (former) return withBeginning({ ...roster, names }, e.of.unitId, former.name, validFrom);
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

/** The last time for which a unit or group has a name. */
const lastOf = ({ names }: RosterState, of: NameOwner, name: string): KnownName | undefined =>
  names.get(foldName(name))?.findLast(({ owner }) => isSameOwner(owner, of));

/** True if a name is another's within some days. */
function isTaken(
  { names }: RosterState,
  of: NameOwner,
  name: string,
  { from, until: end }: { readonly from: string; readonly until: string | null },
): boolean {
  const others = (names.get(foldName(name)) ?? []).filter(({ owner }) => !isSameOwner(owner, of));
  return others.some(({ validFrom, until }) => (end === null || validFrom < end) && (until === null || from < until));
}

/** The roster in which the name that follows a former one of a unit begins on another day. */
function withBeginning(roster: RosterState, unitId: string, former: string, day: string): RosterState {
  const unit = roster.units.get(unitId);
  const owner: NameOwner = { kind: "unit", unitId };
  const known = lastOf(roster, owner, former);
  if (!unit || !known) return roster;
  const formerNames = unit.formerNames.map((each) => (each.name === former ? { ...each, until: day } : each));
  return {
    ...roster,
    units: new Map(roster.units).set(unitId, { ...unit, formerNames }),
    names: withName(roster, former, { ...known, until: day }, known.validFrom),
  };
}

export const correctValidity = action({
  title: { zh: "更正启用日期", en: "Correct a day of validity" },
  by: ["office", "admin"],
  command: correction.extend({ name: saidName }),
  example: sample,
  events: [ValidityCorrected],
  decide(roster: RosterState, command) {
    if (!entryOf(roster, command.of)) return reject(command.of.kind === "unit" ? "UNIT_NOT_FOUND" : "GROUP_NOT_FOUND");
    const known = lastOf(roster, command.of, command.name);
    if (!known) return reject("NAME_OF_ANOTHER", command.name);
    const { validFrom } = command;
    if (known.validFrom === validFrom) return [];
    if (known.until !== null && validFrom >= known.until) return reject("NAME_ENDED", `${command.name} ${known.until}`);
    const unit = command.of.kind === "unit" ? roster.units.get(command.of.unitId) : undefined;
    const own = unit ? ownNamesOf(unit) : [];
    const last = own[own.findLastIndex(({ name }) => foldName(name) === foldName(command.name)) - 1];
    if (last && validFrom <= last.validFrom)
      return reject("NOT_AFTER_LAST_NAME", `${last.name} ${last.validFrom} ≥ ${validFrom}`);
    if (isTaken(roster, command.of, command.name, { from: validFrom, until: known.until }))
      return reject("NAME_TAKEN", command.name);
    // The name before goes on until the day.
    if (last && isTaken(roster, command.of, last.name, { from: last.validFrom, until: validFrom }))
      return reject("NAME_TAKEN", last.name);
    return [ValidityCorrected({ ...command, before: known.validFrom })];
  },
});
