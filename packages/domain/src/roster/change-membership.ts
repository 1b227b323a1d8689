// A change of members 调整成员: units join or leave a list group as of a day. Plans issued before keep theirs.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { faults } from "../kernel/faults.ts";
import { most } from "../kernel/most.ts";
import { sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { day, groupId, unitId } from "../kernel/shapes.ts";
import { changedMembers, membersOn, notValidYet, type RosterState, tellEarly } from "./state.ts";

const change = z.object({
  groupId,
  joined: z.array(unitId).max(most.units),
  left: z.array(unitId).max(most.units),
  /** The day from which the change holds. */
  effectiveOn: day,
});

const command = change.refine(({ joined, left }) => !joined.some((unit) => left.includes(unit)), {
  error: faults.joinsAndLeaves.en,
  path: ["left"],
});

const sample = { groupId: sampleGroup, joined: [sampleUnit], left: [], effectiveOn: "2021-07-01" };

export const MembershipChanged = event({
  type: "MembershipChanged",
  shape: change,
  sight: (e) => everybodys([...e.joined, ...e.left]),
  sample,
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

export const changeMembership = action({
  title: { zh: "调整成员", en: "Change a group's members" },
  by: ["office", "admin"],
  command,
  example: sample,
  events: [MembershipChanged],
  decide(roster: RosterState, command) {
    const group = roster.groups.get(command.groupId);
    if (!group) return reject("GROUP_NOT_FOUND");
    if (group.kind === "predicate") return reject("NO_MEMBERS_HERE");
    const stranger = [...command.joined, ...command.left].find((unit) => !roster.units.has(unit));
    if (stranger) return reject("UNIT_NOT_FOUND", stranger);
    if (group.validFrom > command.effectiveOn) return reject("NOT_VALID_YET", tellEarly([group], command.effectiveOn));
    const early = notValidYet(roster.units, command.joined, command.effectiveOn);
    if (early !== null) return reject("NOT_VALID_YET", early);
    const present = new Set(membersOn(group, command.effectiveOn));
    const joined = [...new Set(command.joined)].filter((unit) => !present.has(unit));
    const left = [...new Set(command.left)].filter((unit) => present.has(unit));
    return joined.length + left.length === 0 ? [] : [MembershipChanged({ ...command, joined, left })];
  },
});
