// History 留痕: the events of a plan, a task, a unit or the roster, told in sentences, as far as the reader may know them.
import { plan, type Reader, roster, rosterReaders, streamOf, task } from "@taizhang/domain";
import type { Position as LogPosition, StoredEvent } from "@taizhang/log";
import type { Found, Page, PageOf } from "@taizhang/projections";
import { Arg, Args, Ctx, Extensions, Field, ID, InputType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import { Change, changeFor } from "../changes/change.ts";
import { cursorOf } from "../changes/cursor.ts";
import { leadsFor } from "../changes/task-leads.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { type Connection, connected, connectionOf, PageArgs, pageOf } from "../reading/paging.ts";
import { atLeastArg } from "../reading/reading.ts";
import { namesOfRegion } from "../roster/names.ts";
import { Position } from "../schema/scalars.ts";
import { eventsFrom, type Source } from "./events.ts";

@InputType({ description: "A unit's completion report on a plan 办结情况报告." })
export class CompletionReportOf {
  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;

  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;
}

@InputType({ description: "Whose history is wanted 留痕对象: exactly one of these." })
export class HistoryOf {
  @Field(() => ID, { nullable: true, description: "A plan 计划编号: its import, its issue, its end." })
  planId?: string | null;

  @Field(() => ID, { nullable: true, description: "A task with all its assignments 任务编号." })
  taskId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Everything that touched a unit 单位编号: its tasks and its place in the roster.",
  })
  unitId?: string | null;

  @Field(() => CompletionReportOf, {
    nullable: true,
    description: "The completion report of a unit on a plan, with those it superseded 办结情况报告.",
  })
  completionReport?: CompletionReportOf | null;

  @Field(() => Boolean, { nullable: true, description: "The roster of the reader's region 单位名录." })
  roster?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "All denied attempts in the reader's region 被拒的操作. Empty for everybody but auditors.",
  })
  denied?: boolean | null;
}

const HistoryConnection = connectionOf(() => Change, "History", "what happened, in the order of the log 留痕");

@Resolver()
export class HistoryQueries {
  @OpenTo(rosterReaders)
  @Extensions({ readsLog: true })
  @Query(() => HistoryConnection, {
    description:
      "What happened 留痕, oldest first: who did what, when and on whose behalf, in both languages, with old and new values. " +
      "Empty where the reader may see nothing. Auditors also get the denied attempts at what is asked for.",
  })
  async history(
    @Arg("of", () => HistoryOf, { description: "Whose history 留痕对象." }) of: HistoryOf,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<Change>> {
    context.views.atLeast(position);
    const source = sourceOf(of, readerOf(context));
    const wanted = pageOf(page, `history/${nameOfSource(source)}`);
    const { events, ...seen } = await eventsFrom(context, source);
    return connected({ ...seen, value: await toldPage(context, events, wanted) }, (change) => change, wanted);
  }
}

/** What the history is asked of. Throws `BAD_USER_INPUT` unless exactly one thing is named. */
function sourceOf(
  { planId, taskId, unitId, completionReport: report, roster: ofRoster, denied }: HistoryOf,
  { regionId }: Reader,
): Source {
  const sources: Source[] = [
    ...(planId ? [{ of: plan, id: planId }] : []),
    ...(taskId ? [{ of: task, id: taskId }] : []),
    ...(unitId ? [{ unitId }] : []),
    ...(report ? [{ planId: report.planId, reportOfUnit: report.unitId }] : []),
    ...(ofRoster ? [{ of: roster, id: regionId }] : []),
    ...(denied ? [{ denied }] : []),
  ];
  const [wanted, ...more] = sources;
  if (wanted && more.length === 0) return wanted;
  throw problem(
    "BAD_USER_INPUT",
    {
      zh: "of 应恰好给出 planId、taskId、unitId、completionReport、roster、denied 中的一个。",
      en: "of takes exactly one of planId, taskId, unitId, completionReport, roster and denied.",
    },
    { field: "of" },
  );
}

/** The name of a source, for the cursors of its history. */
function nameOfSource(source: Source): string {
  if ("of" in source) return streamOf(source.of, source.id);
  if ("reportOfUnit" in source) return `completion-${source.planId}-${source.reportOfUnit}`;
  return "unitId" in source ? `unit-${source.unitId}` : "denied";
}

/** Tells the events after the cursor until the page is full and it is known whether there are more. */
async function toldPage(
  context: Context,
  events: readonly StoredEvent[],
  { first, after }: PageOf,
): Promise<Page<Change>> {
  const reader = readerOf(context);
  const leadsOf = leadsFor(context.executor, reader);
  const names = await namesOfRegion(context.executor, reader.regionId);
  const items: Found<Change>[] = [];
  let hasPrevious = false;
  for (const event of events) {
    context.signal.throwIfAborted();
    const sort = String(event.position).padStart(20, "0");
    const isBefore = after !== undefined && sort <= after.sort;
    // Of what comes before, one change that the reader may know of is enough.
    if (isBefore && hasPrevious) continue;
    const leadUnitIds = await leadsOf(event);
    const change = changeFor(event, { reader, leadUnitIds, names, cursor: cursorOf(event) });
    if (!change) continue;
    if (items.length === first) return { items, hasMore: true, hasPrevious };
    if (isBefore) hasPrevious = true;
    else items.push({ key: event.id, sort, doc: change });
  }
  return { items, hasMore: false, hasPrevious };
}
