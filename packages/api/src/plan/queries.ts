// Queries on plans 计划, now or as of any day.
import { type DraftTask, foldName, mayReadPlans, plan, planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { holdsTerms, latestFirst, planCard, planRows, rowSort, titlesOf } from "@taizhang/projections";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { listOf } from "../limits/measured.ts";
import { AsOf, asOfArg, nowOrAsOf, shownNowOrAsOf } from "../reading/as-of.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { arranged, listIn, nothingLast, type Orders, orderArg } from "../reading/orders.ts";
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
import { PlanStatusWord, words } from "../schema/enums.ts";
import { Position } from "../schema/scalars.ts";
import type { Sentence } from "../schema/sentence.ts";
import { wordsArg, wordsIn } from "../search/asked.ts";
import { PlanAnswer } from "./answer.ts";
import { unitsReadIn } from "./rows-read.ts";
import { Plan, planOf, Row, rowOf } from "./types.ts";

/** The orders of plans. */
type PlanOrder = "imported" | "issued" | "year";

const PlanOrderWord = words<PlanOrder>("PlanOrder", "In which order plans are listed 计划排序.", {
  imported: "As they were imported 按导入先后.",
  issued: "By the day of issue, the latest first, those not issued last 按印发日.",
  year: "By year, the latest first, those without one last 按年度.",
});

const planOrders: Orders<Plan, PlanOrder> = {
  imported: null,
  issued: ({ card }) => (card.issuedOn === null ? nothingLast : latestFirst(card.issuedOn)),
  year: ({ card }) => (card.head.year === null ? nothingLast : latestFirst(String(card.head.year))),
};

/** So many plans of one number are told of: an office has one, or two by mistake. */
const mostOfNumber = 20;

const PlanConnection = countedConnectionOf(() => Plan, "Plan", "plans 计划");
const RowConnection = countedConnectionOf(() => Row, "Row", "rows of a notice 任务行");

const planShown = shownNowOrAsOf(planCard, plan, ({ doc, ...seen }, asOf) => doc && planOf(doc, { ...seen, asOf }));
const rowsOf = nowOrAsOf(planRows, plan);

/** A plan that the reader may see, now or as of a moment; null where there is none. */
export function readPlan(context: Context, id: string, asOf: AsOf | null): Promise<Plan | null> | Plan | null {
  const reader = readerOf(context);
  const mayRead = (shown: Plan | null) => (shown && mayReadPlans(reader, shown.regionId) ? shown : null);
  const shown = planShown(context, id, asOf);
  return shown instanceof Promise ? shown.then(mayRead) : mayRead(shown);
}

/** All plans of a region in the order of their import, now or as of a moment. */
async function plansAt(context: Context, index: string, asOf: AsOf | null) {
  context.views.atLeast(asOf?.position);
  const { value, position, stopped } = await wholeIndex(context.views, planCard, index);
  if (asOf === null) {
    const seen = { position, stale: stopped, asOf };
    return { found: value.map((found) => ({ ...found, doc: planOf(found.doc, seen) })), position, stopped };
  }
  const plans = await fewAtOnce(value, async (found) => ({ ...found, doc: await readPlan(context, found.key, asOf) }));
  const found = plans.flatMap(({ doc, ...place }) => (doc ? [{ ...place, doc }] : []));
  return { found, position: asOf.position ?? greatest(found.map(({ doc }) => doc.position)), stopped };
}

@Resolver(() => Plan)
export class PlanQueries {
  @OpenTo(planReaders)
  @Query(() => PlanConnection, { description: "The plans of the reader's region in the order of their import 计划." })
  async plans(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("status", () => PlanStatusWord, { nullable: true, description: "Only plans in this state 状态." })
    status: string | null | undefined,
    @Arg("year", () => Int, { nullable: true, description: "Only plans of this year 年度." }) year:
      | number
      | null
      | undefined,
    @Arg("search", () => String, {
      nullable: true,
      description: wordsArg("Only plans whose titles, document number and issuer hold this"),
    })
    search: string | null | undefined,
    @Arg("orderBy", () => PlanOrderWord, orderArg("by import")) orderBy: PlanOrder | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<Plan>> {
    const { regionId } = readerOf(context);
    context.views.atLeast(position);
    const order = orderBy ?? "imported";
    const wanted = pageOf(page, listIn(`plans/${regionId}`, planOrders, order));
    const index = `region/${regionId}`;
    if (status == null && year == null && search == null && asOf == null && order === "imported") {
      const answer = await context.views.list(planCard, index, wanted);
      const seen = { position: answer.position, stale: answer.stopped, asOf: null };
      const shown = connected(answer, (card) => planOf(card, seen), wanted);
      return counted(shown, async () => (await context.views.count(planCard, index)).value);
    }
    const terms = search == null ? null : wordsIn(search, "search").terms;
    // A region has a few plans a year, so a filter goes over all of them.
    const { found, ...answer } = await plansAt(context, index, asOf ?? null);
    const fitting = found.filter(
      ({ doc: { status: is, card } }) =>
        (status == null || is === status) &&
        (year == null || card.head.year === year) &&
        (terms === null || holdsTerms(titlesOf(card.head), terms)),
    );
    const shown = connected(
      { ...answer, value: pageFrom(arranged(fitting, planOrders, order), wanted) },
      (plan) => plan,
      wanted,
    );
    return counted(shown, () => fitting.length);
  }

  @OpenTo(planReaders)
  @Query(() => Plan, { nullable: true, description: "A plan 计划; null where there is none in the reader's region." })
  async plan(
    @Arg("id", () => ID, { description: "The plan 计划编号." }) id: string,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Plan | null> {
    context.views.atLeast(position);
    return readPlan(context, id, asOf ?? null);
  }

  @FieldResolver(() => RowConnection, {
    description: "Its rows as read from the notice, and those added to it 任务行.",
  })
  async rows(@Root() of: Plan, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context): Promise<Counted<Row>> {
    const { doc: value, ...answer } = await rowsOf(context, of.id, of.asOf);
    const rows = (value?.rows ?? []).map((doc) => ({ key: of.id, sort: rowSort(doc.row), doc }));
    const wanted = pageOf(page, `rows/${of.id}`);
    const read = value && unitsReadIn(of.card, value.rows);
    const rowAsRead = (row: DraftTask) => rowOf(of.id, row, read?.get(row.row) ?? []);
    const seen = { position: answer.position, stopped: answer.stale };
    return counted(connected({ ...seen, value: pageFrom(rows, wanted) }, rowAsRead, wanted), () => rows.length);
  }

  @FieldResolver(() => [String], {
    nullable: "items",
    description:
      "The number that its notice prints of each of its rows 序号, in their order; null where it prints none.",
  })
  async rowNumbers(@Root() of: Plan, @Ctx() context: Context): Promise<readonly (string | null)[]> {
    const { doc: value } = await rowsOf(context, of.id, of.asOf);
    return (value?.rows ?? []).map(({ no }) => no);
  }

  // As many as there may be: each of them has the others again.
  @listOf(mostOfNumber)
  @FieldResolver(() => [Plan], {
    description:
      "The other plans whose notices have the same document number 同文号的其他计划, by their import, without those discarded; 20 at most, and none as of a moment.",
  })
  async sameNumber(
    @Root() { id, regionId, asOf, card: { head } }: Plan,
    @Ctx() { views }: Context,
  ): Promise<readonly Plan[]> {
    if (head.docNumber === null || asOf !== null) return [];
    const index = `number/${regionId}/${foldName(head.docNumber)}`;
    const { value, position, stopped } = await views.list(planCard, index, { first: mostOfNumber + 1 });
    const others = value.items.filter(({ key }) => key !== id).slice(0, mostOfNumber);
    return others.map(({ doc }) => planOf(doc, { position, stale: stopped, asOf: null }));
  }

  @FieldResolver(() => Row, { nullable: true, description: "One of its rows 任务行; null where it has no such row." })
  async row(
    @Root() of: Plan,
    @Arg("row", () => Int, { description: "The row 行号." }) no: number,
    @Ctx() context: Context,
  ): Promise<Row | null> {
    const { doc: value } = await rowsOf(context, of.id, of.asOf);
    const row = value?.rows.find((each) => each.row === no);
    return value && row ? rowOf(of.id, row, unitsReadIn(of.card, value.rows).get(no) ?? []) : null;
  }
}

const planAfterwards = afterwards(async ({ planId }: PlanAnswer, context) => readPlan(context, planId, null));

@Resolver(() => PlanAnswer)
export class PlanAnswered {
  @FieldResolver(() => Plan, { nullable: true, description: "The plan, read afresh after the command 计划." })
  async plan(@Root() answer: PlanAnswer, @Ctx() context: Context): Promise<Plan | null> {
    return (await planAfterwards(answer, context)).value;
  }

  @FieldResolver(notShownType, notShownField)
  async notShown(@Root() answer: PlanAnswer, @Ctx() context: Context): Promise<Sentence | null> {
    return (await planAfterwards(answer, context)).notShown;
  }
}
