// Queries on tasks 任务, now or as of any day.
import { mayReadPlans, planReaders, taskIdOf } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { rowSort, taskCards } from "@taizhang/projections";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { listOf } from "../limits/measured.ts";
import { Headway } from "../plan/headway.ts";
import { readPlan } from "../plan/queries.ts";
import { Plan } from "../plan/types.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { dayOf, type Moment, momentOf, onArg } from "../reading/moment.ts";
import { orderArg } from "../reading/orders.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  PageArgs,
  pageFrom,
  pageOf,
} from "../reading/paging.ts";
import { greatest } from "../reading/positions.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { afterwards, notShownField, notShownType } from "../schema/afterwards.ts";
import { Day, Position } from "../schema/scalars.ts";
import type { Sentence } from "../schema/sentence.ts";
import { TaskAnswer } from "./answer.ts";
import { leadsAtHand, leadsToday } from "./leads-of.ts";
import { cardOf, reportThen, rowsOf, tasksAsOf } from "./past.ts";
import { Report, reportOf } from "./report.ts";
import { taskOf } from "./shown-task.ts";
import { tasksFound } from "./standing-lists.ts";
import { type TaskOrder, TaskOrderWord } from "./standing-orders.ts";
import { StandingFilter } from "./standing-where.ts";
import { Assignment, reportNow, Task } from "./types.ts";

const TaskConnection = countedConnectionOf(() => Task, "Task", "tasks 任务");
const ReportConnection = countedConnectionOf(() => Report, "Report", "reports 进展填报");

/** A task as the reader may see it, now or as of a moment; null where there is none in the reader's region. */
export async function readTask(context: Context, id: string, asOf: AsOf | null): Promise<Task | null> {
  return taskAt(context, id, { asOf, day: await dayOf(context, asOf) });
}

/** The same, judged on the day of the moment. */
export async function taskAt(context: Context, id: string, { asOf, day }: Moment): Promise<Task | null> {
  const [{ doc: card, ...seen }, leads] = await Promise.all([
    cardOf(context, id, asOf),
    leadsToday(context, [id], asOf),
  ]);
  const reader = readerOf(context);
  if (!card || !mayReadPlans(reader, card.opened.regionId)) return null;
  const report = asOf === null ? reportNow(context) : reportThen(context, id, asOf);
  return taskOf(card, reader, day, { ...seen, asOf, leads, report });
}

/** A part in a task by its id, as the reader may see it now; null where there is none. */
export async function readAssignment(context: Context, id: string): Promise<Assignment | null> {
  const [taskId = ""] = id.split("/");
  const whole = await readTask(context, taskId, null);
  return [...(whole?.parts ?? []), ...(whole?.earlierParts ?? [])].find((part) => part.id === id) ?? null;
}

/** The name of the list of a plan's tasks, now or as of a moment. */
const tasksOf = (planId: string) => `tasks/${planId}`;

/** The tasks of a plan by row, judged on a day; none where the plan is out of the reader's sight. */
async function tasksOfPlan(context: Context, planId: string, page: PageArgs, day: string): Promise<Counted<Task>> {
  const wanted = pageOf(page, tasksOf(planId));
  const { value, ...answer } = await context.views.list(taskCards, `plan/${planId}`, wanted);
  const reader = readerOf(context);
  const { position, stopped } = answer;
  const seen = { position, stale: stopped, asOf: null, leads: leadsAtHand, report: reportNow(context) };
  // A page behind the last task has none that says whose they are.
  const isOpen =
    value.items.length === 0
      ? (await readPlan(context, planId, null)) !== null
      : value.items.every(({ doc }) => mayReadPlans(reader, doc.opened.regionId));
  const shown = connected(
    { ...answer, value: isOpen ? value : { items: [], hasMore: false, hasPrevious: false } },
    (card) => taskOf(card, reader, day, seen),
    wanted,
  );
  return counted(shown, async () => (isOpen ? (await context.views.count(taskCards, `plan/${planId}`)).value : 0));
}

