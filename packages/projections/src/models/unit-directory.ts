// The unit directory 单位名录: the units and groups of a region, to be found under all their names.
import { changedMembers, foldName, type Membership, membersSince, roster } from "@taizhang/domain";
import { readModel } from "../read-model.ts";

/** A unit, or a group that stands for several. */
export interface DirectoryEntry {
  /** The unitId or groupId. */
  readonly id: string;
  readonly regionId: string;
  readonly kind: "unit" | "list" | "predicate";
  readonly name: string;
  readonly validFrom: string;
  readonly aliases: readonly { readonly alias: string; readonly validFrom: string }[];
  /** The members of a list group, from the day `from` until the day before `until`; null if there is no end. */
  readonly members: readonly Membership[];
}

/** The entry with another day for its own name, or for one of the others. */
function withValidity(
  entry: DirectoryEntry,
  { name, before, validFrom }: { readonly name: string; readonly before: string; readonly validFrom: string },
): DirectoryEntry {
  const isNamed = (other: string) => foldName(other) === foldName(name);
  if (isNamed(entry.name)) return { ...entry, validFrom, members: membersSince(entry.members, before, validFrom) };
  return {
    ...entry,
    aliases: entry.aliases.map((other) => (isNamed(other.alias) ? { ...other, validFrom } : other)),
  };
}

/** Units and groups by id. Indexes: `region/<regionId>`, by name, and `name/<regionId>/<folded name>`, aliases included. */
export const unitDirectory = readModel<DirectoryEntry, typeof roster>({
  name: "unit-directory",
  version: 4,
  of: roster,
  key({ fact }) {
    switch (fact.type) {
      case "UnitRegistered":
        return fact.data.unitId;
      case "GroupDefined":
      case "MembershipChanged":
        return fact.data.groupId;
      case "AliasAdded":
      case "ValidityCorrected":
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
    }),
    GroupDefined: (_entry, { fact: { data } }) => ({
      id: data.groupId,
      regionId: data.regionId,
      kind: data.kind,
      name: data.name,
      validFrom: data.validFrom,
      aliases: [],
      members: data.members.map((unitId) => ({ unitId, from: data.validFrom, until: null })),
    }),
    AliasAdded: (entry, { fact: { data } }) =>
      entry && { ...entry, aliases: [...entry.aliases, { alias: data.alias, validFrom: data.validFrom }] },
    ValidityCorrected: (entry, { fact: { data } }) => entry && withValidity(entry, data),
    MembershipChanged: (entry, { fact: { data } }) =>
      entry && { ...entry, members: changedMembers(entry.members, data) },
  },
  indexes({ regionId, name, aliases }) {
    const names = new Set([name, ...aliases.map(({ alias }) => alias)].map(foldName));
    return [
      { index: `region/${regionId}`, sort: foldName(name) },
      ...[...names].map((folded) => ({ index: `name/${regionId}/${folded}`, sort: folded })),
    ];
  },
});
