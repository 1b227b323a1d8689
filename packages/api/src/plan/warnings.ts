// The warnings of an import 导入提示: what the notice leaves open, what a person decided, and how each stands.
import { type Sentence as DomainSentence, isKnownOn, warningStateOf } from "@taizhang/domain";
import { inBoth } from "@taizhang/process";
import { type CardWarning, decisionsOf, type PlanCard } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { type Target, within } from "../acts/act.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import type { AsOf } from "../reading/as-of.ts";
import { Person, personFor } from "../roster/person.ts";
import { DecisionScope, SeverityWord, WarningDecisionKind, WarningStateWord } from "../schema/enums.ts";
import { Instant } from "../schema/scalars.ts";
import { Sentence } from "../schema/sentence.ts";
import { Lines, linesOf } from "./lines.ts";
import { rosterBeside, type ShownPlan } from "./roster-beside.ts";

@ObjectType({ description: "Something the notice leaves open 导入提示." })
export class ImportWarning {
  @Field(() => Int, { description: "Its number in the plan's list, from 1 提示序号; `resolveImportWarning` takes it." })
  warningNo!: number;

  @Field(() => String, { description: "What kind of warning it is 提示代码." })
  code!: string;

  @Field(() => SeverityWord, { description: "Whether a person must settle it 提示级别." })
  severity!: CardWarning["severity"];

  @Field(() => String, { description: "The warning in words, Chinese and English 提示内容." })
  message!: string;

  @Field(() => Sentence, {
    description:
      "The warning in each language 提示内容; of plans imported before the two were kept apart, both languages in each.",
  })
  sentence!: DomainSentence;

  @Field(() => Int, { nullable: true, description: "The row it is about 任务行; null where it is about the whole." })
  row!: number | null;

  @Field(() => Lines, { nullable: true, description: "Where it stands in the notice 原文行." })
  lines!: Lines | null;

  @Field(() => String, { nullable: true, description: "The name or the plan it is about 所指名称或计划." })
  subject!: string | null;

  @Field(() => WarningDecisionKind, {
    nullable: true,
    description: "How a person settled it 处理方式; null while nobody did.",
  })
  decision!: string | null;

  @Field(() => String, { nullable: true, description: "The printed name that was decided upon 所涉名称." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "What that name is read as 改读为; for READ_AS only." })
  readAs!: string | null;

  @Field(() => DecisionScope, {
    nullable: true,
    description: "Where the decision holds 适用范围; null where it is about no name.",
  })
  scope!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was settled so 处理说明." })
  note!: string | null;

  @Field(() => Instant, { nullable: true, description: "When it was settled 处理时刻." })
  settledAt!: string | null;

  settled!: CardWarning["settled"];
  plan!: ShownPlan;
  actedOn!: Target | null;
}

/** The warnings of a plan as the schema shows them. */
export function warningsOf(card: PlanCard, asOf: AsOf | null, target: Target | null): ImportWarning[] {
  const plan: ShownPlan = { card, asOf };
  return card.warnings.map(({ settled, lines, ...warning }, at) => {
    const decision = settled?.decision ?? null;
    const onName = decision?.kind === "readAs" || decision?.kind === "external" ? decision : null;
    return {
      ...warning,
      message: inBoth(warning.sentence),
      warningNo: at + 1,
      lines: lines && linesOf(lines),
      decision: decision?.kind ?? null,
      name: onName?.name ?? null,
      readAs: onName?.kind === "readAs" ? onName.as : null,
      scope: onName?.scope ?? null,
      note: settled?.note.text ?? null,
      settledAt: settled?.at ?? null,
      settled,
      plan,
      actedOn: within(target, { warningNo: at + 1 }),
    };
  });
}

@Resolver(() => ImportWarning)
export class ImportWarnings {
  @FieldResolver(() => WarningStateWord, { description: "How it stands 提示状态." })
  async state(@Root() { plan, warningNo, settled }: ImportWarning, @Ctx() context: Context): Promise<string> {
    const { card } = plan;
    const stands = { status: card.status, warnings: card.warnings, settled: decisionsOf(card) };
    // Only an unknown name of a draft is looked up.
    if (settled !== null || card.status !== "draft") return warningStateOf(stands, warningNo, () => false);
    const { state, days } = await rosterBeside(plan, context);
    return warningStateOf(stands, warningNo, (name) => isKnownOn(state, name, days));
  }

  @FieldResolver(() => Person, { nullable: true, description: "Who settled it 处理人." })
  settledBy(@Root() { plan, settled }: ImportWarning, @Ctx() context: Context): Person | null {
    return settled && personFor(settled.by, { ...readerOf(context), asOf: plan.asOf });
  }
}
