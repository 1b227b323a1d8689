// Memberships as they change 成员变动: the fact, and what follows for them when units end.
import { z } from "zod";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { grouped } from "../kernel/grouped.ts";
import { most } from "../kernel/most.ts";
import { sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { day, groupId, unitId } from "../kernel/shapes.ts";
import {
  changedMembers,
  type MembersChange,
  type Membership,
  membersOn,
  type PlaceLeft,
  type RosterState,
  type UnitEnd,
} from "./state.ts";

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
  title: "调整成员",
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
    const list = (ids: readonly string[], between: string) => ids.map(nameOf).join(between) || "–";
    return {
      zh: `调整“${nameOf(e.groupId)}”的成员，自${e.effectiveOn}起：加入${list(e.joined, "、")}；退出${list(e.left, "、")}`,
      en: `changed the members of “${nameOf(e.groupId)}” as of ${e.effectiveOn}: joined ${list(e.joined, ", ")}; left ${list(e.left, ", ")}`,
    };
  },
});

/** That members of a group leave it on the days on which they end, as far as these are known already. */
export function leavingAtEnd({ units }: Pick<RosterState, "units">, groupId: string, members: readonly string[]) {
  const ends = grouped(members, (id) => units.get(id)?.end?.on);
  return [...ends].flatMap(([effectiveOn, left]) =>
    effectiveOn === undefined ? [] : [MembershipChanged({ groupId, joined: [], left, effectiveOn })],
  );
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

/** What the end of a unit changes in the groups, as far as it must be known to undo it. */
export function placesLeft(roster: RosterState, unitId: string, { on, into }: UnitEnd): PlaceLeft[] {
  const changes = membershipsAtEnd(roster, [unitId], into, on).map(({ data }) => data);
  return [...roster.groups].flatMap(([groupId, { members }]) => {
    const times = members.filter((member) => member.unitId === unitId);
    const stoodIn = changes
      .filter((change) => change.groupId === groupId)
      .flatMap(({ joined, effectiveOn }) => joined.map((each) => ({ unitId: each, from: effectiveOn })));
    return times.length === 0 ? [] : [{ groupId, times, stoodIn }];
  });
}

/**
 * What changes in the groups when the end of a unit is undone: it is in each again as if it had not ended, and those that
 * joined in its place on that ground alone leave. Whatever was changed otherwise since then stays.
 */
export function membershipsRestored(roster: RosterState, unitId: string) {
  const unit = roster.units.get(unitId);
  if (!unit?.end) return [];
  const { on } = unit.end;
  return [...roster.groups].flatMap(([groupId, { members, validFrom }]) => {
    const { times = [], stoodIn = [] } = unit.placesLeft.find((place) => place.groupId === groupId) ?? {};
    const wasCut = members.some((member) => member.unitId === unitId && member.until === on);
    const isOver = times.some(({ until }) => until === on);
    const cut = times.find(({ from, until }) => from < on && (until === null || until > on));
    const back = [
      // It may have joined after its end was known, which then ended that time as well.
      ...(wasCut && !isOver ? [{ from: on, until: cut?.until ?? null }] : []),
      ...times.filter(({ from }) => from >= on).map(({ from, until }) => ({ from, until })),
    ].filter(({ until }) => until === null || validFrom < until);
    const leaving = stoodIn.filter(
      ({ unitId: other, from }) =>
        members.some((member) => member.unitId === other && member.from === from) &&
        !standsIn(roster, other, { groupId, from, notFor: unitId }),
    );
    const days = new Map<string, Omit<MembersChange, "effectiveOn">>();
    const change = (day: string, { joined = [], left = [] }: Partial<MembersChange>) => {
      const known = days.get(day);
      days.set(day, { joined: [...(known?.joined ?? []), ...joined], left: [...(known?.left ?? []), ...left] });
    };
    for (const each of leaving) change(each.from, { left: [each.unitId] });
    for (const { from, until } of back) {
      change(from < validFrom ? validFrom : from, { joined: [unitId] });
      if (until !== null) change(until, { left: [unitId] });
    }
    return [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([effectiveOn, { joined, left }]) =>
        MembershipChanged({ groupId, joined: [...joined], left: [...left], effectiveOn }),
      );
  });
}

/** True if a unit has been in a group since a day in the place of another one that has ended. */
const standsIn = (
  { units }: Pick<RosterState, "units">,
  unitId: string,
  { groupId, from, notFor }: Pick<Membership, "from"> & { readonly groupId: string; readonly notFor: string },
): boolean =>
  [...units].some(
    ([ended, { placesLeft }]) =>
      ended !== notFor &&
      placesLeft.some(
        (place) =>
          place.groupId === groupId && place.stoodIn.some((each) => each.unitId === unitId && each.from === from),
      ),
  );
