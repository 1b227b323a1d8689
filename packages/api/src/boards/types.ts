// Boards 看板 as the schema shows them: counts, added up when asked.
import type { AssignmentState } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import type { Counts, DoneCounts, Lamp, LedgerKind, UnitShare } from "@taizhang/projections";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { listOf } from "../limits/measured.ts";
import { Node } from "../node/types.ts";
import { partField } from "../plan/types.ts";
import type { AsOf } from "../reading/as-of.ts";
import type { Moment } from "../reading/moment.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { UnitName } from "../roster/unit-name.ts";
import { LedgerKindWord } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";
import { ItemInShort } from "../task/item-in-short.ts";
import { AboutTask, LampShown } from "../task/types.ts";

const count = () => Int;

@ObjectType({ description: "How many assignments stand where 按状态计数." })
export class StateCounts implements Record<AssignmentState, number> {
  @Field(count, { description: "Not yet accepted 待签收." })
  assigned!: number;

  @Field(count, { description: "Being carried out 办理中." })
  accepted!: number;

  @Field(count, { description: "Completion claimed 已申报办结." })
  claimed!: number;

  @Field(count, { description: "The claim endorsed 已审定." })
  endorsed!: number;

  @Field(count, { description: "Struck off 已销号." })
  signedOff!: number;

  @Field(count, { description: "Ended with the plan 已终止." })
  dropped!: number;

  @Field(count, { description: "The unit was exempted 已免除; not among the assignments counted." })
  exempted!: number;

  @Field(count, { description: "Another unit has it now 已移交; not among the assignments counted." })
  handedOver!: number;
}

@ObjectType("DoneCounts", {
  description: "How the parts that are done were done 办结计数, as far as they had a due day that counts.",
})
export class DoneCountsShown implements DoneCounts {
  @Field(count, { description: "Claimed on the due day or before 按期办结." })
  inTime!: number;

  @Field(count, { description: "Claimed after the due day 逾期办结." })
  late!: number;
}

@ObjectType({ description: "How many there are by lamp 按时限灯计数; the lamps are this ledger's own." })
export class LampCounts implements Record<Lamp, number> {
  @Field(count, { description: "Every part that counts is signed off 已办结." })
  done!: number;

  @Field(count, { description: "Ended without being done 已终止." })
  terminated!: number;

  @Field(count, { description: "No due day 无时限." })
  none!: number;

  @Field(count, { description: "Due on or before the day of issue 印发时已到期." })
  flagged!: number;

  @Field(count, { description: "The due day is over 已逾期." })
  overdue!: number;

  @Field(count, { description: "Due today or soon 临近." })
  dueSoon!: number;

  @Field(count, { description: "Due later 未到期." })
  ahead!: number;

  @Field(count, { description: "Claimed or handed in, and waiting to be checked 已申报待审; overdue for nobody." })
  claimed!: number;
}

@ObjectType({ description: "Tasks and assignments, counted 计数." })
export class BoardCounts implements Counts {
  @Field(count, { description: "Tasks 任务数." })
  tasks!: number;

  @Field(count, {
    description: "Tasks nobody has a part in yet: their groups are still to be filled 待分工任务数; they are open.",
  })
  unassignedTasks!: number;

  @Field(() => LampCounts, { description: "All tasks by lamp 任务按时限灯." })
  byLamp!: LampCounts;

  @Field(count, { description: "Assignments 分工数, without those exempted, handed over or ownerless." })
  assignments!: number;

  @Field(count, { description: "Open parts that are nobody's, because their unit has ended 无主分工数." })
  ownerless!: number;

  @Field(() => StateCounts, { description: "Assignments by state 分工按状态." })
  byState!: StateCounts;

  @Field(() => DoneCountsShown, { description: "How what is done was done 按期与逾期办结." })
  done!: DoneCounts;
}

