// The unit ledger 工作台账: everything a unit owes, over all plans of its region, now or as of any day.
import {
  type AssignmentState,
  type DisputeState,
  type ItemState,
  leadUnitIdsOf,
  maySeeSubjects,
  planReaders,
  type Reader,
  type Relation,
  readsAllUnits,
  type Standing,
  sightOfAssignment,
} from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type LedgerEntry as Entry, type LedgerCall, lampOf, taskCards } from "@taizhang/projections";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { readPlan } from "../plan/queries.ts";
import { Plan } from "../plan/types.ts";
import { AsOf, asOfArg } from "../reading/as-of.ts";
import { type Moment, momentOf, onArg } from "../reading/moment.ts";
import { type Counted, connected, counted, countedConnectionOf, Days, PageArgs, pageOf } from "../reading/paging.ts";
import { atLeastArg } from "../reading/reading.ts";
import { unitInSight } from "../roster/directory.ts";
import { UnitName } from "../roster/types.ts";
import {
  AssignmentStateWord,
  CompletionReportStateWord,
  DisputeStateWord,
  ExtensionStateWord,
  ItemStateWord,
  LedgerCallWord,
  LedgerKindWord,
  RelationWord,
  type ShownSight,
  SightWord,
  StandingWord,
} from "../schema/enums.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { ItemInShort } from "../task/item-in-short.ts";
import { InCharge, ownerlessField, PartRef, personsField, personsFor } from "../task/moves.ts";
import { cardOf } from "../task/past.ts";
import { taskAt } from "../task/queries.ts";
import { ReportInShort, reviewFor } from "../task/report.ts";
import { AboutTask, LampShown, lampShown, Task } from "../task/types.ts";
import { linesAt } from "./lines.ts";
import { asksWhatCameBack, LedgerWhere, wantedOf } from "./where.ts";

@ObjectType({ description: "A unit's last report on a task 最近填报, or on a plan 最近报送." })
export class LastReport extends ReportInShort {}

@ObjectType({ description: "An item of a task that a unit owes 条目." })
export class LedgerItem extends ItemInShort {
  @Field(() => ItemStateWord, { description: "How it stands 状态." })
  state!: ItemState;

  @Field(() => String, {
    nullable: true,
    description: "The sum of what is done of it 累计数量; null where it is not counted, or only the state is shown.",
  })
  amount!: string | null;

  @Field(() => String, { nullable: true, description: "How much there must be 数量目标." })
  target!: string | null;

  @Field(() => String, { nullable: true, description: "The unit of measure 计量单位." })
  unitOfMeasure!: string | null;
}

@ObjectType({ description: "One line of a unit's ledger 台账条目: something that it owes, or owed." })
export class LedgerEntry extends AboutTask {
  @Field(() => ID, { description: "Its opaque id 编号; it stays the same for as long as the line is there." })
  id!: string;

  @Field(() => LedgerKindWord, { description: "What it is about 类别." })
  kind!: Entry["kind"];

  @Field(() => LedgerItem, { nullable: true, description: "The item it is about 条目; null on the line of a part." })
  item!: LedgerItem | null;

  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => String, { nullable: true, description: "The printed number 序号." })
  no!: string | null;

  @Field(() => [RelationWord], { description: "What the unit is to the task 分工关系." })
  relations!: readonly Relation[];

  @Field(() => StandingWord, { description: "Whether it is still owed 了结情况." })
  standing!: Standing;

  @Field(() => AssignmentStateWord, {
    nullable: true,
    description:
      "Where its part stands 办理状态, also on the lines of its items and urgings; null where it is about no task.",
  })
  state!: AssignmentState | null;

  @Field(() => CompletionReportStateWord, {
    nullable: true,
    description:
      "Where its completion report stands 报送状态, also on the lines of urgings for it; null where it is about a task.",
  })
  reportState!: Entry["reportState"];

  @Field(() => Int, {
    nullable: true,
    description:
      "The number of the part among those of the unit in the task 第几次分工; null where it is about no task.",
  })
  partNo!: number | null;

  @Field(() => [PartRef], { description: "The parts of other units whose work it has 承接自." })
  from!: readonly PartRef[];

  @Field(() => UnitName, {
    nullable: true,
    description: "The unit that has it now 移交给; null unless it was handed over.",
  })
  handedTo!: UnitName | null;

  @Field(() => Day, ownerlessField)
  ownerlessSince!: string | null;

  @Field(() => DisputeStateWord, {
    nullable: true,
    description: "How the unit's dispute stands 退单; null where there was none, or only the state is shown.",
  })
  dispute!: DisputeState | null;

  @Field(() => [InCharge], personsField)
  persons!: readonly InCharge[] | null;

  @Field(() => Instant, { description: "Since when 自." })
  since!: string;

  @Field(() => Day, { nullable: true, description: "The due day 完成时限; null where there is none." })
  dueOn!: string | null;

  @Field(() => Day, { nullable: true, description: "The due day as printed, before any extension 原定时限." })
  firstDueOn!: string | null;

  @Field(() => ExtensionStateWord, {
    nullable: true,
    description:
      "How the last request for an extension stands 延期申请; null where there was none, or only the state is shown.",
  })
  extension!: Entry["extension"];

  @Field(() => Int, { nullable: true, description: "The number of the urging 第几次催办; null for what is none." })
  urgingNo!: number | null;

  @Field(() => Day, {
    nullable: true,
    description:
      "The day on which an urging was answered 答复之日: late where it is after the due day; null until it is.",
  })
  answeredOn!: string | null;

  @Field(() => Boolean, { description: "Whether it was due on or before the day of issue 印发时已到期." })
  dueBeforeIssue!: boolean;

  @Field(() => LampShown, { description: "Whether it is due 时限灯, on the day asked for." })
  lamp!: LampShown;

  @Field(() => SightWord, { description: "How much of it the reader sees 可见范围." })
  sight!: ShownSight;

  @Field(() => Int, {
    nullable: true,
    description: "How many reports the unit filed 填报份数; null where only the state is shown.",
  })
  reportCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many pieces of published evidence it has to mend 待改正件数; null where only the state is shown.",
  })
  toMendCount!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether something the unit handed in was sent back 已退回: its last report, its claim or evidence to mend, or its " +
      "completion report; null where only the state is shown.",
  })
  returned!: boolean | null;

  @Field(() => LastReport, { nullable: true, description: "The last report 最近填报." })
  lastReport!: LastReport | null;

  /** The moment the line is shown as of; null for now. Its plan follows it. */
  asOf!: AsOf | null;
}

