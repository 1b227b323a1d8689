// Queries on completion reports 办结情况报告, now or as of any moment.
import { completion, completionIdOf, mayReadPlans, planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { completionReports } from "@taizhang/projections";
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { AsOf, asOfArg, nowOrAsOf } from "../reading/as-of.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { type Moment, momentOf, onArg } from "../reading/moment.ts";
import { afterwards, notShownField, notShownType } from "../schema/afterwards.ts";
import { Day, Position } from "../schema/scalars.ts";
import type { Sentence } from "../schema/sentence.ts";
import { CompletionAnswer } from "./answer.ts";
import { CompletionReport, completionReportOf } from "./types.ts";

const completionOf = nowOrAsOf(completionReports, completion);

async function readCompletion(
  context: Context,
  { planId, unitId }: { readonly planId: string; readonly unitId: string },
  { asOf, day }: Moment,
): Promise<CompletionReport | null> {
  const id = completionIdOf(context.identity, planId, unitId);
  const { doc: card, ...seen } = await completionOf(context, id, asOf);
  const reader = readerOf(context);
  if (!card || !mayReadPlans(reader, card.about.regionId)) return null;
  return completionReportOf(card, { ...reader, asOf }, day, seen);
}

const shown = afterwards(async (answer: CompletionAnswer, context: Context) =>
  readCompletion(context, answer, await momentOf(context, {})),
);

@Resolver(() => CompletionReport)
export class CompletionQueries {
  @OpenTo(planReaders)
  @Query(() => CompletionReport, {
    nullable: true,
    description:
      "What a unit owes a plan as its completion report 办结情况报告; null where nothing is owed. Units other than the one " +
      "that reports see where it stands, not what it says.",
  })
  async completionReport(
    @Arg("planId", () => ID, { description: "The plan 计划编号." }) planId: string,
    @Arg("unitId", () => ID, { description: "The unit 单位编号." }) unitId: string,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<CompletionReport | null> {
    context.views.atLeast(position);
    return readCompletion(context, { planId, unitId }, await momentOf(context, { asOf, on }));
  }
}

@Resolver(() => CompletionAnswer)
export class CompletionAnswered {
  @FieldResolver(() => CompletionReport, {
    nullable: true,
    description: "The report after the command 办结情况报告; null where there is none, or `notShown` says why.",
  })
  async completionReport(@Root() answer: CompletionAnswer, @Ctx() context: Context): Promise<CompletionReport | null> {
    return (await shown(answer, context)).value;
  }

  @FieldResolver(notShownType, notShownField)
  async notShown(@Root() answer: CompletionAnswer, @Ctx() context: Context): Promise<Sentence | null> {
    return (await shown(answer, context)).notShown;
  }
}
