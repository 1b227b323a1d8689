// Tasks 任务 as the schema shows them: what is printed, who has which part, and as much of each part as the reader sees.
import type { AssignmentState, Ending, Relation } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type Lamp, lampRule, type TaskCard, type TaskReport, taskReports } from "@taizhang/projections";
import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Target } from "../acts/act.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { Node } from "../node/types.ts";
import { StepsSet } from "../plan/settings.ts";
import { Row } from "../plan/types.ts";
import type { AsOf } from "../reading/as-of.ts";
import { batched } from "../reading/batched.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { Person } from "../roster/person.ts";
import { UnitName } from "../roster/unit-name.ts";
import {
  AssignmentStateWord,
  GroupKind,
  LampWord,
  RelationWord,
  ReopenCause,
  type ShownSight,
  SightWord,
} from "../schema/enums.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { Amendment, TaskWording } from "./amendment.ts";
import { Extension } from "./extension.ts";
import type { LeadsOf } from "./leads-of.ts";
import { Dispute, GroundedDecision, InCharge, ownerlessField, PartHandOver, personsField } from "./moves.ts";
import { PartWait } from "./part-waits.ts";
import { Mending } from "./publication.ts";
import { Evidence } from "./report.ts";
import { Urging } from "./urging.ts";
import { EndingWord, Withdrawal } from "./withdrawal.ts";

@ObjectType({ description: "An item that a claim leaves open 未完成条目." })
export class Waiver {
  @Field(() => ID, { description: "The item's id in the task 条目编号." })
  itemId!: string;

  @Field(() => String, { description: "Why it is not done 理由." })
  reason!: string;
}

@ObjectType({ description: "A claim of completion 办结申报." })
export class Claim {
  @Field(() => Day, { description: "The day the work was done 办结日期." })
  completedOn!: string;

  @Field(() => String, { description: "What was done 办结说明." })
  done!: string;

  @listOf(2)
  @Field(() => [Evidence], { description: "Where it can be seen 佐证材料." })
  evidence!: readonly Evidence[];

  @listOf(1)
  @Field(() => [Waiver], { description: "The items it leaves open, each with the reason 未完成条目及理由." })
  waived!: readonly Waiver[];

  @Field(() => Instant, { description: "When it was claimed 申报时刻." })
  claimedAt!: string;

  @Field(() => Person, { description: "Who claimed it 申报人." })
  by!: Person;
}

@ObjectType({ description: "What somebody decided, and why 审定意见." })
export class Decision {
  @Field(() => String, {
    nullable: true,
    description: "The opinion or the reason 意见或理由; null where the plan asks for none.",
  })
  text!: string | null;

  @Field(() => Instant, { description: "When it was decided 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who decided 审定人." })
  by!: Person;
}

/** The reports of a unit on a task: their list, how many the reader sees, and how each is found by its number. */
export interface Filed extends Pick<Task, "position" | "stale" | "actedOn" | "asOf"> {
  readonly list: string;
  /** The number of the last report before them: earlier parts of the unit had those. */
  readonly after: number;
  readonly count: number;
  readonly report: (no: number) => Promise<TaskReport | null>;
}

@ObjectType({ description: "A lamp 时限灯: invented by this ledger, not printed in any notice." })
export class LampShown {
  @Field(() => LampWord, { description: "How it stands 灯态." })
  lamp!: Lamp;

  @Field(() => String, { description: "The rule set that lit it, with its version 规则版本." })
  rule!: string;

  @Field(() => Day, { description: "The day it was lit for 判定日." })
  on!: string;
}

