// What a line of a unit's ledger 台账条目 is in the schema.
import type { AssignmentState, DisputeState, ItemState, Relation, Standing } from "@taizhang/domain";
import type { LedgerEntry as Entry } from "@taizhang/projections";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { listOf } from "../limits/measured.ts";
import { Node } from "../node/types.ts";
import type { AsOf } from "../reading/as-of.ts";
import { UnitName } from "../roster/unit-name.ts";
import {
  AssignmentStateWord,
  CompletionReportStateWord,
  DisputeStateWord,
  ExtensionStateWord,
  ItemStateWord,
  LedgerKindWord,
  RelationWord,
  type ShownSight,
  SightWord,
  StandingWord,
} from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { ItemInShort } from "../task/item-in-short.ts";
import { InCharge, ownerlessField, PartRef, personsField } from "../task/moves.ts";
import { ReportInShort } from "../task/report.ts";
import { AboutTask, LampShown } from "../task/types.ts";

@ObjectType({ description: "A unit's last report on a task 最近填报, or on a plan 最近报送." })
export class LastReport extends ReportInShort {
  @Field(() => String, { nullable: true, description: "Why it was returned 退回理由; null unless it was." })
  returnReason!: string | null;
}

@ObjectType({ description: "An item of a task that a unit owes 条目." })
export class LedgerItem extends ItemInShort {
  @Field(() => ItemStateWord, { description: "How it stands 状态." })
  state!: ItemState;

  @Field(() => String, {
    nullable: true,
    description: "The sum of what is done of it 累计数量; null where it is not counted, or only the state is shown.",
  })
  amount!: string | null;

  @Field(() => String, { nullable: true, description: "How much there must be 数量目标; null as above." })
  target!: string | null;

  @Field(() => String, { nullable: true, description: "The unit of measure 计量单位; null as above." })
  unitOfMeasure!: string | null;
}

@ObjectType({ implements: Node, description: "One line of a unit's ledger 台账条目: something that it owes, or owed." })
export class LedgerEntry extends AboutTask implements Node {
  @Field(() => ID, { description: "Its opaque id 编号; it stays the same for as long as the line is there." })
  id!: string;

  @Field(() => LedgerKindWord, { description: "What it is about 类别." })
  kind!: Entry["kind"];

  @Field(() => LedgerItem, {
    nullable: true,
    description: "The item it is about 条目, also that which an urging asks about; null on other lines.",
  })
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

  @listOf(1)
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

  @listOf(1)
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
      "completion report. Evidence comes back also where the part is signed off: its lamp stays `DONE`. Null where only the state is shown.",
  })
  returned!: boolean | null;

  @Field(() => LastReport, { nullable: true, description: "The last report 最近填报." })
  lastReport!: LastReport | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Why the last claim was returned 办结退回理由; null where it was not, once there is a new one or the part has ended, or where only " +
      "the state is shown.",
  })
  claimReturnReason!: string | null;

  /** The moment the line is shown as of; null for now. Its plan follows it. */
  asOf!: AsOf | null;
}
