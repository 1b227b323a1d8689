// The lists of tasks and of assignments that a filter picks 任务与分工清单: the lists behind the numbers of boards.
import { planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type Found, type PlacedPart, partsWhere, rowSort, type TaskCard, tasksWhere } from "@taizhang/projections";
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { type Moment, momentOf, onArg } from "../reading/moment.ts";
import { arranged, listIn, orderArg } from "../reading/orders.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  inOrder,
  PageArgs,
  pageFrom,
  pageOf,
} from "../reading/paging.ts";
import { Day, Position } from "../schema/scalars.ts";
import { leadsToday } from "./leads-of.ts";
import { reportThen } from "./past.ts";
import { taskOf } from "./shown-task.ts";
import {
  type AssignmentOrder,
  AssignmentOrderWord,
  assignmentOrders,
  mayOrder,
  type TaskOrder,
  taskOrders,
} from "./standing-orders.ts";
import { type Among, StandingFilter, tasksAmong, whereOf } from "./standing-where.ts";
import { Assignment, reportNow, Task } from "./types.ts";

const AssignmentConnection = countedConnectionOf(() => Assignment, "Assignment", "assignments 责任分工");

/** Where a task stands in lists by plan and row. */
const placeOf = ({ opened: { planId, row } }: TaskCard): string => `${planId}/${rowSort(row.row)}`;

/** Shows tasks of a page that were found at a moment. */
async function showing(
  context: Context,
  { position, stopped }: Among,
  { asOf, day }: Moment,
  cards: readonly TaskCard[],
): Promise<(card: TaskCard) => Task> {
  const reader = readerOf(context);
  const taskIds = cards.map(({ opened }) => opened.taskId);
  const leads = await leadsToday(context, taskIds, asOf);
  return (card) => {
    const { taskId } = card.opened;
    const report = asOf === null ? reportNow(context) : reportThen(context, taskId, asOf);
    return taskOf(card, reader, day, { position, stale: stopped, asOf, leads, report });
  };
}

/** The tasks that a filter picks at a moment, by plan and row. */
export async function tasksFound(
  context: Context,
  where: StandingFilter,
  moment: Moment,
  page: PageArgs,
  order: TaskOrder,
): Promise<Counted<Task>> {
  mayOrder(readerOf(context), order);
  const among = await tasksAmong(context, where, moment.asOf);
  const fitting = tasksWhere(among.cards, whereOf(where), among.sections, moment.day).map((card): Found<TaskCard> => {
    return { key: card.opened.taskId, sort: placeOf(card), doc: card };
  });
  const found = arranged(fitting, taskOrders, order);
  const wanted = pageOf(page, listIn(`tasks/by/${where.planId ?? where.unitId}`, taskOrders, order));
  const value = pageFrom(found, wanted);
  const cards = value.items.map(({ doc }) => doc);
  const shown = connected({ ...among, value }, await showing(context, among, moment, cards), wanted);
  return counted(shown, () => found.length);
}

@Resolver(() => Assignment)
export class AssignmentQueries {
  @OpenTo(planReaders)
  @Query(() => AssignmentConnection, {
    description:
      "The assignments of a plan, or of a unit over all plans 责任分工清单, by plan and row. Every number of a plan's board is the " +
      "`totalCount` of such a list, or of one of tasks. None for a plan or unit out of the reader's sight.",
  })
  async assignments(
    @Arg("where", () => StandingFilter, { description: "Which are wanted 筛选." }) where: StandingFilter,
    @Arg("orderBy", () => AssignmentOrderWord, orderArg("by plan and row"))
    orderBy: AssignmentOrder | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<Assignment>> {
    context.views.atLeast(position);
    const order = orderBy ?? "row";
    mayOrder(readerOf(context), order);
    const moment = await momentOf(context, { asOf, on });
    const among = await tasksAmong(context, where, moment.asOf);
    const fitting = partsWhere(among.cards, whereOf(where), among.sections, moment.day)
      .map(
        (doc): Found<PlacedPart> => ({
          key: `${doc.part.unitId}/${rowSort(doc.part.partNo)}`,
          sort: placeOf(doc.card),
          doc,
        }),
      )
      .sort(inOrder());
    const found = arranged(fitting, assignmentOrders, order);
    const wanted = pageOf(page, listIn(`assignments/by/${where.planId ?? where.unitId}`, assignmentOrders, order));
    const value = pageFrom(found, wanted);
    const cards = value.items.map(({ doc }) => doc.card);
    const shownTask = await showing(context, among, moment, cards);
    const tasks = new Map<TaskCard, Task>();
    const shown = connected(
      { ...among, value },
      ({ card, part }) => {
        const whole = tasks.get(card) ?? shownTask(card);
        tasks.set(card, whole);
        return partIn(whole, part);
      },
      wanted,
    );
    return counted(shown, () => found.length);
  }

  @FieldResolver(() => Task, { description: "The task that it is a part in 任务." })
  task(@Root() { whole }: Assignment): Task {
    return whole();
  }
}

/** A part among those of its task as shown. */
function partIn({ parts, earlierParts, id }: Task, { unitId, partNo }: PlacedPart["part"]): Assignment {
  const shown = [...parts, ...earlierParts].find((each) => each.unit.id === unitId && each.partNo === partNo);
  if (!shown) throw new Error(`the part ${partNo} of ${unitId} is none of the task ${id}`);
  return shown;
}