@ObjectType({ implements: Node, description: "One unit's part in a task 责任分工." })
export class Assignment implements Node {
  @Field(() => ID, { description: "Its opaque id 编号; it stays the same for as long as the part is there." })
  id!: string;

  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => Int, {
    description:
      "Its number among the parts of the unit in the task 第几次分工, from 1: work that comes to a unit whose part is closed " +
      "begins the next one.",
  })
  partNo!: number;

  @Field(() => [RelationWord], { description: "What it is to the task 分工关系." })
  relations!: readonly Relation[];

  @listOf(1)
  @Field(() => [PartHandOver], { description: "The parts of other units whose work it has 承接自." })
  from!: readonly PartHandOver[];

  @Field(() => PartHandOver, {
    nullable: true,
    description: "The part that has its work now 移交给; null unless it was handed over.",
  })
  handedOver!: PartHandOver | null;

  @Field(() => Day, ownerlessField)
  ownerlessSince!: string | null;

  @Field(() => GroundedDecision, { nullable: true, description: "Why the unit was exempted from it 免除." })
  exemption!: GroundedDecision | null;

  @Field(() => GroundedDecision, { nullable: true, description: "Why the exemption was undone 恢复." })
  restoration!: GroundedDecision | null;

  @Field(() => Dispute, { nullable: true, description: "The unit's objection to having it 退单." })
  dispute!: Dispute | null;

  @listOf(1)
  @Field(() => [InCharge], personsField)
  persons!: readonly InCharge[] | null;

  @Field(() => UnitName, {
    nullable: true,
    description: "The group it came in through 经由单位组; null where it is named itself.",
  })
  via!: UnitName | null;

  @Field(() => Int, { nullable: true, description: "The row whose merged cell names it 合并单元格所在行." })
  inheritedFromRow!: number | null;

  @Field(() => AssignmentStateWord, { description: "Where it stands 办理状态." })
  state!: AssignmentState;

  @Field(() => EndingWord, { nullable: true, description: "What dropped it 终止原因; null unless it is dropped." })
  droppedBy!: Ending | null;

  @Field(() => Instant, { description: "Since when it stands there 自." })
  since!: string;

  @listOf(1)
  @Field(() => [PartWait], {
    description:
      "What waits for a decision about it or its items 待办, and since when, as in `reviewQueue`; where only the state is shown, " +
      "without what its unit has filed or asked for.",
  })
  waits!: readonly PartWait[];

  @Field(() => Day, { nullable: true, description: "The day it is due now 完成时限; null where there is none." })
  dueOn!: string | null;

  @Field(() => Day, { nullable: true, description: "The due day as printed, before any extension 原定时限." })
  firstDueOn!: string | null;

  @listOf(1)
  @Field(() => [Extension], {
    nullable: true,
    description: "The series of its due days 时限沿革, in order; null where only the state is shown.",
  })
  extensions!: readonly Extension[] | null;

  @listOf(1)
  @Field(() => [Urging], {
    nullable: true,
    description: "The urgings of the unit 催办, in order; null where only the state is shown.",
  })
  urgings!: readonly Urging[] | null;

  @listOf(1)
  @Field(() => [Mending], {
    nullable: true,
    description: "The published evidence that it has to mend 待改正的公开材料; null where only the state is shown.",
  })
  toMend!: readonly Mending[] | null;

  @Field(() => SightWord, {
    description: "How much of it the reader sees 可见范围; where only the state, the rest is empty.",
  })
  sight!: ShownSight;

  @Field(() => Int, {
    nullable: true,
    description: "How many reports there are 填报份数; null where only the state is shown.",
  })
  reportCount!: number | null;

  @Field(() => LampShown, { description: "Whether it is due 时限灯, on the day of its task's." })
  lamp!: LampShown;

  /** Where its reports are found. */
  filed!: Filed;

  /** The task that it is a part in. */
  whole!: () => Task;

  actedOn!: Target | null;

  @Field(() => Claim, { nullable: true, description: "What the unit claims 办结申报; null unless a claim stands." })
  claim!: Claim | null;

  @Field(() => Decision, { nullable: true, description: "The lead's endorsement 审定." })
  endorsement!: Decision | null;

  @Field(() => Decision, { nullable: true, description: "The office's sign-off 销号." })
  signOff!: Decision | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many days after its due day the part was done 逾期天数, by the day of the claim and the due day that held then: 0 in " +
      "time; null unless it is signed off and had a due day that counts.",
  })
  lateDays!: number | null;

  @Field(() => Day, {
    nullable: true,
    description: "The day at whose end it was noted as overdue by its present due day 逾期记录日.",
  })
  overdueNotedOn!: string | null;

  @Field(() => Decision, {
    nullable: true,
    description: "Why the last claim was returned 退回办结; null once there is a new one.",
  })
  completionReturn!: Decision | null;

  @Field(() => Decision, { nullable: true, description: "Why a sign-off was undone 销号撤回." })
  reopening!: Decision | null;

  @Field(() => ReopenCause, { nullable: true, description: "What brought it to light 撤回原因." })
  reopenCause!: string | null;
}

@ObjectType({ description: "Words on a task that stand for several units 单位组." })
export class GroupOnTask {
  @Field(() => ID, { description: "The group 单位组编号; `expandGroup` takes it." })
  groupId!: string;

  @Field(() => String, { description: "Its name 名称." })
  name!: string;

  @Field(() => GroupKind, { description: "What kind of group it is 类别." })
  kind!: "list" | "predicate";

  @Field(() => RelationWord, { description: "What its members are to the task 分工关系." })
  relation!: Relation;

  @Field(() => Day, { description: "The day its members were taken of 成员所据日." })
  membersOn!: string;

