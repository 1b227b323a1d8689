// History 留痕: the facts of a plan, a task, a unit or the roster, told in sentences, as far as the reader may know them.
import { plan, roster, rosterReaders, type StoredEvent, streamOf, task } from "@taizhang/domain";
import { unitLedger } from "@taizhang/projections";
import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../access.ts";
import { Change, changeFor } from "../changes/change.ts";
import { cursorsOf } from "../changes/cursor.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { leadsFor } from "../leads.ts";
import { namesOfRegion } from "../names.ts";
import { type Connection, connected, connectionOf, PageArgs, pageFrom, pageOf } from "../paging.ts";
import { readerOf } from "../reader.ts";

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

  @Field(() => Boolean, { nullable: true, description: "The roster of the reader's region 单位名录." })
  roster?: boolean | null;
}

const HistoryConnection = connectionOf(() => Change, "History", "what happened, in the order of the log 留痕");

// As many tasks as one unit's history looks through.
const mostTasks = 10_000;

@Resolver()
export class HistoryQueries {
  @OpenTo(rosterReaders)
  @Query(() => HistoryConnection, {
    description:
      "What happened 留痕, oldest first: who did what, when and on whose behalf, in both languages, with old and new values. " +
      "Empty for what is out of the reader's sight.",
  })
  async history(
    @Arg("of", () => HistoryOf, { description: "Whose history 留痕对象." }) of: HistoryOf,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Change>> {
    const reader = readerOf(context);
    const wanted = pageOf(page);
    const events = await eventsOf(context, of);
    const leadsOf = leadsFor(context.executor, reader);
    const cursorOf = cursorsOf(context.log);
    const { nameOf } = await namesOfRegion(context.executor, reader.regionId);
    const told: { key: string; sort: string; doc: Change }[] = [];
    for (const event of events) {
      const cursor = await cursorOf(event.position);
      const change = changeFor(event, { reader, leadUnitIds: await leadsOf(event), nameOf, cursor });
      if (change) told.push({ key: event.id, sort: String(event.position).padStart(20, "0"), doc: change });
    }
    const position = events.at(-1)?.position ?? null;
    return connected({ value: pageFrom(told, wanted), position, stopped: false }, (change) => change);
  }
}

/** The events of what is asked for, in the order of the log. Throws `BAD_USER_INPUT` unless exactly one thing is named. */
async function eventsOf(
  context: Context,
  { planId, taskId, unitId, roster: ofRoster }: HistoryOf,
): Promise<StoredEvent[]> {
  const rosterStream = streamOf(roster, readerOf(context).regionId);
  const streams = [
    ...(planId ? [streamOf(plan, planId)] : []),
    ...(taskId ? [streamOf(task, taskId)] : []),
    ...(ofRoster ? [rosterStream] : []),
  ];
  if (streams.length + (unitId ? 1 : 0) !== 1) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: "of 应恰好给出 planId、taskId、unitId、roster 中的一个。",
        en: "of takes exactly one of planId, taskId, unitId and roster.",
      },
      { field: "of" },
    );
  }
  if (!unitId) return inOrder(context, streams);
  const touched = await context.views.list(unitLedger, `unit/${unitId}`, { first: mostTasks });
  const tasks = touched.value.items.map(({ doc }) => streamOf(task, doc.taskId));
  const all = await inOrder(context, [rosterStream, ...tasks]);
  return all.filter((event) => event.meta.unitIds.includes(unitId));
}

async function inOrder({ log }: Context, streams: readonly string[]): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (const stream of streams) for await (const event of log.read(stream)) events.push(event);
  return events.sort((a, b) => (a.position < b.position ? -1 : 1));
}
