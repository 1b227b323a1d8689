// The end of a unit undone 恢复单位: it goes on under its names and in its groups as if it had not ended. What has been handed
// over stays with whoever has it; what is nobody's, or ended with the unit, is its own again, by a policy.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { nameGoneSince, refusalOfHeld } from "./known-names.ts";
import { MembershipChanged, membershipsRestored } from "./membership.ts";
import { foldName } from "./names.ts";
import type { NameOwner, RosterState } from "./state.ts";

const restoration = z.object({
  unitId,
  reason: freeText,
  /** What it rests on 依据. */
  authority: freeText,
});

const sample: z.infer<typeof restoration> = {
  unitId: sampleUnit,
  reason: { text: "撤销有误，机构仍在。" },
  authority: { text: "区委编办复函。" },
};

/** The end as it was known until then. */
const end = z.object({
  kind: z.enum(["merged", "split", "retired"]),
  on: day,
  into: z.array(unitId),
  heir: unitId.nullable(),
});

export const UnitRestored = event({
  type: "UnitRestored",
  title: "恢复单位",
  shape: restoration.extend({ before: end }),
  sight: (e) => everybodys([e.unitId, ...e.before.into, ...(e.before.heir === null ? [] : [e.before.heir])]),
  fields: ({ unitId, before }) => [{ field: "end.on", unitId, before: before.on, after: null }],
  sample: { ...sample, before: { kind: "retired", on: "2021-07-01", into: [], heir: null } },
  evolve(roster: RosterState, { unitId }): RosterState {
    const unit = roster.units.get(unitId);
    if (!unit) return roster;
    const restored = { ...unit, end: null, placesLeft: [], isRestored: true };
    return { ...roster, units: new Map(roster.units).set(unitId, restored) };
  },
  tell: (e, nameOf) => ({
    zh: `恢复“${nameOf(e.unitId)}”，其自${e.before.on}起的撤并作废；理由：${e.reason.text}；依据：${e.authority.text}`,
    en: `restored “${nameOf(e.unitId)}”, as if it had not ended as of ${e.before.on}; reason: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const restoreUnit = action({
  title: { zh: "恢复单位", en: "Restore a unit" },
  by: ["office", "admin"],
  command: restoration,
  example: sample,
  events: [UnitRestored, MembershipChanged],
  open(roster: RosterState, { unitId }) {
    const unit = roster.units.get(unitId);
    if (!unit) return reject("UNIT_NOT_FOUND", unitId);
    if (!unit.end) return unchanged;
    const { on, kind, heir, into } = unit.end;
    const owner: NameOwner = { kind: "unit", unitId };
    const gone = nameGoneSince(roster, owner, on, (folded) => spelt(unit, folded));
    if (gone) {
      const { owner: other } = gone.by;
      // One that came of it, and is called as it was: both cannot be, and the person says which.
      const isSuccessor = other.kind === "unit" && into.includes(other.unitId);
      return refusalOfHeld(roster, gone, isSuccessor ? "NAME_WITH_SUCCESSOR" : "NAME_TAKEN");
    }
    return { roster, before: { kind, on, into: [...into], heir } };
  },
  decide: ({ roster, before }, command) => [
    UnitRestored({ ...command, before }),
    ...membershipsRestored(roster, command.unitId),
  ],
});

/** A name of a unit as it was entered. */
const spelt = (
  {
    name,
    formerNames,
    aliases,
  }: { name: string; formerNames: readonly { name: string }[]; aliases: readonly string[] },
  folded: string,
): string =>
  [name, ...formerNames.map((former) => former.name), ...aliases].find((each) => foldName(each) === folded) ?? folded;
