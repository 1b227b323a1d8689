// What roster decisions must know: every name and whose it is, and who belongs to a group on a day.
import { foldName } from "./names.ts";

/** A member's time in a group: from a day on, up to and without another. */
export interface Membership {
  readonly unitId: string;
  readonly from: string;
  readonly until: string | null;
}

export interface RosterGroup {
  readonly name: string;
  /** A list group has members; a predicate group is filled per task by a person. */
  readonly kind: "list" | "predicate";
  readonly members: readonly Membership[];
}

/** Whose a name is. */
export type NameOwner =
  | { readonly kind: "unit"; readonly unitId: string }
  | { readonly kind: "group"; readonly groupId: string };

export interface RosterState {
  /** Null until the first unit or group is there. */
  readonly regionId: string | null;
  readonly units: ReadonlyMap<string, { readonly name: string; readonly aliases: readonly string[] }>;
  readonly groups: ReadonlyMap<string, RosterGroup>;
  /** By folded name. */
  readonly names: ReadonlyMap<string, NameOwner>;
}

export const emptyRoster: RosterState = { regionId: null, units: new Map(), groups: new Map(), names: new Map() };

/** Finds whose a name is; width and blanks do not count. */
export function ownerOf(roster: RosterState, name: string): NameOwner | undefined {
  return roster.names.get(foldName(name));
}

/** True where a membership holds on a day. */
export function holdsOn({ from, until }: Membership, day: string): boolean {
  return from <= day && (until === null || day < until);
}

/** The members of a group on a day, each once, in the order they were entered. */
export function membersOn(group: RosterGroup, day: string): string[] {
  return [...new Set(group.members.filter((member) => holdsOn(member, day)).map((member) => member.unitId))];
}

/** The roster with a name added. */
export function withName(roster: RosterState, name: string, owner: NameOwner): RosterState["names"] {
  return new Map(roster.names).set(foldName(name), owner);
}
