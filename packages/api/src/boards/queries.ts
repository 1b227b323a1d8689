// Queries on boards 看板: where a plan stands, and what is due in the region.
import { mayReadPlans, planReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  boardOf,
  type Deadline,
  deadlineBoard,
  isDueIn,
  type Lamp,
  type LedgerKind,
  lampOfDeadline,
  lampRule,
  taskCards,
} from "@taizhang/projections";
import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { readPlan } from "../plan/queries.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { batched } from "../reading/batched.ts";
import { entriesWhere, whoseOf } from "../reading/entries.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { type Moment, momentOf, onArg } from "../reading/moment.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  Days,
  inOrder,
  PageArgs,
  pageFrom,
  pageOf,
  spanOf,
} from "../reading/paging.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { unitNamed } from "../roster/unit-name.ts";
import { LampWord, LedgerKindWord } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";
import { unread } from "../task/item-in-short.ts";
import { type AboutItem, itemsRead } from "../task/own-items.ts";
import { tasksAsOf } from "../task/past.ts";
import { lampShown } from "../task/types.ts";
import { DueTask, PlanBoard } from "./types.ts";

const DeadlineConnection = countedConnectionOf(() => DueTask, "Deadline", "tasks that are due 到期任务");

const deadlineOf = batched(deadlineBoard);

/** An entry of the deadline board by its id, as the reader may see it today; null where there is none. */
export async function readDeadline(context: Context, id: string): Promise<DueTask | null> {
  const { value } = await deadlineOf(context.views, id);
  if (!value || !mayReadPlans(readerOf(context), value.regionId)) return null;
  const moment = { asOf: null, day: context.today };
  return shownAt(moment, await itemsRead(context, [value]))(value, id);
}

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
      asOf,
      on: day,
      lampRule,
      counts: board.counts,
      sections: board.sections,
      units: board.units.map(({ unitId, ...share }) => ({ ...share, unit: unitNamed(unitId, { asOf }) })),
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
    @Arg("planId", () => ID, { nullable: true, description: "Only what is due in this plan 计划编号." })
    planId: string | null | undefined,
    @Arg("unitId", () => ID, {
      nullable: true,
      description: "Only what this unit owes, each with its lamp for this unit 单位编号.",
    })
    unitId: string | null | undefined,
    @Arg("kinds", () => [LedgerKindWord], { nullable: true, description: "Only these kinds 类别; left out, all." })
    kinds: LedgerKind[] | null | undefined,
    @Arg("lamps", () => [LampWord], { nullable: true, description: "Only what has one of these lamps 时限灯." })
    lamps: Lamp[] | null | undefined,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) said: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<DueTask>> {
    const { regionId } = readerOf(context);
    context.views.atLeast(position);
    const { asOf, day } = await momentOf(context, { asOf: said, on });
    const wanted = pageOf(page, `deadlines/${regionId}`);
    const whose = whoseOf(planId, unitId);
    const list = { of: deadlineBoard, index: `due/${regionId}` };
    const span = spanOf(due);
    if (asOf === null && whose === null && kinds == null && lamps == null) {
      const answer = await context.views.list(list.of, list.index, { ...wanted, ...span });
      const total = async () => (await context.views.count(list.of, list.index, span)).value;
      const isRead = await itemsRead(
        context,
        answer.value.items.map(({ doc }) => doc),
      );
      return counted(connected(answer, shownAt({ asOf, day }, isRead), wanted), total);
    }
    const { found, ...answer } = await entriesWhere(context, regionId, whose, asOf, list);
    const fitting = found
      .filter(
        ({ doc }) =>
          isDueIn(doc.dueOn, due ?? undefined) &&
          (unitId == null || doc.openUnitIds.includes(unitId)) &&
          (kinds?.includes(doc.kind) ?? true) &&
          (lamps?.includes(lampOfDeadline(doc, day)) ?? true),
      )
      .sort(inOrder());
    const value = pageFrom(fitting, wanted);
    const isRead = await itemsRead(
      context,
      value.items.map(({ doc }) => doc),
    );
    return counted(
      connected({ ...answer, value }, shownAt({ asOf, day }, isRead, unitId ?? null), wanted),
      () => fitting.length,
    );
  }
}

/** Shows what is due at a moment, judged on its day (for one unit, where its entries are asked for), with the words of items as far as the reader may read them. */
const shownAt =
  (moment: Moment, isRead: (thing: AboutItem) => boolean, ofUnitId: string | null = null) =>
  (due: Deadline, key: string): DueTask => {
    const named = (id: string) => unitNamed(id, moment);
    const { openUnitIds, ownerlessUnitIds, claimedUnitIds, unfilledGroupIds, ...deadline } = due;
    return {
      ...deadline,
      id: key,
      moment,
      item: deadline.item && { ...deadline.item, ...(isRead(deadline) ? {} : unread) },
      lamp: lampShown(lampOfDeadline(due, moment.day, ofUnitId), moment.day),
      openUnits: openUnitIds.map(named),
      ownerlessUnits: ownerlessUnitIds.map(named),
      claimedUnits: claimedUnitIds.map(named),
      unfilledGroups: unfilledGroupIds.map(named),
    };
  };

async function tasksNow({ views }: Context, planId: string) {
  const { value, position, stopped } = await wholeIndex(views, taskCards, `plan/${planId}`);
  return { cards: value.map(({ doc }) => doc), position, stale: stopped };
}
