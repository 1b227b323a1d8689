// A group 单位组: words that stand for several units. A list group has members, a predicate group is filled per task.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { changesBetween } from "../kernel/field-change.ts";
import { most } from "../kernel/most.ts";
import { sampleGroup, sampleRegion, sampleUnit } from "../kernel/sample-values.ts";
import { day, groupId, name, regionId, unitId } from "../kernel/shapes.ts";
import { asEntered } from "./as-entered.ts";
import { heldIn, refusalOfName, withName } from "./known-names.ts";
import { leavingAtEnd, MembershipChanged } from "./membership.ts";
import { saidName } from "./names.ts";
import { isSameOwner, membersOn, type RosterState, refusalOfEndedGroup } from "./state.ts";
import { refusalOfUnits } from "./unit-end.ts";

const group = z.object({
  regionId,
  groupId,
  name,
  kind: z.enum(["list", "predicate"]),
  /** The first members of a list group; empty for a predicate group. */
  members: z.array(unitId).max(most.units),
  validFrom: day,
});

const sample: z.infer<typeof group> = {
  regionId: sampleRegion,
  groupId: sampleGroup,
  name: "区政府各部门",
  kind: "list",
  members: [sampleUnit],
  validFrom: "2021-01-01",
};

export const GroupDefined = event({
  type: "GroupDefined",
  title: "设单位组",
  shape: group,
  sight: (e) => everybodys(e.members),
  fields: ({ groupId, name, validFrom }) => changesBetween({}, { name, validFrom }, null, `groups.${groupId}`),
  sample,
  evolve: (roster: RosterState, e): RosterState => ({
    ...roster,
    regionId: e.regionId,
    groups: new Map(roster.groups).set(e.groupId, {
      name: e.name,
      kind: e.kind,
      validFrom: e.validFrom,
      until: null,
      members: e.members.map((member) => ({ unitId: member, from: e.validFrom, until: null })),
    }),
    names: withName(roster, e.name, {
      owner: { kind: "group", groupId: e.groupId },
      validFrom: e.validFrom,
      until: null,
    }),
  }),
  tell: (e) =>
    e.kind === "predicate"
      ? {
          zh: `设条件组“${e.name}”，成员按任务确定`,
          en: `defined “${e.name}” as a predicate group, filled task by task`,
        }
      : {
          zh: `设单位组“${e.name}”，成员${e.members.length}个`,
          en: `defined the group “${e.name}” with ${e.members.length} members`,
        },
});

export const defineGroup = action({
  title: { zh: "设单位组", en: "Define a group" },
  by: ["office", "admin"],
  command: group.extend({ name: saidName }),
  example: sample,
  events: [GroupDefined, MembershipChanged],
  open: (roster: RosterState) => roster,
  decide(roster, command) {
    const members = [...new Set(command.members)];
    const owner = { kind: "group", groupId: command.groupId } as const;
    const span = { validFrom: command.validFrom, until: null };
    const held = heldIn(roster, command.name, span).find((each) => isSameOwner(each.owner, owner));
    const known = roster.groups.get(command.groupId);
    if (known && held) {
      const there = membersOn(known, known.validFrom);
      const same = there.length === members.length && members.every((member) => there.includes(member));
      if (!same || known.kind !== command.kind) return reject("GROUP_EXISTS", command.name);
      return asEntered(held, command.name, command.validFrom);
    }
    const taken = refusalOfName(roster, command.name, owner, span);
    if (taken) return taken;
    if (known) return refusalOfEndedGroup(known, command.validFrom) ?? reject("GROUP_EXISTS", known.name);
    if (command.kind === "predicate" && command.members.length > 0) return reject("NO_MEMBERS_HERE");
    const stranger = command.members.find((member) => !roster.units.has(member));
    if (stranger) return reject("UNIT_NOT_FOUND", stranger);
    const refusal = refusalOfUnits(roster.units, members, command.validFrom);
    return refusal ?? [GroupDefined({ ...command, members }), ...leavingAtEnd(roster, command.groupId, members)];
  },
});
