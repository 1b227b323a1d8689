// Queries that compare 对比: two moments of a plan, a task or a unit field by field, and the counts of a plan over time.
import { openStates, planReaders, streamOf, task, taskIdOf } from "@taizhang/domain";
import { type Position as LogPosition, type StoredEvent, turns } from "@taizhang/log";
import {
  allPartsOf,
  type Became,
  boardOf,
  type Counts,
  comparedTasks,
  countedFrom,
  countsOnDays,
  lampRule,
  rowSort,
  type TaskCard,
  type TrendStep,
  trendDays,
} from "@taizhang/projections";
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { HistoryOf } from "../history/queries.ts";
import { inDigits } from "../input-faults.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { limits } from "../limits/limits.ts";
import { readPlan } from "../plan/queries.ts";
import { AsOf, momentArg } from "../reading/as-of.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { dayOf } from "../reading/moment.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  PageArgs,
  pageFrom,
  pageOf,
} from "../reading/paging.ts";
import { Day, Position } from "../schema/scalars.ts";
import { rowsOf, tasksAsOf } from "../task/past.ts";
import {
  differencesOfOneTask,
  differencesOfPlan,
  differencesOfTasks,
  differencesOfUnit,
  leadsOfCards,
  type Moments,
  seesPartsIn,
} from "./differing.ts";
import {
  BecameWord,
  ComparedLine,
  type ComparedMoment,
  ComparedWhere,
  Comparison,
  FieldChange,
  fieldChangeOf,
  lineOf,
  StepWord,
  TrendPoint,
} from "./types.ts";

const ComparisonConnection = countedConnectionOf(
  () => ComparedLine,
  "Comparison",
  "tasks that are not the same 对比条目",
);

const fromArg = momentArg(
  "from",
  "The first moment 前一时点. It may be the later one: then the answer tells what went back.",
);
const toArg = momentArg("to", "The second moment 后一时点.");
const planArg = { description: "The plan 计划编号." };

