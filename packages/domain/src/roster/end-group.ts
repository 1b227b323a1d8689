// The end of a group 停用单位组: from a day on its words stand for nobody any more, or never did. Its names are free from then on. Tasks
// that print it keep it as it is printed, and are filled as before.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleGroup } from "../kernel/sample-values.ts";
import { day, freeText, groupId } from "../kernel/shapes.ts";
import { type RosterState, refusalOfEndedGroup, tellEarly } from "./state.ts";

const ending = z.object({
  groupId,
  /** The first day on which it is no more; the day from which it counts, if it never should have. */
  on: day,
  reason: freeText,
});

const sample = { groupId: sampleGroup, on: "2021-07-01", reason: { text: "新通知不再使用这一统称。" } };

export const GroupEnded = event({
  type: "GroupEnded",
  title: "停用单位组",
  /** It has counted since `validFrom`. */
  shape: ending.extend({ validFrom: day }),
  sight: () => everybodys(),
  sample: { ...sample, validFrom: "2021-01-01" },
  evolve(roster: RosterState, { groupId, on }): RosterState {
    const group = roster.groups.get(groupId);
    return group ? { ...roster, groups: new Map(roster.groups).set(groupId, { ...group, until: on }) } : roster;
  },
  tell: (e, nameOf) =>
    e.on === e.validFrom
      ? {
          zh: `撤销单位组“${nameOf(e.groupId)}”（${e.validFrom}起），视为从未设立；理由：${e.reason.text}`,
          en: `withdrew the group “${nameOf(e.groupId)}”, as if it had never been defined; reason: ${e.reason.text}`,
        }
      : {
          zh: `停用单位组“${nameOf(e.groupId)}”，自${e.on}起；理由：${e.reason.text}`,
          en: `ended the group “${nameOf(e.groupId)}” as of ${e.on}; reason: ${e.reason.text}`,
        },
});

export const endGroup = action({
  title: { zh: "停用单位组", en: "End a group" },
  by: ["office", "admin"],
  command: ending,
  example: sample,
  events: [GroupEnded],
  open(roster: RosterState, { groupId }) {
    const group = roster.groups.get(groupId);
    if (!group) return reject("GROUP_NOT_FOUND");
    return (group.until === null ? null : refusalOfEndedGroup(group, group.until)) ?? group;
  },
  already: ({ groups }, { groupId, on }) => groups.get(groupId)?.until === on,
  decide(group, command) {
    const { validFrom } = group;
    if (command.on < validFrom) return reject("NOT_VALID_YET", tellEarly([group], command.on));
    return [GroupEnded({ ...command, validFrom })];
  },
});
