// Queries on boards 看板: where a plan stands, and what is due in the region.
import { completion, completionIdOf, planReaders, streamOf } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  type Answer,
  boardOf,
  type Deadline,
  deadlineBoard,
  documentsAfter,
  documentsIn,
  dueSort,
  type Found,
  lampOf,
  lampRule,
  type Page,
  type PageOf,
  planCard,
  taskCards,
} from "@taizhang/projections";
import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { readPlan } from "../plan/queries.ts";
import { AsOf, asOfArg, eventsAsOf } from "../reading/as-of.ts";
import { momentOf, onArg } from "../reading/moment.ts";
import {
  type Connection,
  connected,
  connectionOf,
  Days,
  inOrder,
  PageArgs,
  pageFrom,
  pageOf,
  spanOf,
} from "../reading/paging.ts";
import { greatest } from "../reading/positions.ts";
import { atLeastArg } from "../reading/reading.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { Day, Position } from "../schema/scalars.ts";
import { type PastTasks, tasksAsOf } from "../task/past.ts";
import { lampShown } from "../task/types.ts";
import { DueTask, PlanBoard } from "./types.ts";

const DeadlineConnection = connectionOf(() => DueTask, "Deadline", "tasks that are due 到期任务");

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
    @Arg("asOf", () => AsOf, asOfArg) said: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<PlanBoard | null> {
    context.views.atLeast(position);
    const { asOf, day } = await momentOf(context, { asOf: said, on });
    const plan = await readPlan(context, planId, asOf);
    if (!plan) return null;
    const { cards, ...answer } = asOf
      ? { ...(await tasksAsOf(context, planId, asOf)), stale: false }
      : await tasksNow(context, planId);
    const board = boardOf(
      cards,
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
      position: asOf === null ? answer.position : (answer.position ?? plan.position),
      stale: answer.stale,
    };
  }

  @OpenTo(planReaders)
  @Query(() => DeadlineConnection, {
    description:
      "What is open in the region and has a due day 时限看板, the earliest first. A task has an entry for each kind of thing and " +
      "each day on which something of it is due, and one for each item and day; a unit has one for each completion report that " +
      "it owes.",
  })
  async deadlineBoard(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("due", () => Days, { nullable: true, description: "Only what is due in this span 时限范围." })
    due: Days | null | undefined,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) said: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<DueTask>> {
    const { regionId } = readerOf(context);
    context.views.atLeast(position);
    const { asOf, day } = await momentOf(context, { asOf: said, on });
    const wanted = pageOf(page, `deadlines/${regionId}`);
    const answer = asOf
      ? await dueAsOf(context, regionId, asOf, due ?? null, wanted)
      : await context.views.list(deadlineBoard, `due/${regionId}`, { ...wanted, ...spanOf(due) });
    return connected(
      answer,
      ({ openUnitIds, ownerlessUnitIds, unfilledGroupIds, ...deadline }) => ({
        ...deadline,
        lamp: lampShown(lampOf({ ...deadline, standing: "open" }, day), day),
        openUnits: openUnitIds.map((id) => ({ id })),
        ownerlessUnits: ownerlessUnitIds.map((id) => ({ id })),
        unfilledGroups: unfilledGroupIds.map((id) => ({ id })),
      }),
      wanted,
    );
  }
}

async function tasksNow({ views }: Context, planId: string) {
  const { value, position, stopped } = await wholeIndex(views, taskCards, `plan/${planId}`);
  return { cards: value.map(({ doc }) => doc), position, stale: stopped };
}

/** What was due in a region at a moment: every plan that was ever issued there is folded. */
async function dueAsOf(
  context: Context,
  regionId: string,
  asOf: AsOf,
  due: Days | null,
  page: PageOf,
): Promise<Answer<Page<Deadline>>> {
  context.views.atLeast(asOf.position);
  const plans = await wholeIndex(context.views, planCard, `region/${regionId}`);
  const found: PastTasks[] = [];
  const places: Found<Deadline>[] = [];
  for (const { doc } of plans.value) {
    if (doc.issuedOn === null) continue;
    const tasks = await tasksAsOf(context, doc.planId, asOf);
    found.push(tasks);
    const ofTasks = tasks.cards.map((card) => documentsIn(deadlineBoard, card, card.opened.taskId));
    const ofReports = await reportsDueAsOf(context, doc.planId, tasks, asOf);
    places.push(...[...ofTasks, ...ofReports].flatMap((each) => inSpan(each, due)));
  }
  places.sort(inOrder());
  const position = asOf.position ?? greatest(found.map((each) => each.position));
  return { value: pageFrom(places, page), position, stopped: plans.stopped };
}

/** What was due of the completion reports on a plan: those of every unit that had a part in one of its tasks. */
async function reportsDueAsOf(context: Context, planId: string, { cards }: PastTasks, asOf: AsOf) {
  const units = new Set(cards.flatMap(({ life }) => Object.keys(life.assignments)));
  return fewAtOnce([...units], async (unitId) => {
    const stream = streamOf(completion, completionIdOf(context.identity, planId, unitId));
    return documentsAfter(deadlineBoard, await eventsAsOf(context.log, stream, asOf));
  });
}

/** What is due in a span, with its place on the board. */
function inSpan(documents: ReadonlyMap<string, Deadline>, span: Days | null): Found<Deadline>[] {
  return [...documents]
    .filter(([, { dueOn }]) => (!span?.from || dueOn >= span.from) && (!span?.to || dueOn <= span.to))
    .map(([key, doc]) => ({ key, sort: dueSort(doc), doc }));
}