@ObjectType({ description: "A heading with the counts of everything under it 目标计数." })
export class BoardHeading {
  @Field(() => String, { nullable: true, description: "The printed numeral 序号; null for tasks under no heading." })
  no!: string | null;

  @Field(() => String, { nullable: true, description: "The heading 标题." })
  title!: string | null;

  @Field(() => Int, partField)
  part!: number | null;

  @Field(() => BoardCounts, { description: "The counts 计数." })
  counts!: BoardCounts;

  @listOf(4)
  @Field(() => [BoardHeading], { description: "The headings under it 二级目标." })
  children!: readonly BoardHeading[];
}

@ObjectType({ description: "A unit's share of a plan 单位份额." })
export class Share implements Omit<UnitShare, "unitId"> {
  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(count, { description: "Its assignments 分工数, without those exempted, handed over or ownerless." })
  assignments!: number;

  @Field(count, { description: "Those it leads 牵头数." })
  leads!: number;

  @Field(() => StateCounts, { description: "By state 按状态." })
  byState!: StateCounts;

  @Field(() => LampCounts, { description: "By lamp 按时限灯." })
  byLamp!: LampCounts;

  @Field(() => DoneCountsShown, { description: "How what is done was done 按期与逾期办结." })
  done!: DoneCounts;

  @Field(() => Float, { description: "Its part of all assignments of the plan, from 0 to 1 占比." })
  share!: number;
}

@ObjectType({ description: "Where a plan stands 计划看板, on a day." })
export class PlanBoard {
  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;

  /** The moment it is shown as of; null for now. Its plan follows it. */
  asOf!: AsOf | null;

  @Field(() => Day, { description: "The day the lamps are lit for 判定日." })
  on!: string;

  @Field(() => String, { description: "The rule set that lights the lamps, with its version 规则版本." })
  lampRule!: string;

  @Field(() => BoardCounts, { description: "The whole plan 合计." })
  counts!: BoardCounts;

  @listOf(6)
  @Field(() => [BoardHeading], { description: "By heading 按目标." })
  sections!: readonly BoardHeading[];

  @listOf(50)
  @Field(() => [Share], { description: "By unit, those with most first 按单位." })
  units!: readonly Share[];

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;
}

@ObjectType({ description: "An item of a task that is due 到期条目." })
export class DueItem extends ItemInShort {}

@ObjectType({
  implements: Node,
  description: "What is open and due on one day 到期事项: in a task, or as a completion report on a plan.",
})
export class DueTask extends AboutTask implements Node {
  @Field(() => ID, { description: "Its opaque id 编号; it stays the same for as long as the entry is there." })
  id!: string;

  @Field(() => LedgerKindWord, { description: "What is due 类别." })
  kind!: LedgerKind;

  @Field(() => DueItem, { nullable: true, description: "The item that is due 条目; null for parts." })
  item!: DueItem | null;

  @Field(() => Day, { description: "The due day 完成时限." })
  dueOn!: string;

  @Field(() => LampShown, {
    description: "How near it is 时限灯; CLAIMED once all who owe it have claimed it or handed it in.",
  })
  lamp!: LampShown;

  /** The moment it is shown as of. Its task and its plan follow it. */
  moment!: Moment;

  @listOf(3)
  @Field(() => [UnitName], { description: "The units that owe it on that day 未了结单位." })
  openUnits!: readonly UnitName[];

  @listOf(1)
  @Field(() => [UnitName], {
    description:
      "The units that have ended and left it to nobody 无主（原单位已撤并）; it is overdue for none of them.",
  })
  ownerlessUnits!: readonly UnitName[];

  @listOf(2)
  @Field(() => [UnitName], {
    description: "Those of them that have claimed it or handed it in 已申报待审单位; it is overdue for none of them.",
  })
  claimedUnits!: readonly UnitName[];

  @listOf(1)
  @Field(() => [UnitName], { description: "The groups whose members nobody has named yet 待落实单位组." })
  unfilledGroups!: readonly UnitName[];
}
