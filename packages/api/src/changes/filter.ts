// Which changes a subscriber wants.
import { eventTypes, mayReadPlans, plan, type Reader, roster, task } from "@taizhang/domain";
import type { Executor, StoredEvent } from "@taizhang/log";
import { Field, ID, InputType } from "type-graphql";
import { badInput } from "../errors.ts";
import { shortened } from "../input-faults.ts";

@InputType({ description: "Which changes are wanted 筛选条件: those that meet every condition given." })
export class ChangesFilter {
  @Field(() => ID, {
    nullable: true,
    description: "Changes of this plan, of its tasks and of the completion reports on it 计划编号.",
  })
  planId?: string | null;

  @Field(() => ID, { nullable: true, description: "Changes of this task 任务编号." })
  taskId?: string | null;

  @Field(() => ID, { nullable: true, description: "Changes that touch this unit 单位编号." })
  unitId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Changes of these event types 事件类型, such as `ProgressReported`.",
  })
  types?: string[] | null;
}

/**
 * The filter as a test on events. Rejects with `BAD_USER_INPUT` on a filter that nothing could ever meet, because waiting
 * for it would look like silence: an unknown event type, no type at all, and a plan, task or unit that the reader's region
 * does not have.
 */
export async function filtered(
  { planId, taskId, unitId, types }: ChangesFilter,
  executor: Pick<Executor, "load">,
  reader: Reader,
): Promise<(event: StoredEvent) => boolean> {
  if (types) checkTypes(types, "filter.types");
  const isRead = (regionId: string | null | undefined) => regionId != null && mayReadPlans(reader, regionId);
  if (planId != null && !isRead((await executor.load(plan, planId)).state.regionId)) throw unknown("planId");
  if (taskId != null && !isRead((await executor.load(task, taskId)).state.about?.regionId)) throw unknown("taskId");
  if (unitId != null && !(await executor.load(roster, reader.regionId)).state.units.has(unitId))
    throw unknown("unitId");
  const wanted = types && new Set(types);
  return ({ fact, meta }) =>
    (planId == null || meta.planId === planId) &&
    (taskId == null || meta.taskId === taskId) &&
    (unitId == null || meta.unitIds.includes(unitId)) &&
    (!wanted || wanted.has(fact.type));
}

/** Throws `BAD_USER_INPUT`, with the field, on event types that there are not, and on none at all: nothing would ever be found. */
export function checkTypes(types: readonly string[], field: string): void {
  const known = [...eventTypes.keys()].sort().join(", ");
  const others = types.filter((type) => !eventTypes.has(type)).map((type) => `“${shortened(type)}”`);
  if (types.length > 0 && others.length === 0) return;
  const fault =
    types.length === 0
      ? {
          zh: `没有写事件类型，什么也不会收到：请不写 types，或写事件类型；有：${known}`,
          en: `names no event type, so that nothing would ever come: leave it out, or name some of ${known}`,
        }
      : {
          zh: `没有事件类型${others.join("、")}；有：${known}`,
          en: `there is no event type ${others.join(", ")}; there are ${known}`,
        };
  throw badInput([{ field, fault }]);
}

const things = {
  planId: { zh: "计划", en: "plan" },
  taskId: { zh: "任务", en: "task" },
  unitId: { zh: "单位", en: "unit" },
};

/** The failure of a condition. */
function unknown(condition: keyof typeof things) {
  const { zh, en } = things[condition];
  return badInput([
    {
      field: `filter.${condition}`,
      fault: {
        zh: `本行政区划没有这个编号的${zh}，什么也不会收到；请核对编号`,
        en: `the region has no ${en} of this id, so that nothing would ever come; check the id`,
      },
    },
  ]);
}