export const LedgerConnection = countedConnectionOf(() => LedgerEntry, "Ledger", "lines of a unit's ledger 台账条目");

/** A page of a ledger, which knows of what ledger it is. */
export interface LedgerPage extends Counted<LedgerEntry> {
  readonly unitId: string;
  readonly moment: Moment;
  /** Whether the reader sees what became of what the unit handed in. */
  readonly isWhole: boolean;
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
      description: "Only what stands so 了结情况; left out, what is open, or all where `states` is given.",
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
    if ((await unitInSight(context, unitId)) === null) return null;
    const isWhole = readsAllUnits(reader) || reader.unitId === unitId;
    // Asking for something is one way to learn of it: who has what in hand, and what came back.
    const mayAskForPersons = maySeeSubjects(reader) && isWhole;
    if (wanted.person !== null && !mayAskForPersons) throw problem("FORBIDDEN");
    if (asksWhatCameBack(wanted) && !isWhole) throw problem("FORBIDDEN");
    const paging = pageOf(page, `ledger/${unitId}`);
    const answer = await linesAt(context, unitId, wanted, moment, paging);
    const leads = await leadsOf(
      context,
      answer.value.items.flatMap(({ doc }) => doc.taskId ?? []),
    );
    const shown = connected(
      answer,
      (entry, key): LedgerEntry => {
        const leadUnitIds = leads.get(entry.taskId ?? "") ?? [];
        const isWhole = sightOfAssignment(reader, { regionId: entry.regionId, unitId, leadUnitIds }) === "whole";
        return {
          ...entry,
          id: key,
          unit: { id: unitId },
          asOf,
          lamp: lampShown(lampOf(entry, day), day),
          sight: isWhole ? "whole" : "state",
          from: entry.from.map(({ unitId: id, partNo }) => ({ unit: { id }, partNo })),
          handedTo: entry.handedTo === null ? null : { id: entry.handedTo },
          item: entry.item && { ...entry.item, amount: isWhole ? entry.item.amount : null },
          extension: isWhole ? entry.extension : null,
          dispute: isWhole ? entry.dispute : null,
          persons: isWhole ? personsFor(entry.persons, reader) : null,
          reportCount: isWhole ? entry.reportCount : null,
          toMendCount: isWhole ? entry.toMendCount : null,
          returned: isWhole ? entry.returned : null,
          lastReport: isWhole && entry.lastReport ? lastReportFor(entry.lastReport, reader) : null,
        };
      },
      paging,
    );
    return { ...counted(shown, answer.total), unitId, moment, isWhole };
  }

  @FieldResolver(() => Plan, { nullable: true, description: "The plan it belongs to 计划." })
  plan(@Root() { planId, asOf }: LedgerEntry, @Ctx() context: Context): Promise<Plan | null> {
    return readPlan(context, planId, asOf);
  }

  @FieldResolver(() => Task, {
    nullable: true,
    description: "The task 任务; null where it is about a plan as a whole.",
  })
  async task(@Root() { taskId, asOf, lamp }: LedgerEntry, @Ctx() context: Context): Promise<Task | null> {
    return taskId === null ? null : taskAt(context, taskId, { asOf, day: lamp.on });
  }

  @FieldResolver(() => [UnitName], { description: "The units that lead its task 牵头单位; none where there is none." })
  async leads(@Root() { taskId, asOf }: LedgerEntry, @Ctx() context: Context): Promise<UnitName[]> {
    const card = taskId === null ? null : (await cardOf(context, taskId, asOf)).doc;
    return card ? leadUnitIdsOf(card.life).map((id) => ({ id })) : [];
  }
}

/** The last report as the reader may see it. */
const lastReportFor = ({ reviewed, ...report }: NonNullable<Entry["lastReport"]>, reader: Reader): LastReport => ({
  ...report,
  ...reviewFor(reviewed, reader),
});

/** The leads of tasks, as far as reading goes. */
export async function leadsOf(
  { views }: Context,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { value } = await views.getMany(taskCards, taskIds);
  return new Map(value.flatMap((card) => (card ? [[card.opened.taskId, leadUnitIdsOf(card.life)] as const] : [])));
}
