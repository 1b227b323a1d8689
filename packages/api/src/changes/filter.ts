// Which changes a subscriber wants.
import { eventTypes } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { Field, ID, InputType } from "type-graphql";
import { problem } from "../errors.ts";

@InputType({ description: "Which changes are wanted 筛选条件: those that meet every condition given." })
export class ChangesFilter {
  @Field(() => ID, { nullable: true, description: "Changes of this plan and of its tasks 计划编号." })
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

/** The filter as a test on events. Throws `BAD_USER_INPUT` on an unknown event type, which would never match. */
export function filtered({ planId, taskId, unitId, types }: ChangesFilter): (event: StoredEvent) => boolean {
  const unknown = types?.filter((type) => !eventTypes.has(type)) ?? [];
  if (unknown.length > 0) {
    const known = [...eventTypes.keys()].sort().join(", ");
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: `没有这样的事件类型：${unknown.join("、")}。事件类型有：${known}。`,
        en: `There is no event type ${unknown.join(", ")}; the types are ${known}.`,
      },
      { field: "filter.types" },
    );
  }
  const wanted = types && new Set(types);
  return ({ fact, meta }) =>
    (!planId || meta.planId === planId) &&
    (!taskId || meta.taskId === taskId) &&
    (!unitId || meta.unitIds.includes(unitId)) &&
    (!wanted || wanted.has(fact.type));
}
