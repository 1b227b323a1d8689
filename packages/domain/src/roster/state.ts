// What roster decisions must know: which unit or group has which names, and who belongs to a group on a day.
import { canonicalName, foldName } from "./names.ts";

/** A unit's time in a group: from the day `from` on, until the day before `until`; null if it has no end. */
export interface Membership {
  readonly unitId: string;
  readonly from: string;
  readonly until: string | null;
}

/** A group: words that stand for several units. */
export interface RosterGroup {
  readonly name: string;
  /** A list group has members; a predicate group is filled per task by a person. */
  readonly kind: "list" | "predicate";
  readonly validFrom: string;
  readonly members: readonly Membership[];
}

/** The unit or group that has a name. */
export type NameOwner =
  | { readonly kind: "unit"; readonly unitId: string }
  | { readonly kind: "group"; readonly groupId: string };

/** A unit: its name, the day from which it counts, and the other spellings of its name. */
export interface RosterUnit {
  readonly name: string;
  readonly validFrom: string;
  readonly aliases: readonly string[];
}

/** Who has a name, and the day from which it is understood. */
export interface KnownName {
  readonly owner: NameOwner;
  readonly validFrom: string;
}

/** The state of a region's roster. */
export interface RosterState {
  /** Null until the first unit or group is entered. */
  readonly regionId: string | null;
  readonly units: ReadonlyMap<string, RosterUnit>;
  readonly groups: ReadonlyMap<string, RosterGroup>;
  /** By folded name. */
  readonly names: ReadonlyMap<string, KnownName>;
}

export const emptyRoster: RosterState = { regionId: null, units: new Map(), groups: new Map(), names: new Map() };

/** The unit or group that has a name, on whatever day. Spellings that `foldName` makes equal are one name. */
export function ownerOf(roster: RosterState, name: string): NameOwner | undefined {
  return roster.names.get(foldName(name))?.owner;
}

/** A unit or group of the roster. */
export const entryOf = (roster: Pick<RosterState, "units" | "groups">, owner: NameOwner) =>
  owner.kind === "unit" ? roster.units.get(owner.unitId) : roster.groups.get(owner.groupId);

/** True if two names belong to the same unit or group. */
export const isSameOwner = (a: NameOwner, b: NameOwner): boolean =>
  (a.kind === "unit" && b.kind === "unit" && a.unitId === b.unitId) ||
  (a.kind === "group" && b.kind === "group" && a.groupId === b.groupId);

/** The day from which a name is understood: its own, or that of its unit or group if that is later; undefined if nobody has it. */
export function validSince(roster: RosterState, name: string): string | undefined {
  const known = roster.names.get(foldName(name));
  const owner = known && entryOf(roster, known.owner);
  return known && (owner && owner.validFrom > known.validFrom ? owner.validFrom : known.validFrom);
}

/** The unit or group that a name means on a day; undefined if nobody has it, or not yet. */
export function ownerOn(roster: RosterState, name: string, day: string): NameOwner | undefined {
  const since = validSince(roster, name);
  return since !== undefined && since <= day ? ownerOf(roster, name) : undefined;
}

/** Every name that somebody has on a day, in its canonical form: of units, their other names, and of groups. */
export function namesOn(roster: RosterState, day: string): string[] {
  const entered = [
    ...[...roster.units.values()].flatMap(({ name, aliases }) => [name, ...aliases]),
    ...[...roster.groups.values()].map(({ name }) => name),
  ];
  const spelt = new Map(entered.map((name) => [foldName(name), name]));
  // Other names of a group are kept by their folded form alone.
  return [...roster.names.keys()]
    .map((folded) => spelt.get(folded) ?? canonicalName(folded))
    .filter((name) => ownerOn(roster, name, day) !== undefined);
}

/** The units that do not count yet on a day, with the days from which they do, in words; null if all count. */
export function notValidYet(units: RosterState["units"], unitIds: Iterable<string>, day: string): string | null {
  const early = [...unitIds].flatMap((id) => units.get(id) ?? []).filter(({ validFrom }) => validFrom > day);
  return early.length === 0 ? null : tellEarly(early, day);
}

/** Names that do not count yet on a day, as the detail of the refusal `NOT_VALID_YET`. */
export function tellEarly(
  early: readonly { readonly name: string; readonly validFrom: string }[],
  day: string,
): string {
  return `${early.map(({ name, validFrom }) => `${name} ${validFrom}`).join("、")} > ${day}`;
}

/** True if a membership holds on a day. */
function holdsOn({ from, until }: Membership, day: string): boolean {
  return from <= day && (until === null || day < until);
}

/** The members of a list group on a day, each once, in the order they were entered; none of a predicate group. */
export function membersOn(group: RosterGroup, day: string): string[] {
  return [...new Set(group.members.filter((member) => holdsOn(member, day)).map((member) => member.unitId))];
}

/** A change of a group's members: who joins and who leaves on a day. */
export interface MembersChange {
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly effectiveOn: string;
}

/**
 * The memberships after a change, in the order they were entered. Who leaves on the day a time begins was never in it.
 * Whoever joins before a later time of the same unit stays until that begins. So times of a unit never overlap, and none
 * ends before it begins.
 */
export function changedMembers(
  members: readonly Membership[],
  { joined, left, effectiveOn }: MembersChange,
): Membership[] {
  const stayed = members.flatMap((member) => {
    if (!left.includes(member.unitId) || !holdsOn(member, effectiveOn)) return [member];
    return member.from === effectiveOn ? [] : [{ ...member, until: effectiveOn }];
  });
  const came = joined.map((unitId): Membership => {
    const later = stayed.filter((member) => member.unitId === unitId && member.from > effectiveOn);
    const until = later.map(({ from }) => from).sort()[0] ?? null;
    return { unitId, from: effectiveOn, until };
  });
  return [...stayed, ...came];
}

/**
 * The memberships of a group that counts from another day than was said: those that began with it begin with it still, and
 * none begins before it.
 */
export function membersSince(members: readonly Membership[], before: string, after: string): Membership[] {
  return members
    .map((member) => (member.from === before || member.from < after ? { ...member, from: after } : member))
    .filter(({ until }) => until === null || after < until);
}

/** The roster's names with one more, or with another day for one. */
export function withName(roster: RosterState, name: string, owner: NameOwner, validFrom: string): RosterState["names"] {
  return new Map(roster.names).set(foldName(name), { owner, validFrom });
}
