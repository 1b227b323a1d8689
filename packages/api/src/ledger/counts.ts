// What a unit finds when it looks 待办计数: how much it has to accept, to mend, to hurry with and to answer, and all it owes by kind.
import { isCounted, isOwnerless, planReaders, readsAllUnits } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  callsOf,
  type LedgerEntry as Entry,
  isNobodys,
  type LedgerCall,
  type LedgerKind,
  lampOfLine,
  noLamps,
  noStates,
} from "@taizhang/projections";
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import { LampCounts, StateCounts } from "../boards/types.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { readPlan } from "../plan/queries.ts";
import { Plan } from "../plan/types.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { momentOf, onArg } from "../reading/moment.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { unitInSight } from "../roster/directory.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { Day, Position } from "../schema/scalars.ts";
import { allLines } from "./lines.ts";
import { LedgerConnection, type LedgerPage } from "./queries.ts";

const count = () => Int;

@ObjectType({ description: "How many open lines of a ledger there are by kind 按类别计数." })
export class KindCounts implements Record<LedgerKind, number> {
  @Field(count, { description: "Parts in tasks 分工." })
  part!: number;

  @Field(count, { description: "Items 条目." })
  item!: number;

  @Field(count, { description: "Urgings to be answered 催办." })
  urging!: number;

  @Field(count, { description: "Completion reports 办结情况报告." })
  completionReport!: number;
}

@ObjectType({
  description: "What calls for a unit 待办计数; each count is the length of `unitLedger` with that one call.",
})
export class CallCounts implements Record<LedgerCall, number> {
  @Field(count, { description: "Parts to accept 待签收." })
  toAccept!: number;

  @Field(count, { description: "What was sent back 已退回, also evidence to mend in a part that is signed off." })
  returned!: number;

  @Field(count, { description: "What is overdue and waits for the unit 已逾期." })
  overdue!: number;

  @Field(count, { description: "What is due today or soon and waits for the unit 临近." })
  dueSoon!: number;

  @Field(count, { description: "Urgings to answer 待答复." })
  toAnswer!: number;
}

@ObjectType({ description: "The ledger of a unit in numbers 台账计数: over all plans, on a day." })
export class UnitCounts {
  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => Day, { description: "The day by which it is judged what is due 判定日." })
  on!: string;

  @Field(() => CallCounts, {
    nullable: true,
    description: "What calls for the unit 待办计数; null for readers who see only where its parts stand.",
  })
  calls!: CallCounts | null;

  @Field(() => KindCounts, { description: "What is open, by kind 未了结, 按类别." })
  open!: KindCounts;

  @Field(() => StateCounts, { description: "All its parts by state 分工按状态." })
  byState!: StateCounts;

  @Field(() => LampCounts, { description: "Its lines by lamp 按时限灯, without those that are nobody's." })
  byLamp!: LampCounts;

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;
}

@ObjectType({ description: "A unit's share of a plan, as its ledger has it 计划份额." })
export class LedgerPlan {
  @Field(() => Plan, { nullable: true, description: "The plan 计划." })
  plan!: Plan | null;

  @Field(count, {
    description:
      "Its assignments there 分工数, without those exempted, handed over or ownerless: as the board of the plan.",
  })
  assignments!: number;

  @Field(count, { description: "How many of its parts are to be accepted 待签收数." })
  toAccept!: number;
}

@ObjectType({ description: "A whole ledger in numbers 台账合计, whatever of it the page shows." })
export class LedgerCounts {
  @Field(() => StateCounts, { description: "All its parts by state 分工按状态." })
  byState!: StateCounts;

  @Field(() => LampCounts, { description: "All its lines by lamp 按时限灯, on the day asked for." })
  byLamp!: LampCounts;

  @Field(count, {
    nullable: true,
    description:
      "Lines of which something was sent back 已退回, also of parts signed off with evidence to mend; null for readers who see only where parts stand.",
  })
  returned!: number | null;

  @listOf(5)
  @Field(() => [LedgerPlan], { description: "By plan, in the order in which they are first due 按计划." })
  byPlan!: readonly LedgerPlan[];
}

@Resolver(() => LedgerConnection)
export class CountsOfLedger {
  @FieldResolver(() => LedgerCounts, {
    description: "The whole ledger in numbers 台账合计, whatever is asked for here.",
  })
  async counts(
    @Root() { unitId, moment: { asOf, day }, isWhole }: LedgerPage,
    @Ctx() context: Context,
  ): Promise<LedgerCounts> {
    const lines = (await allLines(context, unitId, asOf)).lines.map(({ doc }) => doc);
    const { byState, byLamp } = numbersOf(lines, day, isWhole);
    const plans = new Map<string, Omit<LedgerPlan, "plan">>();
    for (const line of lines) {
      const { assignments, toAccept } = plans.get(line.planId) ?? { assignments: 0, toAccept: 0 };
      plans.set(line.planId, {
        assignments: assignments + (countsForUnit(line) ? 1 : 0),
        toAccept: toAccept + (line.kind === "part" && line.state === "assigned" ? 1 : 0),
      });
    }
    return {
      byState,
      byLamp,
      returned: isWhole ? lines.filter(({ returned }) => returned).length : null,
      byPlan: await Promise.all(
        [...plans].map(async ([planId, numbers]) => ({ plan: await readPlan(context, planId, asOf), ...numbers })),
      ),
    };
  }
}

/** True for the line of a part that counts for its unit, as on the board of its plan. */
const countsForUnit = ({ kind, state, ownerlessSince }: Entry): boolean =>
  kind === "part" && state !== null && isCounted(state) && !isOwnerless({ state, ownerlessSince });

@Resolver()
export class UnitCountQueries {
  @OpenTo(planReaders)
  @Query(() => UnitCounts, {
    nullable: true,
    description: "A unit's ledger in numbers 台账计数. Null where there is no such unit in the reader's region.",
  })
  async unitCounts(
    @Arg("unitId", () => ID, { description: "The unit 单位编号." }) unitId: string,
    @Arg("on", () => Day, onArg) said: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) past: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) atLeast: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<UnitCounts | null> {
    const reader = readerOf(context);
    context.views.atLeast(atLeast);
    const { asOf, day: on } = await momentOf(context, { asOf: past, on: said });
    context.views.atLeast(asOf?.position);
    if ((await unitInSight(context, unitId, asOf)) === null) return null;
    const { lines, position, stopped } = await allLines(context, unitId, asOf);
    const docs = lines.map(({ doc }) => doc);
    // What was sent back says what became of what the unit handed in.
    const isWhole = readsAllUnits(reader) || reader.unitId === unitId;
    return { unit: unitNamed(unitId, { asOf }), on, ...numbersOf(docs, on, isWhole), position, stale: stopped };
  }
}

function numbersOf(lines: readonly Entry[], on: string, isWhole: boolean) {
  const calls: Record<LedgerCall, number> = { toAccept: 0, returned: 0, overdue: 0, dueSoon: 0, toAnswer: 0 };
  const open: Record<LedgerKind, number> = { part: 0, item: 0, urging: 0, completionReport: 0 };
  const byState = { ...noStates };
  const byLamp = { ...noLamps };
  for (const line of lines) {
    for (const call of callsOf(line, on)) calls[call] += 1;
    if (line.standing === "open") open[line.kind] += 1;
    if (line.kind === "part" && line.state !== null) byState[line.state] += 1;
    if (!isNobodys(line)) byLamp[lampOfLine(line, on)] += 1;
  }
  return { calls: isWhole ? calls : null, open, byState, byLamp };
}