  @listOf(20)
  @Field(() => [UnitName], { description: "Its members as used, and those a person named 成员." })
  members!: readonly UnitName[];

  @Field(() => Boolean, { description: "False while nobody is named for it: no unit owes it 是否已确定." })
  filled!: boolean;

  /** The task that prints it. */
  whole!: Task;

  actedOn!: Target | null;
}

@ObjectType({ description: "A body outside the region that a task names 区域外单位; it owes nothing here." })
export class ExternalBody {
  @Field(() => String, { description: "Its name 名称." })
  name!: string;

  @Field(() => RelationWord, { description: "What it is to the task 分工关系." })
  relation!: Relation;
}

@ObjectType({ implements: Node, description: "A task 任务: a row of an issued plan, with a life of its own." })
export class Task implements Node {
  @Field(() => ID, { description: "Its opaque id 任务编号." })
  id!: string;

  @Field(() => ID, { description: "The plan it belongs to 计划编号." })
  planId!: string;

  @Field(() => ID, { description: "The region's division code 行政区划代码." })
  regionId!: string;

  @Field(() => Row, { description: "What is printed 任务行; without its unit cells, which are the assignments." })
  row!: Row;

  @Field(() => TaskWording, { description: "Its words and headings as they hold now 现行表述." })
  current!: TaskWording;

  @listOf(1)
  @Field(() => [Amendment], { description: "How it was amended 修改记录, the latest last." })
  amendments!: readonly Amendment[];

  @Field(() => Day, { description: "The day its plan was issued, or it was added to it 印发或增列日." })
  issuedOn!: string;

  @Field(() => Day, {
    nullable: true,
    description: "The due day of the task 完成时限; null where there is none. A part may have been given a later one.",
  })
  dueOn!: string | null;

  @Field(() => Boolean, {
    description: "Whether it was due on or before the day of issue 印发时已到期; then it is never scored.",
  })
  dueBeforeIssue!: boolean;

  @Field(() => LampShown, { description: "Whether it is due, today 时限灯." })
  lamp!: LampShown;

  @Field(() => StepsSet, { description: "The steps completion needs 办结步骤." })
  steps!: StepsSet;

  /** What its items are made from. */
  card!: TaskCard;

  /** The units that may read it as its leads, today. */
  leadUnitIds!: readonly string[];

  /** Who has which part in it, in the order in which the units got them. */
  parts!: readonly Assignment[];

  /** The parts that ended before another one of their unit began, unit by unit. */
  earlierParts!: readonly Assignment[];

  @listOf(1)
  @Field(() => [GroupOnTask], { description: "The groups it prints 单位组." })
  groups!: readonly GroupOnTask[];

  @listOf(1)
  @Field(() => [ExternalBody], { description: "Bodies outside the region that it names 区域外单位." })
  external!: readonly ExternalBody[];

  @Field(() => Boolean, { description: "Whether it was closed with its plan 是否随计划关闭." })
  closed!: boolean;

  @Field(() => [EndingWord], {
    description: "Why it is over 终止原因, in the order in which that happened; empty while it runs.",
  })
  endings!: readonly Ending[];

  @listOf(1)
  @Field(() => [Withdrawal], { description: "How it was withdrawn and restored 撤销与恢复, the latest last." })
  withdrawals!: readonly Withdrawal[];

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;

  /** The moment the task is shown as of; null for now. Its plan follows it. */
  asOf!: AsOf | null;

  actedOn!: Target | null;
}

/** What an entry of a list says of what it is about: a task, or a plan as a whole. */
@ObjectType()
export abstract class AboutTask {
  @Field(() => ID, { nullable: true, description: "The task 任务编号; null where it is about a plan as a whole." })
  taskId!: string | null;

  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The task's row in its plan 行号; null where it is about a plan as a whole.",
  })
  row!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The task in words as they hold now 任务内容; null where it is about a plan as a whole.",
  })
  text!: string | null;
}

/** A lamp as the schema has it. */
export const lampShown = (lamp: Lamp, on: string): LampShown => ({ lamp, rule: lampRule, on });

/** What a task is shown with: the moment it is of, who reads it as a lead, and where the words of its reports are found. */
export interface ShownWith extends Pick<Task, "position" | "stale" | "asOf"> {
  readonly leads: LeadsOf;
  /** Finds a report by its key, as of the same moment. */
  readonly report: (key: string) => Promise<TaskReport | null>;
}

const reportOfKey = batched(taskReports);

/** Finds reports by their keys as they are now. */
export const reportNow =
  ({ views }: Context): ShownWith["report"] =>
  async (key) =>
    (await reportOfKey(views, key)).value;
