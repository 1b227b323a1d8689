// A roster file 名录文件: the units and groups of a region as somebody keeps them, in one piece.
import { z } from "zod";
import { addDays } from "../calendar.ts";
import { groupIdOf, type Identity, laterGroupIdOf, laterUnitIdOf, unitIdOf } from "../identity.ts";
import { faults } from "../kernel/faults.ts";
import { day, groupId, regionId, unitId } from "../kernel/shapes.ts";
import { foldName, saidName } from "./names.ts";
import { saidCode } from "./set-credit-code.ts";
import type { Span } from "./state.ts";

const named = {
  name: saidName,
  aliases: z.array(saidName).max(50),
  /** The day from which it holds; null for that of the whole roster. */
  validFrom: day.nullable(),
};

const unit = z.object({
  ...named,
  /** Its code of GB 32100. */
  creditCode: saidCode.nullish(),
  /** The first day on which it is no more. */
  endedOn: day.nullish(),
  /** The name of the unit that it was merged into then; without one it was retired. */
  successor: saidName.nullish(),
});

const group = z.object({
  ...named,
  kind: z.enum(["list", "predicate"]),
  /** Names of units of the file or of the roster. */
  members: z.array(saidName).max(1000),
});

const head = {
  /** The day from which holds whatever has no day of its own. */
  validFrom: day,
};

/** The shape of a roster file as people write it, by names. */
export const rosterFile = z.object({ ...head, units: z.array(unit), groups: z.array(group) });
export type RosterFile = z.infer<typeof rosterFile>;

// Every name is a fact, and a roster is folded name by name: what is too long for one command is loaded in parts.
const mostNames = 1000;

/** The shape of a roster file as a command, with the ids that its entries get where they are new. */
export const rosterLoad = z
  .object({
    ...head,
    regionId,
    /** An entry with a day of its own has the id `laterUnitId` where it is new and an older unit has `unitId`. */
    units: z.array(unit.extend({ unitId, laterUnitId: unitId.optional() })),
    /** Likewise, where the group that has `groupId` has ended. */
    groups: z.array(group.extend({ groupId, laterGroupId: groupId.optional() })),
  })
  .refine(
    ({ units, groups }) => [...units, ...groups].reduce((sum, { aliases }) => sum + 1 + aliases.length, 0) <= mostNames,
    { error: faults.rosterTooLong.en, path: ["units"] },
  );
export type RosterLoad = z.infer<typeof rosterLoad>;

/** A roster file as the command that loads it into the roster of a region. Ids follow from the names. */
export function rosterLoadOf(
  identity: Identity,
  regionId: string,
  { validFrom, units, groups }: RosterFile,
): RosterLoad {
  return {
    regionId,
    validFrom,
    units: units.map((unit) => {
      const name = foldName(unit.name);
      const later = unit.validFrom && laterUnitIdOf(identity, regionId, name, unit.validFrom);
      return { ...unit, unitId: unitIdOf(identity, regionId, name), ...(later && { laterUnitId: later }) };
    }),
    groups: groups.map((group) => {
      const name = foldName(group.name);
      const later = group.validFrom && laterGroupIdOf(identity, regionId, name, group.validFrom);
      return { ...group, groupId: groupIdOf(identity, regionId, name), ...(later && { laterGroupId: later }) };
    }),
  };
}

/** The days for which an entry is entered: where it ended before the day of the whole roster, and has none of its own, its last. */
export function spanIn(
  said: Pick<RosterLoad, "validFrom">,
  { validFrom, endedOn }: { readonly validFrom: string | null; readonly endedOn?: string | null | undefined },
): Span {
  const until = endedOn ?? null;
  const isOver = validFrom === null && until !== null && until <= said.validFrom;
  return { validFrom: isOver ? addDays(until, -1) : (validFrom ?? said.validFrom), until };
}
