// An alias 别名: another spelling of a unit's or a group's name, so that a notice that prints it is understood.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, groupId, name, unitId } from "../kernel/shapes.ts";
import { asEntered } from "./as-entered.ts";
import { endOf, heldIn, refusalOfName, withName } from "./known-names.ts";
import { saidName } from "./names.ts";
import { entryOf, isSameOwner, type NameOwner, type RosterState } from "./state.ts";
import { refusalOfEnded } from "./unit-end.ts";

/** The unit or group that a name belongs to, in commands and facts. */
export const nameOwner = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unit"), unitId }),
  z.object({ kind: z.literal("group"), groupId }),
]);

const alias = z.object({ of: nameOwner, alias: name, validFrom: day });

const sample: z.infer<typeof alias> = {
  of: { kind: "unit", unitId: sampleUnit },
  alias: "财政局",
  validFrom: "2021-01-01",
};

export const AliasAdded = event({
  type: "AliasAdded",
  title: "增加别名",
  shape: alias,
  sight: (e) => everybodys(e.of.kind === "unit" ? [e.of.unitId] : []),
  // A unit keeps its aliases, which its state tells.
  fields: ({ of, alias }) =>
    of.kind === "unit" ? [] : [{ field: `groups.${of.groupId}.alias`, unitId: null, before: null, after: alias }],
  sample,
  evolve(roster: RosterState, e): RosterState {
    const names = withName(roster, e.alias, { owner: e.of, validFrom: e.validFrom, until: null });
    if (e.of.kind === "group") return { ...roster, names };
    const unit = roster.units.get(e.of.unitId);
    if (!unit) return roster;
    const units = new Map(roster.units).set(e.of.unitId, { ...unit, aliases: [...unit.aliases, e.alias] });
    return { ...roster, units, names };
  },
  tell: (e, nameOf) => {
    const whose = nameOf(e.of.kind === "unit" ? e.of.unitId : e.of.groupId);
    return { zh: `为“${whose}”增加别名“${e.alias}”`, en: `added “${e.alias}” as an alias of “${whose}”` };
  },
});

/** The unit or group that a command names, with its roster; or the refusal. */
export function entryNamed(roster: RosterState, { of }: { readonly of: NameOwner }) {
  const entry = entryOf(roster, of);
  return entry ? { roster, entry } : reject(of.kind === "unit" ? "UNIT_NOT_FOUND" : "GROUP_NOT_FOUND");
}

export const addAlias = action({
  title: { zh: "增加别名", en: "Add an alias" },
  by: ["office", "admin"],
  command: alias.extend({ alias: saidName }),
  example: sample,
  events: [AliasAdded],
  open: entryNamed,
  decide({ roster }, command) {
    const { of, alias, validFrom } = command;
    const ended = refusalOfEnded(roster, of, validFrom);
    if (ended) return ended;
    const span = { validFrom, until: endOf(roster, of) };
    const own = heldIn(roster, alias, span).find(({ owner }) => isSameOwner(owner, of));
    if (own) return asEntered(own, alias, validFrom);
    return refusalOfName(roster, alias, of, span) ?? [AliasAdded(command)];
  },
});
