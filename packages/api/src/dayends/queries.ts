// Day's ends 日终 as the schema shows them: which days of the region are closed, and how much each of them noted.
import { planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type ClosedDay, dayEnds } from "@taizhang/projections";
import { Arg, Args, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { atLeastArg } from "../reading/log-end.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  PageArgs,
  pageFrom,
  pageOf,
} from "../reading/paging.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";

@ObjectType({ description: "A day that was closed 日终: all that its end had to note is noted." })
export class DayEnd implements ClosedDay {
  @Field(() => Day, { description: "The day 日期." })
  day!: string;

  @Field(() => Int, { description: "How many things its end noted as due soon 临期数." })
  dueSoonCount!: number;

  @Field(() => Int, { description: "How many things its end noted as overdue 逾期数." })
  overdueCount!: number;

  @Field(() => Instant, { description: "When it was closed 日终时刻." })
  closedAt!: string;
}

const DayEndConnection = countedConnectionOf(() => DayEnd, "DayEnd", "days that were closed 日终");

const latestFirst = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

@Resolver()
export class DayEndQueries {
  @OpenTo(planReaders)
  @Query(() => DayEndConnection, {
    description:
      "The days of the region that were closed 日终, the latest first: 800 at most. Days on which no plan was open are not " +
      "closed.",
  })
  async dayEnds(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("atLeast", () => Position, atLeastArg) atLeast: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<DayEnd>> {
    const { regionId } = readerOf(context);
    context.views.atLeast(atLeast);
    const wanted = pageOf(page, `dayends/${regionId}`);
    const answer = await context.views.get(dayEnds, regionId);
    const days = (answer.value?.closed ?? []).toReversed().map((doc) => ({ key: doc.day, sort: doc.day, doc }));
    const order = (a: { sort: string }, b: { sort: string }) => latestFirst(a.sort, b.sort);
    const shown = connected({ ...answer, value: pageFrom(days, wanted, order) }, (day) => day, wanted);
    return counted(shown, () => days.length);
  }
}