@Resolver(() => Comparison)
export class CompareQueries {
  @OpenTo(planReaders)
  @Extensions({ readsLog: true, size: 100 })
  @Query(() => [FieldChange], {
    description:
      "What is not the same at two moments 差异, field by field: of a plan (with `withTasks` of its tasks, too), a task, or a unit with " +
      "its place in the roster and the lines of its ledger. Of what the reader sees only the state of, only that is compared; who did " +
      `something, and when, is told by \`history\`. At most ${inDigits(limits.differences)} fields; empty where the reader may see nothing.`,
  })
  async diff(
    @Arg("of", () => HistoryOf, { description: "Whose moments 对比对象: a plan, a task or a unit." }) of: HistoryOf,
    @Arg("from", () => AsOf, fromArg) from: AsOf,
    @Arg("to", () => AsOf, toArg) to: AsOf,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<readonly FieldChange[]> {
    context.views.atLeast(position);
    const found = await differencesOf(context, of, { from, to });
    if (found.length <= limits.differences) return found.map(fieldChangeOf);
    throw problem("LIMIT_EXCEEDED", {
      zh: `共有${found.length}处差异，一次最多给出${limits.differences}处：请逐项任务查询，或用 compare 分页查看。`,
      en: `There are ${found.length} differences, and ${limits.differences} are told at most: ask about a task, or page through compare.`,
    });
  }

  @OpenTo(planReaders)
  @Extensions({ readsLog: true })
  @Query(() => Comparison, {
    nullable: true,
    description:
      "A plan at two moments, side by side 对比: both counted as the board counts, and the tasks that are not the same. Null where there " +
      "is none in the reader's region.",
  })
  async compare(
    @Arg("planId", () => ID, planArg) planId: string,
    @Arg("from", () => AsOf, fromArg) from: AsOf,
    @Arg("to", () => AsOf, toArg) to: AsOf,
    @Arg("where", () => ComparedWhere, { nullable: true, description: "Which tasks 对比范围; left out, all." })
    where: ComparedWhere | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Comparison | null> {
    context.views.atLeast(position);
    const plan = await readPlan(context, planId, null);
    if (!plan) return null;
    const [before, after] = await Promise.all(
      [from, to].map(async (asOf) => {
        const tasks = await tasksAsOf(context, planId, asOf);
        return { ...tasks, on: await dayOf(context, asOf), cards: tasks.cards.filter((card) => fits(card, where)) };
      }),
    );
    if (!before || !after) return null;
    const sees = seesPartsIn(readerOf(context), plan.regionId);
    const leads = await leadsOfCards(context, [...before.cards, ...after.cards]);
    const compared = comparedTasks(before.cards, after.cards, sees, leads);
    return { planId, before: momentShown(before), after: momentShown(after), compared };
  }

  @OpenTo(planReaders)
  @Extensions({ readsLog: true, size: 100 })
  @Query(() => [TrendPoint], {
    description:
      "How a plan went 走势: its counts at the end of each day, week or month of a span, and on its last day, as `planBoard` gives them " +
      `\`on\` that day. At most ${limits.trendPoints} points; empty where there is no such plan in the reader's region.`,
  })
  async planTrend(
    @Arg("planId", () => ID, planArg) planId: string,
    @Arg("from", () => Day, { description: "The first day 起." }) from: string,
    @Arg("to", () => Day, { description: "The last day 止; on days to come the present states are judged." })
    to: string,
    @Arg("every", () => StepWord, { description: "How far the points are apart 步长." }) every: TrendStep,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<readonly TrendPoint[]> {
    context.views.atLeast(position);
    const days = daysWanted(from, to, every);
    const plan = await readPlan(context, planId, null);
    return plan ? trendOf(context, planId, days) : [];
  }
}

@Resolver(() => Comparison)
export class LinesOfComparison {
  @FieldResolver(() => ComparisonConnection, { description: "The tasks that are not the same, by row 对比条目." })
  lines(
    @Root() { planId, compared, after: { position } }: Comparison,
    @Arg("became", () => [BecameWord], { nullable: true, description: "Only those of which this became 变化." })
    became: Became[] | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
  ): Counted<ComparedLine> {
    const wanted = pageOf(page, `compared/${planId}`);
    const fitting = compared
      .filter((each) => became == null || became.includes(each.became))
      .map((doc) => ({ key: doc.card.opened.taskId, sort: rowSort(doc.card.opened.row.row), doc }));
    const shown = connected({ value: pageFrom(fitting, wanted), position, stopped: false }, lineOf, wanted);
    return counted(shown, () => fitting.length);
  }
}

/** What is compared. Throws `BAD_USER_INPUT` where it is nothing that has moments, or more than one thing. */
async function differencesOf(context: Context, of: HistoryOf, moments: Moments) {
  const { planId, withTasks, taskId, unitId, actor, completionReport, roster, denied } = of;
  const named = [planId, taskId, unitId, actor, completionReport, roster, denied].filter((each) => each);
  if (named.length === 1 && planId) {
    const own = await differencesOfPlan(context, planId, moments);
    return withTasks ? [...own, ...(await differencesOfTasks(context, planId, moments))] : own;
  }
  if (named.length === 1 && taskId && !withTasks) return differencesOfOneTask(context, taskId, moments);
  if (named.length === 1 && unitId && !withTasks) return differencesOfUnit(context, unitId, moments);
  throw problem(
    "BAD_USER_INPUT",
    {
      zh: "of 应恰好给出 planId（可与 withTasks 一同）、taskId、unitId 中的一个。",
      en: "of takes exactly one of planId, which withTasks may go with, taskId and unitId here.",
    },
    { field: "of" },
  );
}

/** True for a task that is wanted, as it is at a moment. */
function fits(card: TaskCard, where: ComparedWhere | null | undefined): boolean {
  const { section, subsection } = card.life.words;
  return (
    (where?.section === undefined || where.section === section) &&
    (where?.subsection === undefined || where.subsection === subsection) &&
    (where?.unitId == null || allPartsOf(card).some(({ unitId }) => unitId === where.unitId))
  );
}

/** The tasks of a moment, counted. */
function momentShown({
  on,
  cards,
  position,
}: Pick<ComparedMoment, "on" | "position"> & { readonly cards: readonly TaskCard[] }): ComparedMoment {
  return { on, lampRule, counts: boardOf(cards, [], on).counts, position };
}

/** The days of a trend. Throws where it has too many points. */
function daysWanted(from: string, to: string, every: TrendStep): readonly string[] {
  const days: string[] = [];
  for (const day of trendDays(from, to, every)) {
    if (days.length === limits.trendPoints) {
      throw problem(
        "LIMIT_EXCEEDED",
        {
          zh: `走势最多${limits.trendPoints}个点：请缩短日期范围，或加大步长。`,
          en: `A trend has ${limits.trendPoints} points at most: choose a shorter span, or a wider step.`,
        },
        { field: "to" },
      );
    }
    days.push(day);
  }
  return days;
}

/** The points of a plan on some days: each task's events are read once. Between two tasks others get the event loop. */
async function trendOf(context: Context, planId: string, days: readonly string[]): Promise<readonly TrendPoint[]> {
  const turn = turns();
  const tasks = await fewAtOnce(await rowsOf(context, planId, {}), async (row) => {
    const events: StoredEvent[] = [];
    const stream = streamOf(task, taskIdOf(context.identity, planId, row));
    for await (const event of context.log.read(stream)) events.push(event);
    await turn();
    return countedFrom(events, days);
  });
  return countsOnDays(tasks, days.length).flatMap((counts, at) => {
    const on = days[at];
    return on === undefined ? [] : [pointOf(on, counts)];
  });
}

const pointOf = (on: string, counts: Counts): TrendPoint => ({
  on,
  open: openStates.reduce((sum, state) => sum + counts.byState[state], 0),
  claimed: counts.byState.claimed + counts.byState.endorsed,
  signedOff: counts.byState.signedOff,
  overdue: counts.byLamp.overdue,
  counts,
});
