// The review queue 待办: what waits for the reader's unit as a lead, or for the office.
import { planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  nothingWaits,
  type PageOf,
  reviewQueue,
  type Waiting,
  type WaitingKind,
  waitingKinds,
} from "@taizhang/projections";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { entriesWhere, whoseOf } from "../reading/entries.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { type Moment, momentOf, onArg } from "../reading/moment.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  inOrder,
  mergedPage,
  PageArgs,
  pageFrom,
  pageOf,
  positionField,
  staleField,
} from "../reading/paging.ts";
import { earlier } from "../reading/positions.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { WaitingKindWord, words } from "../schema/enums.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { taskAt } from "../task/queries.ts";
import { AboutTask, Task } from "../task/types.ts";
import { type QueueOwner, queueOf } from "./queue-of.ts";

@ObjectType({ description: "Something that waits for a decision 待办." })
export class WaitingItem extends AboutTask {
  @Field(() => ID, { description: "Its opaque id 编号; it stays the same for as long as it waits." })
  id!: string;

  @Field(() => WaitingKindWord, { description: "What it is 类别." })
  kind!: WaitingKind;

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

  /** The moment it is shown as of; null for now. Its task follows it. */
  moment!: Moment;
}

const QueueOwnerWord = words<QueueOwner>("ReviewerKind", "For whom something waits 由谁办理.", {
  office: "For the office 办公室.",
  lead: "For the reader's unit, as the lead of the task 牵头单位.",
});

const queueOwnerArg = {
  nullable: true,
  description:
    "Whose queue 由谁办理; left out, the office's for readers who see the whole region, else that of the reader's unit.",
};

const planArg = { nullable: true, description: "Only what waits in this plan 计划编号." };

const unitArg = {
  nullable: true,
  description: "Only what is about this unit 单位编号: its reports, claims, requests and disputes.",
};

const count = () => Int;

@ObjectType({
  description: "How much waits, by kind 待办计数; each count is the length of `reviewQueue` with that kind.",
})
export class WaitingCounts implements Record<WaitingKind, number> {
  @Field(count, { description: "Reports to be judged 待审核填报." })
  report!: number;

  @Field(count, { description: "Claims to be endorsed by the lead 待审定." })
  endorsement!: number;

  @Field(count, { description: "Claims to be signed off by the office 待销号." })
  signOff!: number;

  @Field(count, { description: "Requests for an extension 待答复延期申请." })
  extension!: number;

  @Field(count, { description: "Parts that their units dispute 待答复退单." })
  dispute!: number;

  @Field(count, { description: "Open parts whose units have ended 无主待移交." })
  ownerless!: number;

  @Field(count, { description: "Groups to be filled 待确定成员." })
  group!: number;

  @Field(count, { description: "Completion reports to be accepted 待接收办结情况." })
  completionReport!: number;
}

@ObjectType({ description: "A review queue in numbers 待办计数." })
export class ReviewCounts {
  @Field(count, { description: "How much waits in all 合计." })
  waiting!: number;

  @Field(() => WaitingCounts, { description: "How much waits, by kind 按类别." })
  byKind!: WaitingCounts;

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;
}

const kindTwice = {
  zh: "kind 与 kinds 只能给出一个。",
  en: "Give either kind or kinds.",
};

/** What waits as the schema shows it. */
export function shownWaiting(
  { unitId, suggestedUnitId, groupId, ...waiting }: Waiting,
  key: string,
  moment: Moment,
): WaitingItem {
  return {
    ...waiting,
    id: key,
    moment,
    unit: unitId === null ? null : unitNamed(unitId, moment),
    suggestedUnit: suggestedUnitId === null ? null : unitNamed(suggestedUnitId, moment),
    group: groupId === null ? null : unitNamed(groupId, moment),
  };
}

/** What waits in a queue now, of all kinds or of some; each kind has an index of its own. */
async function waitingNow({ views }: Context, queue: string, kinds: readonly WaitingKind[] | null, page: PageOf) {
  const indexes = kinds === null ? [queue] : [...new Set(kinds)].map((kind) => `${queue}/${kind}`);
  const pages = await Promise.all(indexes.map((index) => views.list(reviewQueue, index, page)));
  const total = async () => {
    const counts = await Promise.all(indexes.map((index) => views.count(reviewQueue, index)));
    return counts.reduce((sum, { value }) => sum + value, 0);
  };
  return {
    value: mergedPage(
      pages.map(({ value }) => value),
      page,
    ),
    // Each page was read by itself: all of them reflect the earliest position.
    position: pages.length === 0 ? null : pages.map(({ position }) => position).reduce(earlier),
    stopped: pages.some(({ stopped }) => stopped),
    total,
  };
}

