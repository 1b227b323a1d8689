// A line of a notice 原文行 as the schema shows it: its text, where it stands in its file, and what became of it.

import type { LineUse, ReadLine } from "@taizhang/documents/reading-file";
import type { DraftPlace } from "@taizhang/domain";
import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { limits } from "../limits/limits.ts";
import { listOf } from "../limits/measured.ts";
import { words } from "../schema/enums.ts";

export const UseWord = words<LineUse["as"]>("SourceUseKind", "What a stretch of a notice became 读作.", {
  number: "The printed number of a task 序号.",
  task: "The words of a task 任务内容.",
  requirement: "A requirement 工作要求.",
  unit: "Units and their relations 单位.",
  deadline: "A deadline 完成时限.",
  path: "Where something is to be published 公开路径.",
  kept: "Kept as printed only, such as a remark 照录.",
  structure: "Headings, column heads, labels, separators 结构.",
  tail: "Below the tasks: signature, copies, a blank form 落款等.",
});

const inSeveral = "The file among several 第几个文件, from 1; null where there is one.";
const number = { nullable: true } as const;

@ObjectType({ description: "Where a line stands in its file 所在位置; what the format does not know is null." })
export class LinePlace {
  @Field(() => Int, { ...number, description: inSeveral })
  file!: number | null;

  @Field(() => String, { nullable: true, description: "The sheet 工作表." })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: "The cell of the sheet 单元格, such as B7." })
  cell!: string | null;

  @Field(() => Int, { ...number, description: "The table 第几个表, from 1." })
  table!: number | null;

  @Field(() => Int, { ...number, description: "The row of the table 行, from 1." })
  row!: number | null;

  @Field(() => Int, { ...number, description: "The column of the table 列, from 1." })
  column!: number | null;

  @Field(() => Int, { ...number, description: "The paragraph outside tables 第几段, from 1." })
  paragraph!: number | null;
}

@ObjectType({ description: "Where a row stands in its file 所在位置; what the format does not know is null." })
export class RowPlace {
  @Field(() => Int, { ...number, description: inSeveral })
  file!: number | null;

  @Field(() => String, { nullable: true, description: "The sheet 工作表." })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: "The cells of the sheet 单元格区域, such as A5:E6." })
  cells!: string | null;

  @Field(() => Int, { ...number, description: "The table 第几个表, from 1." })
  table!: number | null;

  @Field(() => Int, { ...number, description: "The row of the table 行, from 1." })
  row!: number | null;

  @Field(() => Int, { ...number, description: "The paragraph outside tables 第几段, from 1." })
  paragraph!: number | null;
}

@ObjectType({ description: "What a stretch of a line became 读作." })
export class SourceUse implements LineUse {
  @Field(() => UseWord, { description: "What it became 读作." })
  as!: LineUse["as"];

  @Field(() => Int, { description: "Its first character 起, from 0, in UTF-16 units as JavaScript counts them." })
  from!: number;

  @Field(() => Int, { description: "The character after its last one 止." })
  to!: number;

  @Field(() => Int, { nullable: true, description: "The row it belongs to 任务行; null for what belongs to none." })
  row!: number | null;
}

@ObjectType({ description: "A line of the notice's text 原文行." })
export class SourceLine {
  @Field(() => Int, { description: "Its number 行号, from 1, through all files of the notice." })
  no!: number;

  @Field(() => String, { description: `The text 原文: its first ${limits.lineLength} characters.` })
  text!: string;

  @Field(() => Int, { description: "How many characters the whole line has 字数." })
  length!: number;

  @Field(() => LinePlace, {
    nullable: true,
    description: "Where it stands in its file 所在位置; null in one file of plain text.",
  })
  place!: LinePlace | null;

  @listOf(2)
  @Field(() => [SourceUse], {
    description: "What it became, in order 读作; what no stretch covers was not read, or stands outside the tasks.",
  })
  uses!: readonly SourceUse[];
}

/** Why there may be no lines, for the descriptions of the schema. */
export const notKept =
  "null where the plan was imported before lines were kept, and for whoever may not read the notice itself " +
  "(`GET /sources/{sha256}`: the office and auditors)";

@ArgsType()
export class FewLinesArgs {
  @Field(() => Int, { defaultValue: 10, description: `How many lines at most 行数, 1 to ${limits.pageSize}.` })
  first!: number;
}

@ArgsType()
export class NearbyLinesArgs extends FewLinesArgs {
  @Field(() => Int, {
    defaultValue: 0,
    description: `How many lines before and after as well 上下文行数, 0 to ${limits.contextLines}.`,
  })
  context!: number;
}

/** A line as the schema shows it. */
export function sourceLineOf({ text, place, uses = [] }: ReadLine, no: number): SourceLine {
  const shown = text.slice(0, limits.lineLength);
  return {
    no,
    text: shown,
    length: text.length,
    place: place ? linePlaceOf(place) : null,
    uses: uses.flatMap((use) => (use.from < shown.length ? { ...use, to: Math.min(use.to, shown.length) } : [])),
  };
}

/** The place of a line as the schema shows it. */
export const linePlaceOf = (place: NonNullable<ReadLine["place"]>): LinePlace => ({
  ...commonPlaceOf(place),
  cell: place.cell ?? null,
  column: place.column ?? null,
});

/** The place of a row as the schema shows it. */
export const rowPlaceOf = (place: DraftPlace): RowPlace => ({ ...commonPlaceOf(place), cells: place.cells ?? null });

const commonPlaceOf = ({ file, sheet, table, row, paragraph }: Omit<DraftPlace, "cells">) => ({
  file: file ?? null,
  sheet: sheet ?? null,
  table: table ?? null,
  row: row ?? null,
  paragraph: paragraph ?? null,
});
