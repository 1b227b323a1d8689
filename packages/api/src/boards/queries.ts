// Queries on boards 看板: where a plan stands, and what is due in the region.
import { beijingDay, planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { boardOf, lamp, lampRule, openUnits, taskCards, unfilledGroups } from "@taizhang/projections";
import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { readPlan } from "../plan/queries.ts";
import { type Connection, connected, connectionOf, Days, PageArgs, pageOf, spanOf } from "../reading/paging.ts";
import { atLeastArg } from "../reading/reading.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { Day, Position } from "../schema/scalars.ts";
import { lampShown } from "../task/types.ts";
import { DueTask, PlanBoard } from "./types.ts";

const DeadlineConnection = connectionOf(() => DueTask, "Deadline", "tasks that are due 到期任务");

const onArg = { nullable: true, description: "The day lamps are lit for 判定日; left out, today in Beijing." };

@Resolver()
export class BoardQueries {
  @OpenTo(planReaders)
  @Query(() => PlanBoard, {
    nullable: true,
    description: "Where a plan stands 计划看板; null where there is none in the reader's region.",
  })
  async planBoard(
    @Arg("planId", () => ID, { description: "The plan 计划编号." }) planId: string,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<PlanBoard | null> {
    context.views.atLeast(position);
    const plan = await readPlan(context, planId, null);
    if (!plan) return null;
    const { value, ...answer } = await wholeIndex(context.views, taskCards, `plan/${planId}`);
    const day = on ?? beijingDay(context.now());
    const board = boardOf(
      value.map((item) => item.doc),
      plan.sections.map(({ children, ...section }) => ({ ...section, children: [...children] })),
      day,
    );
    return {
      planId,
      on: day,
      lampRule,
      counts: board.counts,
      sections: board.sections,
      units: board.units.map(({ unitId, ...share }) => ({ ...share, unit: { id: unitId } })),
      position: answer.position,
      stale: answer.stopped,
    };
  }

  @OpenTo(planReaders)
  @Query(() => DeadlineConnection, {
    description: "The tasks of the region that are open and have a due day 时限看板, the earliest due day first.",
  })
  async deadlineBoard(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("due", () => Days, { nullable: true, description: "Only what is due in this span 时限范围." })
    due: Days | null | undefined,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<DueTask>> {
    const { regionId } = readerOf(context);
    context.views.atLeast(position);
    const wanted = pageOf(page, `deadlines/${regionId}`);
    const answer = await context.views.list(taskCards, `due/${regionId}`, { ...wanted, ...spanOf(due) });
    const day = on ?? beijingDay(context.now());
    return connected(
      answer,
      (task) => {
        const { taskId, planId, row } = task.opened;
        return {
          taskId,
          planId,
          row: row.row,
          text: row.text,
          dueOn: task.life.dueOn ?? "",
          lamp: lampShown(lamp(task, day), day),
          openUnits: openUnits(task).map((id) => ({ id })),
          unfilledGroups: unfilledGroups(task).map(({ groupId: id }) => ({ id })),
        };
      },
      wanted,
    );
  }
}
