// What the same words were filled with in other tasks of a plan 其他任务确定的成员: whoever fills a group may mean the same again.
import type { Position } from "@taizhang/log";
import { type TaskCard, taskCards } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { limits } from "../limits/limits.ts";
import { listOf, taking } from "../limits/measured.ts";
import type { Reading } from "../reading/reading.ts";
import { UnitName, unitToday } from "../roster/unit-name.ts";
import { leadsAtHand } from "./leads-of.ts";
import { taskOf } from "./shown-task.ts";
import { GroupOnTask, reportNow, Task } from "./types.ts";

const mostSets = 5;

@ObjectType({ description: "Units that a person named for a group 确定的成员." })
export class NamedMembers {
  @listOf(20)
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
  @taking(limits.fillingPoints)
  @FieldResolver(() => [NamedMembers], {
    description:
      "What a person filled the group with in other tasks of the plan 其他任务确定的成员: each set of units once, the most frequent " +
      `first, ${mostSets} at most, of the first ${limits.fillingLooks.toLocaleString("en")} tasks; none where the task is shown as of a moment.`,
  })
  async namedElsewhere(
    @Root() { groupId, whole: { id, planId, asOf, lamp } }: GroupOnTask,
    @Ctx() context: Context,
  ): Promise<NamedMembers[]> {
    if (asOf !== null) return [];
    const { fillings, position, stopped } = await fillingsOf(context.views, planId);
    const seen = { position, stale: stopped, asOf, leads: leadsAtHand, report: reportNow(context) };
    const elsewhere = (fillings.get(groupId) ?? []).flatMap((alike) => {
      const others = alike.filter(({ card }) => card.opened.taskId !== id);
      const last = others.at(-1);
      return last === undefined ? [] : [{ taskCount: others.length, last }];
    });
    return elsewhere
      .sort((a, b) => b.taskCount - a.taskCount)
      .slice(0, mostSets)
      .map(({ taskCount, last: { card, unitIds } }) => ({
        units: unitIds.map(unitToday),
        taskCount,
        task: taskOf(card, readerOf(context), lamp.on, seen),
      }));
  }
}

/** The units that a person named for a group on a task, each once. */
interface Filling {
  readonly card: TaskCard;
  readonly unitIds: readonly string[];
}

/** What the groups of a plan were filled with, as the tasks tell at a position. */
interface Fillings {
  /** By group: the fillings with the same units together, in the order of the first tasks with them; tasks by row. */
  readonly fillings: ReadonlyMap<string, readonly (readonly Filling[])[]>;
  readonly position: Position | null;
  readonly stopped: boolean;
}

const known = new WeakMap<Reading, Map<string, Promise<Fillings>>>();

/** What the groups of a plan were filled with: the tasks are looked through once, for whoever of a request asks. */
function fillingsOf(views: Reading, planId: string): Promise<Fillings> {
  const plans = known.get(views) ?? new Map<string, Promise<Fillings>>();
  known.set(views, plans);
  const found = plans.get(planId) ?? lookedThrough(views, planId);
  plans.set(planId, found);
  return found;
}

async function lookedThrough(views: Reading, planId: string): Promise<Fillings> {
  const { value, position, stopped } = await views.list(taskCards, `plan/${planId}`, { first: limits.fillingLooks });
  const groups = new Map<string, Map<string, Filling[]>>();
  for (const { doc: card } of value.items) {
    for (const { groupId, named } of card.groups) {
      const unitIds = [...new Set(named.flatMap((each) => each.unitIds))];
      if (unitIds.length === 0) continue;
      const sets = groups.get(groupId) ?? new Map<string, Filling[]>();
      groups.set(groupId, sets);
      const key = unitIds.toSorted().join(" ");
      const alike = sets.get(key) ?? [];
      sets.set(key, alike);
      alike.push({ card, unitIds });
    }
  }
  const fillings = new Map([...groups].map(([groupId, sets]) => [groupId, [...sets.values()]]));
  return { fillings, position, stopped };
}
