// Memberships as they change 成员变动: the fact, and what follows for them when units end.
import { z } from "zod";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { day, groupId, unitId } from "../kernel/shapes.ts";
import { changedMembers, membersOn, type RosterState } from "./state.ts";

/** A change of members, in commands and facts. */
export const change = z.object({
  groupId,
  joined: z.array(unitId).max(most.units),
  left: z.array(unitId).max(most.units),
  /** The day from which the change holds. */
  effectiveOn: day,
});

/** The sample of the fact, and the example of the action. */
export const membershipSample = { groupId: sampleGroup, joined: [sampleUnit], left: [], effectiveOn: "2021-07-01" };

export const MembershipChanged = event({
  type: "MembershipChanged",
  shape: change,
  sight: (e) => everybodys([...e.joined, ...e.left]),
  sample: membershipSample,
  evolve(roster: RosterState, e): RosterState {
    const group = roster.groups.get(e.groupId);
    if (!group) return roster;
    const members = changedMembers(group.members, e);
    return { ...roster, groups: new Map(roster.groups).set(e.groupId, { ...group, members }) };
  },
  tell: (e, nameOf) => {
    const list = (ids: readonly string[]) => ids.map(nameOf).join("、") || "–";
    return {
      zh: `调整“${nameOf(e.groupId)}”的成员，自${e.effectiveOn}起：加入${list(e.joined)}；退出${list(e.left)}`,
      en: `changed the members of “${nameOf(e.groupId)}” as of ${e.effectiveOn}: joined ${list(e.joined)}; left ${list(e.left)}`,
    };
  },
});

/** That members of a group leave it on the days on which they end, as far as these are known already. */
export function leavingAtEnd({ units }: Pick<RosterState, "units">, groupId: string, members: readonly string[]) {
  const ends = new Map<string, string[]>();
  for (const id of members) {
    const on = units.get(id)?.end?.on;
    if (on !== undefined) ends.set(on, [...(ends.get(on) ?? []), id]);
  }
  return [...ends].map(([effectiveOn, left]) => MembershipChanged({ groupId, joined: [], left, effectiveOn }));
}

/**
 * What the end of units changes in the groups: they leave each from the day on, also where they would join only later, and the
 * units that came of them join those in their place.
 */
export function membershipsAtEnd(roster: RosterState, ended: readonly string[], into: readonly string[], on: string) {
  return [...roster.groups].flatMap(([groupId, group]) => {
    const own = group.members.filter((member) => ended.includes(member.unitId));
    const days = new Set([on, ...own.flatMap(({ from }) => (from > on ? [from] : []))]);
    let { members } = group;
    return [...days].sort().flatMap((effectiveOn) => {
      const present = membersOn({ ...group, members }, effectiveOn);
      const left = ended.filter((id) => present.includes(id));
      if (left.length === 0) return [];
      const change = { joined: into.filter((id) => !present.includes(id)), left, effectiveOn };
      members = changedMembers(members, change);
      return [MembershipChanged({ groupId, ...change })];
    });
  });
}
