// What may be decided on a warning of the import 可作的处理, and what each decision does.
import {
  type Decidable,
  decidable,
  type PossibleDecision,
  plan,
  possibleDecisions,
  type Reach,
} from "@taizhang/domain";
import { decisionsOf } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { DecisionScope, WarningDecisionKind } from "../schema/enums.ts";
import { Sentence } from "../schema/sentence.ts";
import { planWithRows } from "./rows-read.ts";
import { ImportWarning } from "./warnings.ts";

@ObjectType({ description: "Where a decision on a name may hold, and what it reaches there 适用范围." })
export class DecisionReach implements Reach {
  @Field(() => DecisionScope, { description: "Where it holds 适用范围; `resolveImportWarning` takes it." })
  scope!: Reach["scope"];

  @Field(() => [Int], { description: "The rows in which the name is then read so 任务行." })
  rows!: readonly number[];
}

@ObjectType({ description: "A decision that may be made on a warning 可作的处理; `resolveImportWarning` takes it." })
export class WarningDecision implements PossibleDecision {
  @Field(() => WarningDecisionKind, { description: "The way it is settled 方式." })
  kind!: PossibleDecision["kind"];

  @Field(() => String, {
    nullable: true,
    description:
      "The printed name it is about 名称; null for KEEP and AS_ABOVE. READ_AS also takes the name to read instead.",
  })
  name!: string | null;

  @listOf(2)
  @Field(() => [DecisionReach], { description: "Where it may hold 适用范围; none where it is about no name." })
  reaches!: readonly DecisionReach[];

  @Field(() => Sentence, { description: "What it does, in words 作用." })
  effect!: Sentence;
}

/** What may be decided on the warnings of a plan, looked up once for all of them. */
const known = new WeakMap<ImportWarning["plan"], Promise<Decidable | null>>();

async function decidableIn({ card }: ImportWarning["plan"], context: Context): Promise<Decidable | null> {
  const found = await planWithRows(context, card.planId);
  return found && decidable({ rows: found.rows, warnings: card.warnings, settled: decisionsOf(card) });
}

@Resolver(() => ImportWarning)
export class WarningDecisions {
  @listOf(10)
  @FieldResolver(() => [WarningDecision], {
    description:
      "What may be decided on it now 可作的处理; none once the plan is confirmed, as of a moment of the past, and for whoever may " +
      "not settle it.",
  })
  async decisions(
    @Root() { plan: shown, warningNo }: ImportWarning,
    @Ctx() context: Context,
  ): Promise<readonly WarningDecision[]> {
    const { card, asOf } = shown;
    const { roles } = readerOf(context);
    const mayAct = plan.actions.resolveImportWarning.by.some((role) => roles.some((own) => own === role));
    const warning = card.warnings[warningNo - 1];
    if (card.status !== "draft" || asOf !== null || !mayAct || !warning) return [];
    const found = known.get(shown) ?? decidableIn(shown, context);
    known.set(shown, found);
    const of = await found;
    return of ? possibleDecisions(of, warningNo, warning) : [];
  }
}
