// Supplementing a plan 补充计划: a later notice changes it, and a person says of every row of that notice what it does.
import { most, plan, planIdOf, type RowEffect, type RowUse, task, taskIdOf } from "@taizhang/domain";
import type { CardSupplement } from "@taizhang/projections";
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { listOf } from "../limits/measured.ts";
import type { AsOf } from "../reading/as-of.ts";
import { Person, personFor } from "../roster/person.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { words } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onPlan, PlanAnswer, PlanCommandInput, type PlanInput } from "./answer.ts";

const RowUseWord = words<RowUse["kind"]>(
  "RowUse",
  "What a row of a later notice does to the plan 补充通知各行的用途.",
  {
    amends: "It amends a row of the plan 修改.",
    adds: "It is a new row of the plan 增列.",
    withdraws: "It says that a row of the plan is no longer asked for 撤销.",
    ignored: "It does nothing here 不采用; with the reason.",
  },
);

@ObjectType({ description: "What became of a row of a later notice 补充通知各行的办理." })
export class SupplementRow {
  @Field(() => Int, { description: "The row of the later notice 补充通知行号." })
  row!: number;

  @Field(() => RowUseWord, { description: "What it did 用途." })
  kind!: RowUse["kind"];

  @Field(() => Int, {
    nullable: true,
    description: "The row of the plan that it amended, added or withdrew 计划行号; null where it is ignored.",
  })
  of!: number | null;

  @Field(() => String, { nullable: true, description: "Why it is ignored 不采用理由; null otherwise." })
  reason!: string | null;
}

@ObjectType({ description: "A later notice that changed the plan 补充通知." })
export class Supplement {
  @Field(() => String, { description: "How it is cited 名称与文号." })
  citation!: string;

  @Field(() => String, { description: "The SHA-256 of its bytes 来文摘要." })
  sourceSha256!: string;

  @Field(() => ID, { description: "The plan imported from it 由其导入的计划编号, which was discarded as used." })
  supplementId!: string;

  @Field(() => Day, { description: "The day from which what it adds counts 增列日期." })
  on!: string;

  @listOf(10)
  @Field(() => [SupplementRow], { description: "What became of its rows 各行的办理." })
  rows!: readonly SupplementRow[];

  @Field(() => Instant, { description: "When 时刻." })
  at!: string;

  doer!: CardSupplement["made"]["by"];
  /** The moment that it is shown as of; null for now. */
  asOf!: AsOf | null;
}

/** A supplement as the schema shows it. */
export const supplementOf = ({ map, made, ...rest }: CardSupplement, asOf: AsOf | null): Supplement => ({
  ...rest,
  rows: map.map(rowShown),
  at: made.at,
  doer: made.by,
  asOf,
});

const rowShown = (effect: RowEffect): SupplementRow => ({
  row: effect.row,
  kind: effect.kind,
  of: "of" in effect ? effect.of : null,
  reason: "reason" in effect ? effect.reason.text : null,
});

@InputType({ description: "What a row of the later notice does 补充通知各行的用途." })
export class RowUseInput {
  @Field(() => Int, { description: "The row of the later notice 补充通知行号." })
  row!: number;

  @Field(() => RowUseWord, { description: "What it does 用途." })
  kind!: RowUse["kind"];

  @Field(() => Int, {
    nullable: true,
    description: "The row of the plan that it amends or withdraws 计划行号; for AMENDS and WITHDRAWS only.",
  })
  of?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `Why it is ignored 不采用理由, ${atMost(most.text, "characters")}; for IGNORED only.`,
  })
  reason?: string | null;
}

@InputType({
  description:
    "A later notice changes the plan 补充计划. It is imported and confirmed like any notice, and named by its hash; the map says of every row " +
    "what it does. A row that amends changes the words, the requirement and the due day that it prints; what it leaves blank, and who has a " +
    "part, stays. Tasks are amended, added and withdrawn by policies, and the plan imported from the notice is discarded as used.",
})
export class SupplementPlanInput extends PlanCommandInput implements Omit<PlanInput<"supplementPlan">, "map" | "on"> {
  @Field(() => String, { description: "The SHA-256 of the later notice 补充通知摘要, in hexadecimal." })
  sourceSha256!: string;

  @Field(() => [RowUseInput], { description: "What each of its rows does 各行的用途; none may be left out." })
  map!: RowUseInput[];

  @Field(() => Day, {
    nullable: true,
    description:
      "The day from which what it adds counts, if it was issued on paper before 增列日期, from the day of issue up to today; left out, it is today.",
  })
  on?: string | null;
}

@Resolver()
export class SupplementMutations {
  @MutationOf(plan.actions.supplementPlan, () => PlanAnswer)
  supplementPlan(@Arg("input", () => SupplementPlanInput) input: SupplementPlanInput, @Ctx() ctx: Context) {
    const { sourceSha256, map, on } = input;
    const command = { sourceSha256, map: map.map(useOf), ...(on != null && { on }) };
    return onPlan(ctx, "supplementPlan", input, command, async ({ regionId }) => {
      const supplementId = planIdOf(ctx.identity, regionId ?? "", sourceSha256);
      const { state: supplement } = await ctx.executor.load(plan, supplementId);
      const withdrawn = await withdrawnAmong(ctx, input.planId, command.map);
      return { supplementId, supplement, roster: await ctx.roster(), withdrawn };
    });
  }
}

/** Of the rows of a plan that a map amends, those whose tasks are withdrawn. */
async function withdrawnAmong(
  { executor, identity }: Context,
  planId: string,
  map: readonly RowUse[],
): Promise<readonly number[]> {
  const amended = map.flatMap((use) => (use.kind === "amends" ? [use.of] : []));
  const found = await fewAtOnce(amended, async (row) => {
    const { endings } = (await executor.load(task, taskIdOf(identity, planId, row))).state;
    return endings.includes("withdrawn") ? [row] : [];
  });
  return found.flat();
}

/** Leaves missing parts empty: the shape of the command refuses them, with the field. */
function useOf({ row, kind, of, reason }: RowUseInput): RowUse {
  if (kind === "adds") return { row, kind };
  return kind === "ignored" ? { row, kind, reason: typed(reason ?? "") } : { row, kind, of: of ?? 0 };
}

@Resolver(() => Supplement)
export class Supplements {
  @FieldResolver(() => Person, { description: "Who said so 办理人." })
  by(@Root() { doer, asOf }: Supplement, @Ctx() context: Context): Person {
    return personFor(doer, { ...readerOf(context), asOf });
  }
}
