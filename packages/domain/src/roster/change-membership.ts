// A change of members 调整成员: units join or leave a list group as of a day. Plans issued before keep theirs.
import { action, reject } from "../kernel/action.ts";
import { faults } from "../kernel/faults.ts";
import { change, leavingAtEnd, MembershipChanged, membershipSample } from "./membership.ts";
import { membersOn, type RosterState, refusalOfEndedGroup, tellEarly } from "./state.ts";
import { refusalOfUnits } from "./unit-end.ts";

const command = change.refine(({ joined, left }) => !joined.some((unit) => left.includes(unit)), {
  error: faults.joinsAndLeaves.en,
  path: ["left"],
});

export const changeMembership = action({
  title: { zh: "调整成员", en: "Change a group's members" },
  by: ["office", "admin"],
  command,
  example: membershipSample,
  events: [MembershipChanged],
  open(roster: RosterState, { groupId }) {
    const group = roster.groups.get(groupId);
    if (!group) return reject("GROUP_NOT_FOUND");
    return group.kind === "predicate" ? reject("NO_MEMBERS_HERE") : { roster, group };
  },
  decide({ roster, group }, command) {
    const ended = refusalOfEndedGroup(group, command.effectiveOn);
    if (ended) return ended;
    const stranger = [...command.joined, ...command.left].find((unit) => !roster.units.has(unit));
    if (stranger) return reject("UNIT_NOT_FOUND", stranger);
    if (group.validFrom > command.effectiveOn) return reject("NOT_VALID_YET", tellEarly([group], command.effectiveOn));
    const refusal = refusalOfUnits(roster.units, command.joined, command.effectiveOn);
    if (refusal) return refusal;
    const present = new Set(membersOn(group, command.effectiveOn));
    const joined = [...new Set(command.joined)].filter((unit) => !present.has(unit));
    const left = [...new Set(command.left)].filter((unit) => present.has(unit));
    if (joined.length + left.length === 0) return [];
    return [MembershipChanged({ ...command, joined, left }), ...leavingAtEnd(roster, command.groupId, joined)];
  },
});
