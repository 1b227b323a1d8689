// The unit directory 单位名录: the units and groups of a region, to be found under all their names.
import {
  changedMembers,
  foldName,
  type Membership,
  membersSince,
  namedSince,
  ownNameSince,
  type RosterUnit,
  roster,
  type UnitEnd,
} from "@taizhang/domain";
import { readModel } from "../read-model.ts";

/** A unit, or a group that stands for several. A group that has ended is retired. */
export interface DirectoryEntry extends Pick<RosterUnit, "formerNames" | "end" | "creditCode"> {
  /** The unitId or groupId. */
  readonly id: string;
  readonly regionId: string;
  readonly kind: "unit" | "list" | "predicate";
  /** The name it was given last, perhaps from a day to come. */
  readonly name: string;
  readonly validFrom: string;
  /** From the day `validFrom` until the day before `until`; null if it ends with its unit at most. */
  readonly aliases: readonly { readonly alias: string; readonly validFrom: string; readonly until: string | null }[];
  /** The members of a list group, from the day `from` until the day before `until`; null if there is no end. */
  readonly members: readonly Membership[];
}

/** What a unit has that nothing has happened to yet. */
const lasting = { formerNames: [], end: null, creditCode: null };

/** The entry with another day for its own name, or for one of the others. */
function withValidity(
  entry: DirectoryEntry,
  { name, before, validFrom }: { readonly name: string; readonly before: string; readonly validFrom: string },
): DirectoryEntry {
  const at = ownNameSince(entry, name, before);
  if (at === 0) return { ...entry, validFrom, members: membersSince(entry.members, before, validFrom) };
  // Until a later name begins, the one before it goes on.
  if (at > 0) return { ...entry, formerNames: entry.formerNames.with(at - 1, untilDay(entry, at - 1, validFrom)) };
  return {
    ...entry,
    aliases: entry.aliases.map((other) => (isAlias(other, name, before) ? { ...other, validFrom } : other)),
  };
}

/** True for an alias of this name that has held since a day. */
const isAlias = (other: DirectoryEntry["aliases"][number], alias: string, since: string): boolean =>
  other.validFrom === since && foldName(other.alias) === foldName(alias);

const untilDay = ({ formerNames }: DirectoryEntry, at: number, until: string) => ({
  name: formerNames[at]?.name ?? "",
  until,
});

const ended = (entry: DirectoryEntry | null, end: UnitEnd): DirectoryEntry | null => entry && { ...entry, end };

/** The units that have, or had, to do with the end of one: those that came of it, and its heir. */
export const successorsOf = ({ end }: Pick<DirectoryEntry, "end">): string[] => [
  ...new Set(end ? [...end.into, ...(end.heir === null ? [] : [end.heir])] : []),
];

/**
 * Units and groups by id. Indexes: `region/<regionId>`, by name, and `name/<regionId>/<folded name>`,
 * aliases and former names included, and those that a unit came of, or took over from, `successor/<unitId>`.
 */
export const unitDirectory = readModel<DirectoryEntry, typeof roster>({
  name: "unit-directory",
  version: 8,
  of: roster,
  key({ fact }) {
    switch (fact.type) {
      case "UnitRegistered":
      case "UnitRenamed":
      case "UnitMerged":
      case "UnitSplit":
      case "UnitRetired":
      case "SuccessorNamed":
      case "UnitRestored":
      case "CreditCodeSet":
      case "CreditCodeRemoved":
        return fact.data.unitId;
      case "GroupDefined":
      case "GroupEnded":
      case "GroupRestored":
      case "MembershipChanged":
        return fact.data.groupId;
      case "AliasAdded":
      case "AliasEnded":
      case "ValidityCorrected":
      case "NameCorrected":
        return fact.data.of.kind === "unit" ? fact.data.of.unitId : fact.data.of.groupId;
      default:
        return null;
    }
  },
  on: {
    UnitRegistered: (_entry, { fact: { data } }) => ({
      id: data.unitId,
      regionId: data.regionId,
      kind: "unit",
      name: data.name,
      validFrom: data.validFrom,
      aliases: [],
      members: [],
      ...lasting,
    }),
    GroupDefined: (_entry, { fact: { data } }) => ({
      id: data.groupId,
      regionId: data.regionId,
      kind: data.kind,
      name: data.name,
      validFrom: data.validFrom,
      aliases: [],
      members: data.members.map((unitId) => ({ unitId, from: data.validFrom, until: null })),
      ...lasting,
    }),
    GroupEnded: (entry, { fact: { data } }) => ended(entry, { kind: "retired", on: data.on, into: [], heir: null }),
    GroupRestored: (entry) => entry && { ...entry, end: null },
    AliasAdded: (entry, { fact: { data } }) =>
      entry && { ...entry, aliases: [...entry.aliases, { alias: data.alias, validFrom: data.validFrom, until: null }] },
    // One that never was an alias leaves no trace but its history.
    AliasEnded: (entry, { fact: { data } }) =>
      entry && {
        ...entry,
        aliases: entry.aliases.flatMap((other) => {
          if (!isAlias(other, data.alias, data.validFrom)) return [other];
          return data.on > data.validFrom ? [{ ...other, until: data.on }] : [];
        }),
      },
    ValidityCorrected: (entry, { fact: { data } }) => entry && withValidity(entry, data),
    UnitRenamed: (entry, { fact: { data } }) =>
      entry && {
        ...entry,
        name: data.name,
        formerNames: [...entry.formerNames, { name: entry.name, until: data.on }],
      },
    UnitMerged: (entry, { fact: { data } }) =>
      ended(entry, { kind: "merged", on: data.on, into: [data.into], heir: data.into }),
    UnitSplit: (entry, { fact: { data } }) => ended(entry, { kind: "split", on: data.on, into: data.into, heir: null }),
    UnitRetired: (entry, { fact: { data } }) => ended(entry, { kind: "retired", on: data.on, into: [], heir: null }),
    SuccessorNamed: (entry, { fact: { data } }) =>
      entry?.end ? ended(entry, { ...entry.end, heir: data.toUnitId }) : entry,
    NameCorrected: (entry, { fact: { data } }) => entry && namedSince(entry, data.name, data.validFrom, data.corrected),
    CreditCodeRemoved: (entry) => entry && { ...entry, creditCode: null },
    UnitRestored: (entry) => entry && { ...entry, end: null },
    CreditCodeSet: (entry, { fact: { data } }) => entry && { ...entry, creditCode: data.code },
    MembershipChanged: (entry, { fact: { data } }) =>
      entry && { ...entry, members: changedMembers(entry.members, data) },
  },
  indexes({ regionId, name, aliases, formerNames, end }) {
    const former = formerNames.map((each) => each.name);
    const names = new Set([name, ...former, ...aliases.map(({ alias }) => alias)].map(foldName));
    return [
      { index: `region/${regionId}`, sort: foldName(name) },
      ...[...names].map((folded) => ({ index: `name/${regionId}/${folded}`, sort: folded })),
      ...successorsOf({ end }).map((unitId) => ({ index: `successor/${unitId}`, sort: foldName(name) })),
    ];
  },
});
