// A row as its notice prints it 印文: its cells, and the characters that each field was read from.
import type { LineUse } from "@taizhang/documents/reading-file";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { countShown, readingOfNotice } from "./kept-reading.ts";
import { Lines, linesOf } from "./lines.ts";
import { planWithRows } from "./rows-read.ts";
import { LinePlace, linePlaceOf, notKept, UseWord } from "./source-line.ts";
import { Row } from "./types.ts";

@ObjectType({ description: "A cell of a row as printed 原单元格." })
export class PrintedCell {
  @Field(() => String, { description: "The head or label it is printed under 栏目." })
  column!: string;

  @Field(() => String, { description: 'Its words 文字; "" where it is blank.' })
  text!: string;

  @listOf(1)
  @Field(() => [Lines], {
    nullable: true,
    description: `The lines it is printed on 原文行; also null where the plan was imported before they were kept by cell; ${notKept}.`,
  })
  lines!: readonly Lines[] | null;
}

@ObjectType({ description: "Characters of the notice that a field of a row was read from 读取位置." })
export class FieldSpan {
  @Field(() => UseWord, { description: "Which field 读作." })
  field!: LineUse["as"];

  @Field(() => Int, { description: "The line 行号." })
  line!: number;

  @Field(() => Int, { description: "Its first character in the whole line 起, from 0, in UTF-16 units." })
  from!: number;

  @Field(() => Int, { description: "The character after its last one 止." })
  to!: number;

  @Field(() => LinePlace, {
    nullable: true,
    description:
      "Where the line stands in its file 所在位置: sheet and cell, or table, row and column; null in one file of plain text.",
  })
  place!: LinePlace | null;
}

@Resolver(() => Row)
export class PrintedRow {
  @listOf(8)
  @FieldResolver(() => [PrintedCell], {
    description: "Its cells as printed, in order 原单元格; none where it was added to the plan.",
  })
  async printed(@Root() { planId, row }: Row, @Ctx() context: Context): Promise<PrintedCell[]> {
    const found = await planWithRows(context, planId);
    const printed = Object.entries(found?.rows.find((each) => each.row === row)?.printed ?? {});
    if (!found || printed.length === 0) return [];
    const cells = (await readingOfNotice(context, found.card))?.ofRow(row).cells ?? null;
    return printed.map(([column, text]) => {
      countShown(context, text.length);
      const lines = cells && (cells.find((cell) => cell.column === column)?.lines ?? []).map(linesOf);
      return { column, text, lines };
    });
  }

  @listOf(8)
  @FieldResolver(() => [FieldSpan], {
    nullable: true,
    description: `The characters that each of its fields was read from, in their order 读取位置; ${notKept}.`,
  })
  async spans(@Root() { planId, row }: Row, @Ctx() context: Context): Promise<FieldSpan[] | null> {
    const found = await planWithRows(context, planId);
    const reading = found && (await readingOfNotice(context, found.card));
    if (!reading) return null;
    return reading.ofRow(row).uses.map(({ as, line, from, to }) => {
      countShown(context, spanLength);
      const place = reading.lines[line - 1]?.place;
      return { field: as, line, from, to, place: place ? linePlaceOf(place) : null };
    });
  }
}

/** What a span takes in an answer, in characters. */
const spanLength = 100;
