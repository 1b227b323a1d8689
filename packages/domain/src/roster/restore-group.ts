// The end of a group undone 恢复单位组: its words stand for its units again, as if it had not ended. Who belongs to it is as entered.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleGroup } from "../kernel/sample-values.ts";
import { day, freeText, groupId } from "../kernel/shapes.ts";
import { nameGoneSince, refusalOfHeld } from "./known-names.ts";
import { foldName } from "./names.ts";
import type { NameOwner, RosterState } from "./state.ts";

const restoration = z.object({
  groupId,
  reason: freeText,
  /** What it rests on 依据. */
  authority: freeText,
});

const sample: z.infer<typeof restoration> = {
  groupId: sampleGroup,
  reason: { text: "新通知仍使用这一统称。" },
  authority: { text: "区政府办公室主任办公会议纪要。" },
};

export const GroupRestored = event({
  type: "GroupRestored",
  title: "恢复单位组",
  /** `before` is the end as it was known until then. */
  shape: restoration.extend({ before: z.object({ on: day }) }),
  sight: () => everybodys(),
  fields: ({ groupId, before }) => [{ field: `groups.${groupId}.until`, unitId: null, before: before.on, after: null }],
  sample: { ...sample, before: { on: "2021-07-01" } },
  evolve(roster: RosterState, { groupId }): RosterState {
    const group = roster.groups.get(groupId);
    return group ? { ...roster, groups: new Map(roster.groups).set(groupId, { ...group, until: null }) } : roster;
  },
  tell: (e, nameOf) => ({
    zh: `恢复单位组“${nameOf(e.groupId)}”，其自${e.before.on}起的停用作废；理由：${e.reason.text}；依据：${e.authority.text}`,
    en: `restored the group “${nameOf(e.groupId)}”, as if it had not ended as of ${e.before.on}; reason: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const restoreGroup = action({
  title: { zh: "恢复单位组", en: "Restore a group" },
  by: ["office", "admin"],
  command: restoration,
  example: sample,
  events: [GroupRestored],
  open(roster: RosterState, { groupId }) {
    const group = roster.groups.get(groupId);
    if (!group) return reject("GROUP_NOT_FOUND");
    const { until: on, name } = group;
    if (on === null) return unchanged;
    const owner: NameOwner = { kind: "group", groupId };
    const gone = nameGoneSince(roster, owner, on, (folded) => (foldName(name) === folded ? name : folded));
    return gone ? refusalOfHeld(roster, gone) : { before: { on } };
  },
  decide: ({ before }, command) => [GroupRestored({ ...command, before })],
});
