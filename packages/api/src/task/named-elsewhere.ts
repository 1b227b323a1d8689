// What the same words were filled with in other tasks of a plan 其他任务确定的成员: whoever fills a group may mean the same again.
import { type TaskCard, taskCards } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { UnitName } from "../roster/unit-name.ts";
import { taskOf } from "./shown-task.ts";
import { GroupOnTask, reportNow, Task } from "./types.ts";

// Far more tasks than a notice prints.
const mostTasks = 2_000;
const mostSets = 5;

@ObjectType({ description: "Units that a person named for a group 确定的成员." })
export class NamedMembers {
  @Field(() => [UnitName], { description: "The units 单位." })
  units!: readonly UnitName[];

  @Field(() => Int, { description: "In how many tasks of the plan the group has just these 任务项数." })
  taskCount!: number;

  @Field(() => Task, { description: "The last of these tasks by row 任务." })
  task!: Task;
}

@Resolver(() => GroupOnTask)
export class NamedElsewhere {
  @listOf(mostSets)
  @FieldResolver(() => [NamedMembers], {
    description:
      "What a person filled the group with in other tasks of the plan 其他任务确定的成员: each set of units once, the most frequent " +
      `first, ${mostSets} at most, of the first ${mostTasks.toLocaleString("en")} tasks; none where the task is shown as of a moment.`,
  })
  async namedElsewhere(
    @Root() { groupId, whole: { id, planId, asOf, lamp } }: GroupOnTask,
    @Ctx() context: Context,
  ): Promise<NamedMembers[]> {
    if (asOf !== null) return [];
    const { value, position, stopped } = await context.views.list(taskCards, `plan/${planId}`, { first: mostTasks });
    const seen = { position, stale: stopped, asOf, report: reportNow(context) };
    const sets = new Map<string, NamedMembers>();
    for (const { doc } of value.items) {
      const named = doc.opened.taskId === id ? [] : namedIn(doc.groups, groupId);
      if (named.length === 0) continue;
      const key = named.toSorted().join(" ");
      const taskCount = 1 + (sets.get(key)?.taskCount ?? 0);
      const task = taskOf(doc, readerOf(context), lamp.on, seen);
      sets.set(key, { units: named.map((unitId) => ({ id: unitId })), taskCount, task });
    }
    return [...sets.values()].sort((a, b) => b.taskCount - a.taskCount).slice(0, mostSets);
  }
}

/** The units that were named for a group, each once. */
function namedIn(groups: TaskCard["groups"], groupId: string): readonly string[] {
  const group = groups.find((each) => each.groupId === groupId);
  return [...new Set(group?.named.flatMap(({ unitIds }) => unitIds))];
}
