// Correcting a name 更正名称: a unit's or a group's own name was entered wrongly, and is another one for all its days.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, name } from "../kernel/shapes.ts";
import { entryNamed, nameOwner } from "./add-alias.ts";
import { lastGiven, refusalOfName, untilOf, withName } from "./known-names.ts";
import { foldName, saidName } from "./names.ts";
import { namedSince, ownNameSince, type RosterState } from "./state.ts";

const correction = z.object({
  /** Whose name it is. */
  of: nameOwner,
  /** Its own name as it was entered; of a unit that was renamed, any of them. */
  name,
  corrected: name,
  reason: freeText,
});

const sample: z.infer<typeof correction> = {
  of: { kind: "unit", unitId: sampleUnit },
  name: "区财政局",
  corrected: "区财政金融局",
  reason: { text: "登记时漏字。" },
};

export const NameCorrected = event({
  type: "NameCorrected",
  title: "更正名称",
  /** The name has held since `validFrom`. */
  shape: correction.extend({ validFrom: day }),
  sight: (e) => everybodys(e.of.kind === "unit" ? [e.of.unitId] : []),
  fields: ({ of, name, corrected }) => [
    { field: "name", unitId: of.kind === "unit" ? of.unitId : null, before: name, after: corrected },
  ],
  sample: { ...sample, validFrom: "2021-01-01" },
  evolve(roster: RosterState, { of, name, corrected, validFrom }): RosterState {
    const until = lastGiven(roster, name, of)?.until ?? null;
    // The wrong one never counted.
    const without = withName(roster, name, { owner: of, validFrom, until: validFrom }, validFrom);
    const names = withName({ names: without }, corrected, { owner: of, validFrom, until });
    if (of.kind === "group") {
      const group = roster.groups.get(of.groupId);
      if (!group) return roster;
      return { ...roster, names, groups: new Map(roster.groups).set(of.groupId, { ...group, name: corrected }) };
    }
    const unit = roster.units.get(of.unitId);
    if (!unit) return roster;
    return {
      ...roster,
      names,
      units: new Map(roster.units).set(of.unitId, namedSince(unit, name, validFrom, corrected)),
    };
  },
  tell: (e) => ({
    zh: `更正名称：自${e.validFrom}起的“${e.name}”应为“${e.corrected}”；理由：${e.reason.text}`,
    en: `corrected a name: “${e.name}”, since ${e.validFrom}, is “${e.corrected}”; reason: ${e.reason.text}`,
  }),
});

export const correctName = action({
  title: { zh: "更正名称", en: "Correct a name" },
  by: ["office", "admin"],
  command: correction.extend({ name: saidName, corrected: saidName }),
  example: sample,
  events: [NameCorrected],
  open: entryNamed,
  decide({ roster, entry }, command) {
    const { of, name, corrected } = command;
    const unit = of.kind === "unit" ? roster.units.get(of.unitId) : undefined;
    const isOwn = (said: string) => {
      const given = lastGiven(roster, said, of);
      const isIts = unit
        ? given && ownNameSince(unit, said, given.validFrom) >= 0
        : foldName(entry.name) === foldName(said);
      return isIts ? given : undefined;
    };
    const known = isOwn(name);
    const wrong = lastGiven(roster, name, of);
    const isCorrected = wrong?.until === wrong?.validFrom && isOwn(corrected)?.validFrom === wrong?.validFrom;
    if (!known) return wrong && isCorrected ? [] : reject("NAME_OF_ANOTHER", name);
    if (name === corrected) return [];
    const taken = refusalOfName(roster, corrected, of, { ...known, until: untilOf(roster, known) });
    return taken ?? [NameCorrected({ ...command, validFrom: known.validFrom })];
  },
});