const ReviewConnection = countedConnectionOf(() => WaitingItem, "Review", "what waits for a decision 待办");

@Resolver(() => WaitingItem)
export class ReviewQueries {
  @OpenTo(planReaders)
  @Query(() => ReviewConnection, {
    description:
      "What waits for a decision 待办, the longest waiting first: for the office, or for the reader's unit as a lead.",
  })
  async reviewQueue(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("of", () => QueueOwnerWord, queueOwnerArg)
    of: QueueOwner | null | undefined,
    @Arg("kind", () => WaitingKindWord, {
      nullable: true,
      description: "Only this kind 类别; left out, all, or those of `kinds`.",
    })
    kind: WaitingKind | null | undefined,
    @Arg("kinds", () => [WaitingKindWord], {
      nullable: true,
      description: "Only these kinds 类别; not beside `kind`.",
    })
    kinds: WaitingKind[] | null | undefined,
    @Arg("planId", () => ID, planArg) planId: string | null | undefined,
    @Arg("unitId", () => ID, unitArg) unitId: string | null | undefined,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) said: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<WaitingItem>> {
    const reader = readerOf(context);
    const { index } = queueOf(reader, of);
    context.views.atLeast(position);
    if (kind != null && kinds != null) throw problem("BAD_USER_INPUT", kindTwice, { field: "kinds" });
    const moment = await momentOf(context, { asOf: said, on });
    const wanted = pageOf(page, `reviews/${index}`);
    const only = kinds ?? (kind == null ? null : [kind]);
    const whose = whoseOf(planId, unitId);
    const shown = (waiting: Waiting, key: string): WaitingItem => shownWaiting(waiting, key, moment);
    if (moment.asOf === null && whose === null) {
      const { total, ...answer } = await waitingNow(context, index, only, wanted);
      return counted(connected(answer, shown, wanted), total);
    }
    const list = { of: reviewQueue, index };
    const { found, ...answer } = await entriesWhere(context, reader.regionId, whose, moment.asOf, list);
    const fitting = found
      .filter(({ doc }) => (only?.includes(doc.kind) ?? true) && (unitId == null || doc.unitId === unitId))
      .sort(inOrder());
    const value = pageFrom(fitting, wanted);
    return counted(connected({ ...answer, value }, shown, wanted), () => fitting.length);
  }

  @OpenTo(planReaders)
  @Query(() => ReviewCounts, { description: "The review queue in numbers 待办计数: how much of each kind waits." })
  async reviewCounts(
    @Arg("of", () => QueueOwnerWord, queueOwnerArg) of: QueueOwner | null | undefined,
    @Arg("planId", () => ID, planArg) planId: string | null | undefined,
    @Arg("unitId", () => ID, unitArg) unitId: string | null | undefined,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) said: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) atLeast: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<ReviewCounts> {
    const reader = readerOf(context);
    const { index: queue } = queueOf(reader, of);
    const { views } = context;
    views.atLeast(atLeast);
    const { asOf } = await momentOf(context, { asOf: said, on });
    const whose = whoseOf(planId, unitId);
    if (asOf !== null || whose !== null) {
      const list = { of: reviewQueue, index: queue };
      const { found, position, stopped } = await entriesWhere(context, reader.regionId, whose, asOf, list);
      const byKind = { ...nothingWaits };
      const fitting = found.filter(({ doc }) => unitId == null || doc.unitId === unitId);
      for (const { doc } of fitting) byKind[doc.kind] += 1;
      return { waiting: fitting.length, byKind, position, stale: stopped };
    }
    const counts = await Promise.all(
      waitingKinds.map(async (kind) => ({ kind, ...(await views.count(reviewQueue, `${queue}/${kind}`)) })),
    );
    const byKind = { ...nothingWaits };
    for (const { kind, value } of counts) byKind[kind] = value;
    return {
      waiting: counts.reduce((sum, { value }) => sum + value, 0),
      byKind,
      // Each count was read by itself: all of them reflect the earliest position.
      position: counts.map(({ position }) => position).reduce(earlier),
      stale: counts.some(({ stopped }) => stopped),
    };
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task 任务; null where it is about a plan as a whole.",
  })
  async task(@Root() { taskId, moment }: WaitingItem, @Ctx() context: Context): Promise<Task | null> {
    return taskId === null ? null : taskAt(context, taskId, moment);
  }
}
