// The end of an alias 停用别名: from a day on a unit or group is not called so any more, or never was. Plans issued before stay.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, name } from "../kernel/shapes.ts";
import { entryNamed, nameOwner } from "./add-alias.ts";
import { lastGiven, refusalOfName, withName } from "./known-names.ts";
import { foldName, saidName } from "./names.ts";
import { ownNameSince, type RosterState, tellEarly } from "./state.ts";
import { refusalOfEnded } from "./unit-end.ts";

const ending = z.object({
  /** Whose alias it is. */
  of: nameOwner,
  alias: name,
  /** The first day on which it means them no more; the day on which it began, if it never should have. */
  on: day,
  reason: freeText,
});

const sample: z.infer<typeof ending> = {
  of: { kind: "unit", unitId: sampleUnit },
  alias: "财政局",
  on: "2021-07-01",
  reason: { text: "简称与他单位混淆，不再使用。" },
};

export const AliasEnded = event({
  type: "AliasEnded",
  title: "停用别名",
  /** It has held since `validFrom`; `before` is the day that was said before, null if there was none. */
  shape: ending.extend({ validFrom: day, before: day.nullable() }),
  sight: (e) => everybodys(e.of.kind === "unit" ? [e.of.unitId] : []),
  fields: ({ of, before, on }) => [
    { field: "until", unitId: of.kind === "unit" ? of.unitId : null, before, after: on },
  ],
  sample: { ...sample, validFrom: "2021-01-01", before: null },
  evolve(roster: RosterState, { of, alias, validFrom, on }): RosterState {
    const names = withName(roster, alias, { owner: of, validFrom, until: on }, validFrom);
    const unit = of.kind === "unit" ? roster.units.get(of.unitId) : undefined;
    if (of.kind === "group" || !unit) return { ...roster, names };
    // What never was an alias is nothing to find the unit by; what was one is, for notices of that time.
    const aliases = on > validFrom ? unit.aliases : unit.aliases.filter((each) => foldName(each) !== foldName(alias));
    return { ...roster, names, units: new Map(roster.units).set(of.unitId, { ...unit, aliases }) };
  },
  tell: (e, nameOf) => {
    const whose = nameOf(e.of.kind === "unit" ? e.of.unitId : e.of.groupId);
    return e.on === e.validFrom
      ? {
          zh: `撤销“${whose}”的别名“${e.alias}”（${e.validFrom}起），视为从未使用；理由：${e.reason.text}`,
          en: `withdrew “${e.alias}” as an alias of “${whose}”, as if it had never been one; reason: ${e.reason.text}`,
        }
      : {
          zh: `停用“${whose}”的别名“${e.alias}”，自${e.on}起；理由：${e.reason.text}`,
          en: `ended “${e.alias}” as an alias of “${whose}” as of ${e.on}; reason: ${e.reason.text}`,
        };
  },
});

export const endAlias = action({
  title: { zh: "停用别名", en: "End an alias" },
  by: ["office", "admin"],
  command: ending.extend({ alias: saidName }),
  example: sample,
  events: [AliasEnded],
  open: entryNamed,
  decide({ roster, entry }, command) {
    const { of, alias, on } = command;
    const known = lastGiven(roster, alias, of);
    if (!known) return reject("NAME_OF_ANOTHER", alias);
    const unit = of.kind === "unit" ? roster.units.get(of.unitId) : undefined;
    const { validFrom, until: before } = known;
    const isOwn = unit ? ownNameSince(unit, alias, validFrom) >= 0 : foldName(entry.name) === foldName(alias);
    if (isOwn) return reject("NO_ALIAS", alias);
    if (before === on) return [];
    if (on < validFrom) return reject("NOT_VALID_YET", tellEarly([{ name: alias, validFrom }], on));
    const over = refusalOfEnded(roster, of, on);
    if (over) return over;
    // Where it ends later than was said, it must still be free.
    const taken = refusalOfName(roster, alias, of, { validFrom, until: on });
    return taken ?? [AliasEnded({ ...command, validFrom, before })];
  },
});
