// What roster decisions must know: which unit or group has which names, and who belongs to a group on a day.
import { foldName } from "./names.ts";

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
  readonly members: readonly Membership[];
}

/** The unit or group that has a name. */
export type NameOwner =
  | { readonly kind: "unit"; readonly unitId: string }
  | { readonly kind: "group"; readonly groupId: string };

/** The state of a region's roster. */
export interface RosterState {
  /** Null until the first unit or group is entered. */
  readonly regionId: string | null;
  readonly units: ReadonlyMap<string, { readonly name: string; readonly aliases: readonly string[] }>;
  readonly groups: ReadonlyMap<string, RosterGroup>;
  /** By folded name. */
  readonly names: ReadonlyMap<string, NameOwner>;
}

export const emptyRoster: RosterState = { regionId: null, units: new Map(), groups: new Map(), names: new Map() };

/** Finds the unit or group that has a name. Spellings that `foldName` makes equal are one name. */
export function ownerOf(roster: RosterState, name: string): NameOwner | undefined {
  return roster.names.get(foldName(name));
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

/** The roster with a name added. */
export function withName(roster: RosterState, name: string, owner: NameOwner): RosterState["names"] {
  return new Map(roster.names).set(foldName(name), owner);
}
