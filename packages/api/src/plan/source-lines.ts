// Where the lines of a notice 原文行 are shown: of the whole notice, beside a row, and beside a warning.
import type { ReadLine } from "@taizhang/documents/reading-file";
import { type PlanCard, planCard } from "@taizhang/projections";
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";
import { isPageSize, notPageSize } from "../limits/page-size.ts";
import { batched } from "../reading/batched.ts";
import { countShown, readingOfNotice } from "./kept-reading.ts";
import type { Lines } from "./lines.ts";
import { FewLinesArgs, NearbyLinesArgs, notKept, SourceLine, sourceLineOf } from "./source-line.ts";
import { Row, Source } from "./types.ts";
import { ImportWarning } from "./warnings.ts";

const cardOf = batched(planCard);

@Resolver(() => Source)
export class SourceLinesOfPlan {
  @FieldResolver(() => Int, { nullable: true, description: `How many lines its text has 行数; ${notKept}.` })
  async lineCount(@Root() { plan }: Source, @Ctx() context: Context): Promise<number | null> {
    return (await readingOfNotice(context, plan.card))?.lines.length ?? null;
  }

  @FieldResolver(() => [SourceLine], {
    description:
      "Lines of its text, with what became of each 原文: those there are between two numbers. None where `lineCount` is null.",
  })
  async lines(
    @Root() { plan }: Source,
    @Arg("from", () => Int, { description: "The first line 起始行, from 1." }) from: number,
    @Arg("to", () => Int, {
      description: `The last line 末行, included; ${limits.sourceLines} lines at most. It may lie behind the last of the notice.`,
    })
    to: number,
    @Ctx() context: Context,
  ): Promise<SourceLine[]> {
    if (from < 1) throw badInput("from", { zh: "行号从1起。", en: "Lines are numbered from 1." });
    if (to < from) throw badInput("to", { zh: "to 不能小于 from。", en: "`to` must not lie before `from`." });
    const count = to - from + 1;
    if (count > limits.sourceLines) throw badInput("to", tooMany(count));
    const lines = (await readingOfNotice(context, plan.card))?.lines ?? [];
    return lines.slice(from - 1, to).map((line, at) => shownLine(context, line, from + at));
  }
}

@Resolver(() => Row)
export class SourceLinesOfRow {
  @FieldResolver(() => [SourceLine], { nullable: true, description: `The lines it stands on 原文; ${notKept}.` })
  async source(
    @Root() { planId, lines }: Row,
    @Args(() => FewLinesArgs) { first }: FewLinesArgs,
    @Ctx() context: Context,
  ): Promise<SourceLine[] | null> {
    const card = (await cardOf(context.views, planId)).value;
    return card && few(context, card, lines, first);
  }
}

@Resolver(() => ImportWarning)
export class SourceLinesOfWarning {
  @FieldResolver(() => [SourceLine], {
    nullable: true,
    description: `The lines it is about 原文; empty where it is about the whole notice; ${notKept}.`,
  })
  source(
    @Root() { plan, lines }: ImportWarning,
    @Args(() => NearbyLinesArgs) { first, context: beside }: NearbyLinesArgs,
    @Ctx() context: Context,
  ): Promise<SourceLine[] | null> {
    if (!(beside >= 0 && beside <= limits.contextLines)) throw badInput("context", outOfBounds);
    const around = lines ? [{ from: Math.max(1, lines.from - beside), to: lines.to + beside }] : [];
    return few(context, plan.card, around, first);
  }
}

/** The first lines of some ranges, which may touch: each once. */
async function few(
  context: Context,
  card: PlanCard,
  ranges: readonly Lines[],
  first: number,
): Promise<SourceLine[] | null> {
  if (!isPageSize(first)) throw notPageSize("first", first);
  const reading = await readingOfNotice(context, card);
  if (reading === null) return null;
  const found = new Map<number, ReadLine>();
  for (const { from, to } of ranges) {
    for (let no = from; no <= to && found.size < first; no += 1) {
      const line = reading.lines[no - 1];
      if (!line) break;
      found.set(no, line);
    }
  }
  return [...found].map(([no, line]) => shownLine(context, line, no));
}

function shownLine(context: Context, line: ReadLine, no: number): SourceLine {
  const shown = sourceLineOf(line, no);
  countShown(context, shown.text.length + 50 * (1 + shown.uses.length));
  return shown;
}

const badInput = (field: string, sentence: { readonly zh: string; readonly en: string }) =>
  problem("BAD_USER_INPUT", sentence, { field });

const tooMany = (count: number) => ({
  zh: `一次至多取${limits.sourceLines}行，而不是${count}行。`,
  en: `${limits.sourceLines} lines at most are given at once, and not ${count}.`,
});

const outOfBounds = {
  zh: `context 应在 0 到 ${limits.contextLines} 之间。`,
  en: `context must lie between 0 and ${limits.contextLines}.`,
};