async function tasksOfPlanAsOf(
  context: Context,
  planId: string,
  page: PageArgs,
  { asOf, day }: Moment & { readonly asOf: AsOf },
): Promise<Counted<Task>> {
  const isOpen = (await readPlan(context, planId, asOf)) !== null;
  const tasks = async () => (isOpen ? (await tasksAsOf(context, planId, asOf)).cards : []);
  // What was added after the moment is among the rows: counted from the end, only those that had a task do.
  const isBackward = page.last != null || page.before != null;
  const all = isBackward
    ? (await tasks()).map(({ opened }) => opened.row.row)
    : isOpen
      ? await rowsOf(context, planId, asOf)
      : [];
  const rows = all.map((row) => ({ key: planId, sort: rowSort(row), doc: row }));
  const wanted = pageOf(page, tasksOf(planId));
  const { items, hasMore, hasPrevious } = pageFrom(rows, wanted);
  const found = await fewAtOnce(items, async (item) => ({
    ...item,
    doc: await taskAt(context, taskIdOf(context.identity, planId, item.doc), { asOf, day }),
  }));
  // Before the day of issue there are rows and no tasks; they are opened in the order of the rows.
  const opened = found.flatMap(({ doc, ...item }) => (doc ? [{ ...item, doc }] : []));
  const position = asOf.position ?? greatest(opened.map(({ doc }) => doc.position));
  const value = { items: opened, hasMore: hasMore && opened.length === items.length, hasPrevious };
  const shown = connected({ value, position, stopped: false }, (of) => of, wanted);
  return counted(shown, async () => (await tasks()).length);
}

/** The task beside another one in its plan, by row, at the same moment; null where that is the first or the last. */
async function taskBeside(context: Context, of: Task, side: "previous" | "next"): Promise<Task | null> {
  const { id, planId, asOf } = of;
  const { row } = of.row;
  const day = of.lamp.on;
  if (asOf !== null) {
    // Tasks are opened in the order of their rows: what has one has one before it, and what follows may have none yet.
    const rows = await rowsOf(context, planId, asOf);
    const beside = side === "next" ? rows.filter((each) => each > row) : rows.filter((each) => each < row);
    if (beside.length === 0) return null;
    const nearest = side === "next" ? Math.min(...beside) : Math.max(...beside);
    return taskAt(context, taskIdOf(context.identity, planId, nearest), { asOf, day });
  }
  const { value, position, stopped } = await context.views.list(taskCards, `plan/${planId}`, {
    ...{ first: 1, after: { sort: rowSort(row), key: id }, backward: side === "previous" },
  });
  const seen = { position, stale: stopped, asOf, leads: leadsAtHand, report: reportNow(context) };
  return value.items.map(({ doc }) => taskOf(doc, readerOf(context), day, seen))[0] ?? null;
}

const noPlan = {
  zh: "请给出 planId，或在 where 中给出 planId 或 unitId。",
  en: "Give planId, or where with planId or unitId.",
};

/** A filter with the plan that is named beside it. */
function withPlan(where: StandingFilter, planId: string | null | undefined): StandingFilter {
  if (planId == null || where.planId === planId) return where;
  if (where.planId == null) return { ...where, planId };
  throw problem(
    "BAD_USER_INPUT",
    { zh: "planId 与 where.planId 不是同一个计划。", en: "planId and where.planId name different plans." },
    { field: "where.planId" },
  );
}

