// The unit ledger 工作台账: everything a unit owes, over all plans of its region, now or as of any day.
import {
  type AssignmentState,
  leadsOf as leadsIn,
  mayReadPlans,
  maySeeSubjects,
  planReaders,
  readsAllUnits,
  type Standing,
} from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type LedgerCall, unitLedger } from "@taizhang/projections";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { listOf } from "../limits/measured.ts";
import { readPlan } from "../plan/queries.ts";
import { Plan } from "../plan/types.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { batched } from "../reading/batched.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { type Moment, momentOf, onArg } from "../reading/moment.ts";
import { listIn, orderArg } from "../reading/orders.ts";
import { type Counted, connected, counted, countedConnectionOf, Days, PageArgs, pageOf } from "../reading/paging.ts";
import { unitInSight } from "../roster/directory.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { AssignmentStateWord, LedgerCallWord, StandingWord, words } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";
import { leadsAtHand, leadsOf } from "../task/leads-of.ts";
import { cardOf } from "../task/past.ts";
import { taskAt } from "../task/queries.ts";
import { Task } from "../task/types.ts";
import { Line } from "./line.ts";
import { type LedgerOrder, ledgerOrders, linesAt } from "./lines.ts";
import { LedgerEntry } from "./types.ts";
import { asksWhatCameBack, isIndexed, LedgerWhere, wantedOf } from "./where.ts";

const LedgerOrderWord = words<LedgerOrder>("LedgerOrder", "In which order a ledger is shown 台账排序.", {
  dueOn: "By due day, those without one last 按完成时限.",
  since: "By when each came to stand as it does, the latest first 按最近变动.",
});

export const LedgerConnection = countedConnectionOf(() => LedgerEntry, "Ledger", "lines of a unit's ledger 台账条目");

/** A page of a ledger, which knows of what ledger it is. */
export interface LedgerPage extends Counted<LedgerEntry> {
  readonly unitId: string;
  readonly moment: Moment;
  /** Whether the reader sees what became of what the unit handed in. */
  readonly isWhole: boolean;
}

const lineOf = batched(unitLedger);

/** A line of a ledger by its id, as the reader may see it now; null where there is none. */
export async function readLine(context: Context, id: string): Promise<Line | null> {
  const { value: entry } = await lineOf(context.views, id);
  const reader = readerOf(context);
  if (!entry || !mayReadPlans(reader, entry.regionId)) return null;
  const { taskId, unitId } = entry;
  const card = taskId === null ? null : (await cardOf(context, taskId, null)).doc;
  const leads = new Map(card ? [[card.opened.taskId, leadsAtHand(card)]] : []);
  return new Line(id, entry, {
    reader,
    unit: unitNamed(unitId, { asOf: null }),
    day: context.today,
    asOf: null,
    leads,
  });
}

@Resolver(() => LedgerEntry)
export class LedgerQueries {
  @OpenTo(planReaders)
  @Query(() => LedgerConnection, {
    nullable: true,
    description:
      "Everything a unit owes over all plans 工作台账, by due day, those without one last. Null where there is no such " +
      "unit in the reader's region. Another unit's ledger shows where its parts stand, not what it reported.",
  })
  async unitLedger(
    @Arg("unitId", () => ID, { description: "The unit 单位编号." }) unitId: string,
    @Arg("states", () => [AssignmentStateWord], {
      nullable: true,
      description:
        "Only lines about parts in these states, also of their items and urgings 状态; left out, whatever stands as `standings` says.",
    })
    states: AssignmentState[] | null | undefined,
    @Arg("standings", () => [StandingWord], {
      nullable: true,
      description:
        "Only what stands so 了结情况; left out, what is to do: what is open, and what is done and came back. All where `states` is given.",
    })
    standings: Standing[] | null | undefined,
    @Arg("due", () => Days, { nullable: true, description: "Only what is due in this span 时限范围." })
    due: Days | null | undefined,
    @Arg("person", () => ID, {
      nullable: true,
      description:
        "Only what this person of the unit has in hand 专人. For the unit itself, and for readers who see all units and may " +
        "know persons.",
    })
    person: string | null | undefined,
    @Arg("calls", () => [LedgerCallWord], {
      nullable: true,
      description: "Only what calls for the unit in one of these ways 提醒; `unitCounts` counts each of them.",
    })
    calls: LedgerCall[] | null | undefined,
    @Arg("where", () => LedgerWhere, {
      nullable: true,
      description: "Which lines are wanted 筛选; what an argument beside it says is not said again.",
    })
    where: LedgerWhere | null | undefined,
    @Arg("orderBy", () => LedgerOrderWord, orderArg("by due day")) orderBy: LedgerOrder | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) said: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<LedgerPage | null> {
    const reader = readerOf(context);
    context.views.atLeast(position);
    const wanted = wantedOf(where, { states, standings, due, person, calls });
    const moment = await momentOf(context, { asOf: said, on });
    const { asOf, day } = moment;
    // Which tasks a unit was touched by is looked up in the ledger, so that must have come as far as the moment asked for.
    context.views.atLeast(asOf?.position);
    const order = orderBy ?? "dueOn";
    const read = async () => {
      const paging = pageOf(page, listIn(`ledger/${unitId}`, ledgerOrders, order));
      return { paging, answer: await linesAt(context, unitId, wanted, moment, order, paging) };
    };
    // The usual page is read before it is known whether there is such a unit: views far away tell both in one answer.
    const ahead = asOf === null && isIndexed(wanted) ? read() : null;
    await ahead?.catch(() => undefined);
    if ((await unitInSight(context, unitId, asOf)) === null) return null;
    const isWhole = readsAllUnits(reader) || reader.unitId === unitId;
    // Asking for something is one way to learn of it: who has what in hand, and what came back.
    const mayAskForPersons = maySeeSubjects(reader) && isWhole;
    if (wanted.person !== null && !mayAskForPersons) throw problem("FORBIDDEN");
    if (asksWhatCameBack(wanted) && !isWhole) throw problem("FORBIDDEN");
    const { paging, answer } = await (ahead ?? read());
    const taskIds = isWhole ? [] : answer.value.items.flatMap(({ doc }) => doc.taskId ?? []);
    const how = { reader, unit: unitNamed(unitId, moment), day, asOf, leads: await leadsOf(context, taskIds) };
    const shown = connected(answer, (entry, key): LedgerEntry => new Line(key, entry, how), paging);
    return { ...counted(shown, answer.total), unitId, moment, isWhole };
  }

  @FieldResolver(() => Plan, { nullable: true, description: "The plan it belongs to 计划." })
  plan(@Root() { planId, asOf }: LedgerEntry, @Ctx() context: Context): Promise<Plan | null> | Plan | null {
    return readPlan(context, planId, asOf);
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task 任务; null where it is about a plan as a whole.",
  })
  async task(@Root() { taskId, asOf, lamp }: LedgerEntry, @Ctx() context: Context): Promise<Task | null> {
    return taskId === null ? null : taskAt(context, taskId, { asOf, day: lamp.on });
  }

  @listOf(1)
  @FieldResolver(() => [UnitName], { description: "The units that lead its task 牵头单位; none where there is none." })
  async leads(@Root() { taskId, asOf }: LedgerEntry, @Ctx() context: Context): Promise<UnitName[]> {
    const card = taskId === null ? null : (await cardOf(context, taskId, asOf)).doc;
    return card ? leadsIn(card.life).map((id) => unitNamed(id, { asOf })) : [];
  }
}
