// Correcting a day of validity 更正启用日期: a unit, a group or one of its other names counts from another day than was entered.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, name } from "../kernel/shapes.ts";
import { nameOwner } from "./add-alias.ts";
import { foldName, saidName } from "./names.ts";
import { entryOf, isSameOwner, membersSince, type RosterState, withName } from "./state.ts";

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
    const names = withName(roster, e.name, e.of, e.validFrom);
    const { validFrom } = e;
    if (foldName(entryOf(roster, e.of)?.name ?? "") !== foldName(e.name)) return { ...roster, names };
    if (e.of.kind === "unit") {
      const unit = roster.units.get(e.of.unitId);
      return unit
        ? { ...roster, names, units: new Map(roster.units).set(e.of.unitId, { ...unit, validFrom }) }
        : roster;
    }
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

export const correctValidity = action({
  title: { zh: "更正启用日期", en: "Correct a day of validity" },
  by: ["office", "admin"],
  command: correction.extend({ name: saidName }),
  example: sample,
  events: [ValidityCorrected],
  decide(roster: RosterState, command) {
    if (!entryOf(roster, command.of)) return reject(command.of.kind === "unit" ? "UNIT_NOT_FOUND" : "GROUP_NOT_FOUND");
    const known = roster.names.get(foldName(command.name));
    if (!known || !isSameOwner(known.owner, command.of)) return reject("NAME_OF_ANOTHER", command.name);
    return known.validFrom === command.validFrom ? [] : [ValidityCorrected({ ...command, before: known.validFrom })];
  },
});
