// Filling a group 确定单位组成员: a person names the units a predicate group means here, or adds a later member of a list.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { freeText, groupId, unitId } from "../kernel/shapes.ts";
import { relation } from "../plan/draft.ts";
import { refusalOfUnits } from "../roster/unit-end.ts";
import { again, type Roster } from "./assign-units.ts";
import { isCounted } from "./assignment-state.ts";
import { runningTask } from "./ending.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { adds, beginningAgain, type TaskState, withAssignments } from "./state.ts";
import { signedOffBy } from "./waits-for-nobody.ts";

const command = z.object({ groupId, unitIds: z.array(unitId).min(1).max(most.units), reason: freeText });

const sample = { groupId: sampleGroup, unitIds: [sampleUnit], reason: { text: "属其职责。" } };

export const GroupExpanded = event({
  type: "GroupExpanded",
  title: "确定单位组成员",
  /** `relations` is all that the group is printed as: 梁平 prints some as lead and responsible at once. */
  shape: command.extend({ relations: z.array(relation).min(1), again }),
  sight: (e) => everybodys(e.unitIds),
  sample: { ...sample, relations: ["responsible"] },
  evolve: (task: TaskState, e): TaskState =>
    withAssignments(
      task,
      e.unitIds.map((unit) => ({ unitId: unit, relations: e.relations })),
      e.again,
    ),
  tell: (e, nameOf) => ({
    zh: `确定“${nameOf(e.groupId)}”为：${e.unitIds.map(nameOf).join("、")}；理由：${e.reason.text}`,
    en: `filled “${nameOf(e.groupId)}” with ${e.unitIds.map(nameOf).join(", ")}; reason: ${e.reason.text}`,
  }),
});

export const expandGroup = action({
  title: { zh: "确定单位组成员", en: "Fill a group" },
  by: ["office"],
  command,
  example: sample,
  events: [GroupExpanded, AssignmentSignedOff],
  open(state: TaskState, { groupId }) {
    const task = runningTask(state);
    if (isRejection(task)) return task;
    const relations = task.groups[groupId];
    return relations ? { task, relations } : reject("GROUP_NOT_ON_TASK");
  },
  decide({ task, relations }, { groupId, unitIds, reason }, actor, given: Pick<Roster, "units">) {
    const stranger = unitIds.find((unit) => !given.units.has(unit));
    if (stranger) return reject("UNIT_NOT_FOUND", stranger);
    const added = [...new Set(unitIds)].filter((unit) => {
      const part = task.assignments[unit];
      return (part && !isCounted(part.state)) || adds(part?.relations, relations);
    });
    const refusal = refusalOfUnits(given.units, added, beijingDay(actor.at));
    if (refusal) return refusal;
    if (added.length === 0) return [];
    const begun = beginningAgain(task, added);
    const expanded = { groupId, unitIds: added, reason, relations: [...relations] };
    const filled = GroupExpanded({ ...expanded, ...(begun.length > 0 && { again: [...begun] }) });
    return [filled, ...signedOffBy(GroupExpanded.evolve(task, filled.data, 0))];
  },
});