@Resolver(() => Task)
export class TaskQueries {
  @OpenTo(planReaders)
  @Query(() => Task, { nullable: true, description: "A task 任务; null where there is none in the reader's region." })
  async task(
    @Arg("id", () => ID, { description: "The task 任务编号." }) id: string,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Task | null> {
    context.views.atLeast(position);
    return taskAt(context, id, await momentOf(context, { asOf, on }));
  }

  @OpenTo(planReaders)
  @Query(() => TaskConnection, {
    description:
      "The tasks of an issued plan, by row 任务, or those in which a unit has a part, by plan and row; none for a plan or unit out " +
      "of the reader's sight. Every number of tasks on a plan's board is the `totalCount` of such a list.",
  })
  async tasks(
    @Arg("planId", () => ID, { nullable: true, description: "The plan 计划编号; `where` may say it, too." })
    planId: string | null | undefined,
    @Arg("where", () => StandingFilter, { nullable: true, description: "Which are wanted 筛选; left out, all." })
    where: StandingFilter | null | undefined,
    @Arg("orderBy", () => TaskOrderWord, orderArg("by plan and row")) orderBy: TaskOrder | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<Task>> {
    context.views.atLeast(position);
    const moment = await momentOf(context, { asOf, on });
    const order = orderBy ?? "row";
    if (where != null) return tasksFound(context, withPlan(where, planId), moment, page, order);
    if (planId != null && order !== "row") return tasksFound(context, { planId }, moment, page, order);
    if (planId == null) throw problem("BAD_USER_INPUT", noPlan, { field: "planId" });
    const { day } = moment;
    return moment.asOf === null
      ? tasksOfPlan(context, planId, page, day)
      : tasksOfPlanAsOf(context, planId, page, { ...moment, asOf: moment.asOf });
  }

  @listOf(3, "unitId")
  @FieldResolver(() => [Assignment], { description: "Who has which part in it 责任分工." })
  assignments(
    @Root() { parts }: Task,
    @Arg("unitId", () => ID, {
      nullable: true,
      description: "Only the part of this unit 单位; to page through its reports.",
    })
    unitId: string | null | undefined,
  ): readonly Assignment[] {
    return unitId == null ? parts : parts.filter(({ unit }) => unit.id === unitId);
  }

  @listOf(1)
  @FieldResolver(() => [Assignment], {
    description:
      "The parts that ended before another one of their unit began 以前的分工, with what was reported and claimed in them.",
  })
  earlierAssignments(
    @Root() { earlierParts }: Task,
    @Arg("unitId", () => ID, { nullable: true, description: "Only those of this unit 单位." })
    unitId: string | null | undefined,
  ): readonly Assignment[] {
    return unitId == null ? earlierParts : earlierParts.filter(({ unit }) => unit.id === unitId);
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task before it in its plan, by row 上一项; null where it is the first.",
  })
  previous(@Root() task: Task, @Ctx() context: Context): Promise<Task | null> {
    return taskBeside(context, task, "previous");
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task behind it in its plan, by row 下一项; null where it is the last.",
  })
  next(@Root() task: Task, @Ctx() context: Context): Promise<Task | null> {
    return taskBeside(context, task, "next");
  }

  @FieldResolver(() => Plan, { nullable: true, description: "The plan it belongs to 计划." })
  plan(@Root() { planId, asOf }: Task, @Ctx() context: Context): Promise<Plan | null> | Plan | null {
    return readPlan(context, planId, asOf);
  }
}

