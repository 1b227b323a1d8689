// The review queue 待办: what waits for the reader's unit as a lead, or for the office.
import { planReaders, readsAllUnits } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { reviewQueue, type Waiting } from "@taizhang/projections";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { type Connection, connected, connectionOf, PageArgs, pageOf } from "../reading/paging.ts";
import { atLeastArg } from "../reading/reading.ts";
import { UnitName } from "../roster/types.ts";
import { WaitingKind, words } from "../schema/enums.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { readTask } from "../task/queries.ts";
import { AboutTask, Task } from "../task/types.ts";

@ObjectType({ description: "Something that waits for a decision 待办." })
export class WaitingItem extends AboutTask {
  @Field(() => WaitingKind, { description: "What it is 类别." })
  kind!: Waiting["kind"];

  @Field(() => Day, { nullable: true, description: "The due day 完成时限." })
  dueOn!: string | null;

  @Field(() => UnitName, {
    nullable: true,
    description: "The unit whose report, claim, request or dispute it is 单位; null for a group.",
  })
  unit!: UnitName | null;

  @Field(() => Int, { nullable: true, description: "The number of the report, or of the completion report 第几份." })
  reportNo!: number | null;

  @Field(() => Int, { nullable: true, description: "The number of the request for an extension 第几次延期申请." })
  extensionNo!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: "The item that the request is about 条目编号; null where it is about the unit's part.",
  })
  itemId!: string | null;

  @Field(() => Day, { nullable: true, description: "The due day that the unit asks for 申请延至." })
  askedDueOn!: string | null;

  @Field(() => UnitName, {
    nullable: true,
    description: "The unit that should have the part instead, as the one that disputes it suggests 建议承担单位.",
  })
  suggestedUnit!: UnitName | null;

  @Field(() => UnitName, { nullable: true, description: "The group to be filled 单位组." })
  group!: UnitName | null;

  @Field(() => Instant, { description: "Since when it waits 自." })
  since!: string;
}

const QueueOwner = words<"office" | "lead">("ReviewerKind", "For whom something waits 由谁办理.", {
  office: "For the office 办公室.",
  lead: "For the reader's unit, as the lead of the task 牵头单位.",
});

const ReviewConnection = connectionOf(() => WaitingItem, "Review", "what waits for a decision 待办");

@Resolver(() => WaitingItem)
export class ReviewQueries {
  @OpenTo(planReaders)
  @Query(() => ReviewConnection, {
    description:
      "What waits for a decision 待办, the longest waiting first: for the office, or for the reader's unit as a lead.",
  })
  async reviewQueue(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("of", () => QueueOwner, {
      nullable: true,
      description:
        "Whose queue 由谁办理; left out, the office's for readers who see the whole region, else that of the reader's unit.",
    })
    of: "office" | "lead" | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<WaitingItem>> {
    const reader = readerOf(context);
    // The office's queue shows what units reported; to a unit it is closed, as it would be one by one.
    if (of === "office" && !readsAllUnits(reader)) throw problem("FORBIDDEN");
    context.views.atLeast(position);
    const isOffice = of === "office" || (of == null && readsAllUnits(reader));
    const index = isOffice ? `office/${reader.regionId}` : `lead/${reader.unitId ?? ""}`;
    const wanted = pageOf(page, `reviews/${index}`);
    const answer = await context.views.list(reviewQueue, index, wanted);
    return connected(
      answer,
      ({ unitId, suggestedUnitId, groupId, ...waiting }) => ({
        ...waiting,
        unit: unitId === null ? null : { id: unitId },
        suggestedUnit: suggestedUnitId === null ? null : { id: suggestedUnitId },
        group: groupId === null ? null : { id: groupId },
      }),
      wanted,
    );
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task 任务; null where it is about a plan as a whole.",
  })
  async task(@Root() { taskId }: WaitingItem, @Ctx() context: Context): Promise<Task | null> {
    return taskId === null ? null : readTask(context, taskId, null);
  }
}
