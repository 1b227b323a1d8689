// Comparisons 对比 as the schema shows them: fields with old and new values, tasks side by side, counts over time.
import type { Position as LogPosition } from "@taizhang/log";
import type { Became, ComparedTask, FieldDifference, TrendStep } from "@taizhang/projections";
import { GraphQLJSON } from "graphql-scalars";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { BoardCounts } from "../boards/types.ts";
import { listOf } from "../limits/measured.ts";
import { positionField } from "../reading/paging.ts";
import { UnitName, unitToday } from "../roster/unit-name.ts";
import { words } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";
import { Sentence } from "../schema/sentence.ts";

export const BecameWord = words<Became>("Became", "What became of a task between two moments 变化.", {
  new: "It is there only at the later moment 新增.",
  gone: "It is there only at the earlier moment 不再.",
  changed: "It is there at both, and not the same 有变.",
});

export const StepWord = words<TrendStep>("Step", "How far the points of a trend are apart 步长.", {
  day: "Every day 每日.",
  week: "Every Sunday 每周.",
  month: "The last day of every month 每月.",
});

@ObjectType({ description: "A field whose value is not the same at two moments 字段差异." })
export class FieldChange {
  @Field(() => String, {
    description:
      "The field, by its path 字段, such as `dueOn` or `claim.completedOn`; entries of lists by their places.",
  })
  field!: string;

  @Field(() => Sentence, { description: "The field in words 字段名称." })
  label!: Sentence;

  @Field(() => ID, { nullable: true, description: "The plan that it belongs to 计划编号; null in the roster." })
  planId!: string | null;

  @Field(() => ID, { nullable: true, description: "The task whose field it is, or in which it is 任务编号." })
  taskId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The unit whose field it is 单位编号; null where it is that of the thing as a whole.",
  })
  unitId!: string | null;

  @Field(() => UnitName, { nullable: true, description: "This unit 单位." })
  unit!: UnitName | null;

  @Field(() => Int, { nullable: true, description: "The number of the unit's part in the task 第几次分工." })
  partNo!: number | null;

  @Field(() => ID, { nullable: true, description: "The item of the task whose field it is 条目编号." })
  itemId!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "The value at the first moment 原值; null where there is none.",
  })
  before!: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "The value at the second moment 新值; null where there is none.",
  })
  after!: unknown;
}

/** A difference as the schema shows it. */
export const fieldChangeOf = ({ of, ...rest }: FieldDifference): FieldChange => ({
  ...rest,
  ...of,
  unit: of.unitId === null ? null : unitToday(of.unitId),
});

@InputType({ description: "Which tasks are compared 对比范围: those that fit at a moment count there." })
export class ComparedWhere {
  @Field(() => String, {
    nullable: true,
    description: "Only those under this first-level heading 一级目标; null for those under none.",
  })
  section?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only those under this second-level heading 二级目标; null for those under none.",
  })
  subsection?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those in which this unit has, or had, a part 单位." })
  unitId?: string | null;
}

@ObjectType({ description: "One side of a comparison 对比时点: the tasks of a moment, counted." })
export class ComparedMoment {
  @Field(() => Day, { description: "The day the lamps are lit for 判定日." })
  on!: string;

  @Field(() => String, { description: "The rule set that lights the lamps, with its version 规则版本." })
  lampRule!: string;

  @Field(() => BoardCounts, { description: "The tasks, counted as the board does 计数." })
  counts!: BoardCounts;

  @Field(() => Position, positionField)
  position!: LogPosition | null;
}

@ObjectType({ description: "A task that is not the same at two moments 对比条目." })
export class ComparedLine {
  @Field(() => BecameWord, { description: "What became of it 变化." })
  became!: Became;

  @Field(() => ID, { description: "The task 任务编号." })
  taskId!: string;

  @Field(() => Int, { description: "Its row in its plan 行号." })
  row!: number;

  @Field(() => String, { description: "The task in the words of the later moment that has it 任务内容." })
  text!: string;

  @listOf(3)
  @Field(() => [FieldChange], { description: "What of it is not the same 字段差异, as far as the reader may see it." })
  fields!: readonly FieldChange[];
}

/** A compared task as the schema shows it. */
export const lineOf = ({ became, card, fields }: ComparedTask): ComparedLine => ({
  became,
  taskId: card.opened.taskId,
  row: card.opened.row.row,
  text: card.life.words.text,
  fields: fields.map(fieldChangeOf),
});

@ObjectType({ description: "A plan at two moments, side by side 对比." })
export class Comparison {
  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;

  @Field(() => ComparedMoment, { description: "The first moment 前." })
  before!: ComparedMoment;

  @Field(() => ComparedMoment, { description: "The second moment 后." })
  after!: ComparedMoment;

  /** The tasks that are not the same, by row. */
  compared!: readonly ComparedTask[];
}

@ObjectType({ description: "A plan at the end of a day 走势点." })
export class TrendPoint {
  @Field(() => Day, { description: "The day 日期." })
  on!: string;

  @Field(() => Int, { description: "Assignments that are still open 未了结分工数." })
  open!: number;

  @Field(() => Int, { description: "Assignments whose completion is claimed or endorsed 已申报办结分工数." })
  claimed!: number;

  @Field(() => Int, { description: "Assignments that are struck off 已销号分工数." })
  signedOff!: number;

  @Field(() => Int, { description: "Tasks that are overdue 已逾期任务数, by the lamp." })
  overdue!: number;

  @Field(() => BoardCounts, { description: "Everything that the board of this day counts 计数." })
  counts!: BoardCounts;
}
