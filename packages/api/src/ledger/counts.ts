// What a unit finds when it looks 待办计数: how much it has to accept, to mend, to hurry with and to answer, and all it owes by kind.
import { mayReadPlans, planReaders, readsAllUnits } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  callsOf,
  type LedgerEntry as Entry,
  isNobodys,
  type LedgerCall,
  type LedgerKind,
  lampOf,
  noLamps,
  noStates,
  unitDirectory,
  unitLedger,
} from "@taizhang/projections";
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import { LampCounts, StateCounts } from "../boards/types.ts";
import type { Context } from "../context.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { dayOf } from "../reading/moment.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { atLeastArg } from "../reading/reading.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { UnitName } from "../roster/types.ts";
import { Day, Position } from "../schema/scalars.ts";
import { allAsOf } from "./lines.ts";

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

  @Field(count, { description: "What was sent back 已退回." })
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

@Resolver()
export class UnitCountQueries {
  @OpenTo(planReaders)
  @Query(() => UnitCounts, {
    nullable: true,
    description: "A unit's ledger in numbers 台账计数. Null where there is no such unit in the reader's region.",
  })
  async unitCounts(
    @Arg("unitId", () => ID, { description: "The unit 单位编号." }) unitId: string,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) atLeast: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<UnitCounts | null> {
    const reader = readerOf(context);
    context.views.atLeast(atLeast);
    context.views.atLeast(asOf?.position);
    const unit = (await context.views.get(unitDirectory, unitId)).value;
    if (unit?.kind !== "unit" || !mayReadPlans(reader, unit.regionId)) return null;
    const on = await dayOf(context, asOf ?? null);
    const { lines, position, stopped } = asOf ? await allAsOf(context, unitId, asOf) : await allNow(context, unitId);
    const docs = lines.map(({ doc }) => doc);
    // What was sent back says what became of what the unit handed in.
    const isWhole = readsAllUnits(reader) || reader.unitId === unitId;
    return { unit: { id: unitId }, on, ...numbersOf(docs, on, isWhole), position, stale: stopped };
  }
}

async function allNow({ views }: Context, unitId: string) {
  const { value, position, stopped } = await wholeIndex(views, unitLedger, `unit/${unitId}`);
  return { lines: value, position, stopped };
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
    if (!isNobodys(line)) byLamp[lampOf(line, on)] += 1;
  }
  return { calls: isWhole ? calls : null, open, byState, byLamp };
}
