// Where the lines of a notice 原文行 are shown: of the whole notice, beside a row, and beside a warning.
import type { ReadLine } from "@taizhang/documents/reading-file";
import { type PlanCard, planCard } from "@taizhang/projections";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";
import { batched } from "../reading/batched.ts";
import { type Connection, connected, pageFrom, pageOf } from "../reading/paging.ts";
import { countShown, linesOfNotice } from "./kept-reading.ts";
import type { Lines } from "./lines.ts";
import {
  FewLinesArgs,
  NearbyLinesArgs,
  notKept,
  SourceLine,
  SourceLineConnection,
  SourceLinesArgs,
  sourceLineOf,
} from "./source-line.ts";
import { Row, Source } from "./types.ts";
import { ImportWarning } from "./warnings.ts";

const cardOf = batched(planCard);

@Resolver(() => Source)
export class SourceLinesOfPlan {
  @FieldResolver(() => SourceLineConnection, {
    nullable: true,
    description: `The lines of its text, with what became of each 原文; ${notKept}.`,
  })
  async lines(
    @Root() { sha256, plan }: Source,
    @Args(() => SourceLinesArgs) { from, to, ...page }: SourceLinesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<SourceLine> | null> {
    const wanted = pageOf(page, `lines/${sha256}`);
    const lines = await linesOfNotice(context, plan.card);
    if (lines === null) return null;
    const first = Math.max(1, from);
    const found = lines
      .slice(first - 1, Math.max(0, to ?? lines.length))
      .map((line, at) => ({ key: "", sort: lineSort(first + at), doc: { line, no: first + at } }));
    const value = pageFrom(found, wanted);
    const seen = { value, position: plan.position, stopped: plan.stale };
    return connected(seen, ({ line, no }) => shownLine(context, line, no), wanted);
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
    if (!(beside >= 0 && beside <= limits.contextLines)) throw outOfBounds("context", 0, limits.contextLines);
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
  if (!(first >= 1 && first <= limits.pageSize)) throw outOfBounds("first", 1, limits.pageSize);
  const lines = await linesOfNotice(context, card);
  if (lines === null) return null;
  const found = new Map<number, ReadLine>();
  for (const { from, to } of ranges) {
    for (let no = from; no <= to && found.size < first; no += 1) {
      const line = lines[no - 1];
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

const lineSort = (no: number): string => no.toString().padStart(8, "0");

const outOfBounds = (field: string, least: number, most: number) =>
  problem(
    "BAD_USER_INPUT",
    { zh: `${field} 应在 ${least} 到 ${most} 之间。`, en: `${field} must lie between ${least} and ${most}.` },
    { field },
  );