@Resolver(() => Plan)
export class TasksOfPlan {
  @FieldResolver(() => TaskConnection, { description: "Its tasks by row 任务; none before the day of issue." })
  async tasks(
    @Root() { id, asOf: past }: Plan,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<Task>> {
    const { asOf, day } = await momentOf(context, { asOf: past, on });
    return asOf ? tasksOfPlanAsOf(context, id, page, { asOf, day }) : tasksOfPlan(context, id, page, day);
  }

  @FieldResolver(() => Headway, {
    nullable: true,
    description:
      "How many of its tasks are open 开立进度, after the issue; null before, and once all are open and assigned.",
  })
  opening(@Root() plan: Plan, @Ctx() context: Context): Promise<Headway | null> {
    return headwayOf(plan, "opening", context);
  }

  @FieldResolver(() => Headway, {
    nullable: true,
    description: "How many of its tasks are closed with it 关闭进度; null once all are, and before.",
  })
  closing(@Root() plan: Plan, @Ctx() context: Context): Promise<Headway | null> {
    return headwayOf(plan, "closing", context);
  }

  @FieldResolver(() => Headway, {
    nullable: true,
    description: "How many of its tasks are reopened with it 恢复进度; null once all are, and before.",
  })
  reopening(@Root() plan: Plan, @Ctx() context: Context): Promise<Headway | null> {
    return headwayOf(plan, "reopening", context);
  }
}

/** How many tasks of a plan are opened, closed, or reopened, while the system is about it; null while it is not. */
async function headwayOf(
  { id, taskCount, asOf, underWay }: Plan,
  what: NonNullable<Plan["underWay"]>,
  context: Context,
): Promise<Headway | null> {
  if (underWay !== what) return null;
  const closed = asOf === null ? await closedNow(id, context) : await closedAsOf(id, asOf, context);
  const done = { opening: closed, closing: closed.filter(Boolean), reopening: closed.filter((each) => !each) }[what];
  return { done: done.length, of: taskCount };
}

/** Of each task that is open already, whether it is closed. */
async function closedNow(planId: string, { views }: Context): Promise<readonly boolean[]> {
  const { value } = await wholeIndex(views, taskCards, `plan/${planId}`);
  return value.map(({ doc }) => doc.closed !== null);
}

async function closedAsOf(planId: string, asOf: AsOf, context: Context): Promise<readonly boolean[]> {
  const { cards } = await tasksAsOf(context, planId, asOf);
  return cards.map(({ closed }) => closed !== null);
}

@Resolver(() => Assignment)
export class ReportsOfAssignment {
  @FieldResolver(() => ReportConnection, {
    description: "Its reports, the newest first 进展填报; none where only the state is shown.",
  })
  async reports(
    @Root() { filed: { list, after, count, report, position, stale, actedOn, asOf } }: Assignment,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Counted<Report>> {
    const wanted = pageOf(page, list);
    const numbers = Array.from({ length: count }, (_, at) => after + count - at);
    const { items, ...rest } = pageFrom(numbers.map(placeOf), wanted);
    const found = await Promise.all(items.map(async (item) => ({ ...item, doc: await report(item.doc) })));
    const value = { ...rest, items: found.flatMap(({ doc, ...item }) => (doc ? [{ ...item, doc }] : [])) };
    const reader = { ...readerOf(context), asOf };
    const shown = connected({ value, position, stopped: stale }, (doc) => reportOf(doc, reader, actedOn), wanted);
    return counted(shown, () => count);
  }

  @FieldResolver(() => Report, {
    nullable: true,
    description:
      "One of its reports 某一份填报, by its number; null where it has none of that number, or only the state is shown.",
  })
  async report(
    @Root() { filed: { after, count, report, actedOn, asOf } }: Assignment,
    @Arg("no", () => Int, { description: "Its number among the unit's reports on the task 第几份." }) no: number,
    @Ctx() context: Context,
  ): Promise<Report | null> {
    const found = no > after && no <= after + count ? await report(no) : null;
    return found && reportOf(found, { ...readerOf(context), asOf }, actedOn);
  }
}

// Reports are numbered in the order filed, so the greatest number comes first.
const placeOf = (no: number) => ({ key: "", sort: String(1e9 - no), doc: no });

const taskAfterwards = afterwards(({ taskId }: TaskAnswer, context) => readTask(context, taskId, null));

@Resolver(() => TaskAnswer)
export class TaskAnswered {
  @FieldResolver(() => Task, { nullable: true, description: "The task, read afresh after the command 任务." })
  async task(@Root() answer: TaskAnswer, @Ctx() context: Context): Promise<Task | null> {
    return (await taskAfterwards(answer, context)).value;
  }

  @FieldResolver(notShownType, notShownField)
  async notShown(@Root() answer: TaskAnswer, @Ctx() context: Context): Promise<Sentence | null> {
    return (await taskAfterwards(answer, context)).notShown;
  }
}
