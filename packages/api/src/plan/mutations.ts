// Commands on a plan 计划: from the import of its notice to its end. Those of its issue are in a file of their own.
import { type ImportDecision, most, plan, planIdOf } from "@taizhang/domain";
import { Arg, Ctx, Field, ID, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { readAgain } from "../import/read-again.ts";
import { CommandInput, MutationOf, typed } from "../schema/command.ts";
import { DecisionScope, WarningDecisionKind } from "../schema/enums.ts";
import { atMost } from "../schema/sentence.ts";
import { onPlan, PlanAnswer, PlanCommandInput, type PlanInput } from "./answer.ts";

const { actions } = plan;

@InputType({ description: "A notice that was sent to `POST /import` becomes a draft 导入计划." })
export class ImportPlanInput extends CommandInput implements Omit<PlanInput<"importPlan">, "planId"> {
  @Field(() => ID, {
    description: "The division code of the region the plan is for 行政区划代码: the region of the token.",
  })
  regionId!: string;

  @Field(() => String, { description: "The SHA-256 that `POST /import` answered 原件校验值, in hexadecimal." })
  sourceSha256!: string;
}

@InputType({ description: "The draft was the wrong one, or its text must be corrected first 作废草稿." })
export class DiscardDraftInput extends PlanCommandInput implements PlanInput<"discardDraft"> {
  @Field(() => String, { description: `Why it is discarded 作废理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "How a warning is settled 处理方式." })
export class ImportDecisionInput {
  @Field(() => WarningDecisionKind, { description: "The way it is settled 方式." })
  kind!: ImportDecision["kind"];

  @Field(() => String, {
    nullable: true,
    description: `The printed name it is about 所涉名称, ${atMost(most.name, "characters")}; for READ_AS and EXTERNAL only.`,
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The name it is read as 改读为, ${atMost(most.name, "characters")}; for READ_AS only.`,
  })
  as?: string | null;

  @Field(() => DecisionScope, {
    defaultValue: "row",
    description:
      "Where the decision on the name holds 适用范围; EVERYWHERE must be said. A name that the roster does not know has one " +
      "warning for all its rows: EVERYWHERE settles them all.",
  })
  scope!: "row" | "everywhere";
}

@InputType({ description: "A person decides what the notice's text leaves open 处理提示." })
export class ResolveImportWarningInput
  extends PlanCommandInput
  implements Omit<PlanInput<"resolveImportWarning">, "decision">
{
  @Field(() => Int, { description: "The warning's place in the draft's list 提示序号, from 1." })
  warningNo!: number;

  @Field(() => ImportDecisionInput, { description: "The decision 处理决定." })
  decision!: ImportDecisionInput;

  @Field(() => String, { description: `The grounds 处理说明, ${atMost(most.text, "characters")}.` })
  note!: string;
}

@InputType({ description: "A person vouches for the reading, and every printed name gets its meaning 确认计划." })
export class ConfirmPlanInput extends PlanCommandInput {}

@InputType({ description: "What waits in a parked plan is tried again 恢复办理." })
export class ResumePlanInput extends PlanCommandInput {}

@InputType({
  description:
    "The year is over 关闭计划. What is still open is dropped afterwards, with the cause: `plan.closing` tells how far that is, and the change `TasksClosed` that all is done.",
})
export class ClosePlanInput extends PlanCommandInput implements PlanInput<"closePlan"> {
  @Field(() => String, { description: `Why it is closed 关闭理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class PlanMutations {
  @MutationOf(actions.importPlan, () => PlanAnswer)
  importPlan(@Arg("input", () => ImportPlanInput) input: ImportPlanInput, @Ctx() ctx: Context) {
    const { commandId, regionId, sourceSha256 } = input;
    const planId = planIdOf(ctx.identity, regionId, sourceSha256);
    // A plan that is there stays as it was read, so its notice is not read again.
    return onPlan(ctx, "importPlan", { planId, commandId }, input, ({ status }) =>
      status === "none" || status === "discarded" ? readAgain(ctx, planId, input) : null,
    );
  }

  @MutationOf(actions.discardDraft, () => PlanAnswer)
  discardDraft(@Arg("input", () => DiscardDraftInput) input: DiscardDraftInput, @Ctx() ctx: Context) {
    return onPlan(ctx, "discardDraft", input, { reason: typed(input.reason) });
  }

  @MutationOf(actions.resolveImportWarning, () => PlanAnswer)
  resolveImportWarning(
    @Arg("input", () => ResolveImportWarningInput) input: ResolveImportWarningInput,
    @Ctx() ctx: Context,
  ) {
    const { warningNo, decision, note } = input;
    return onPlan(ctx, "resolveImportWarning", input, {
      warningNo,
      decision: decisionOf(decision),
      note: typed(note),
    });
  }

  @MutationOf(actions.confirmPlan, () => PlanAnswer)
  confirmPlan(@Arg("input", () => ConfirmPlanInput) input: ConfirmPlanInput, @Ctx() ctx: Context) {
    return onPlan(ctx, "confirmPlan", input, {}, async () => ({ roster: await ctx.roster() }));
  }

  @MutationOf(actions.resumePlan, () => PlanAnswer)
  resumePlan(@Arg("input", () => ResumePlanInput) input: ResumePlanInput, @Ctx() ctx: Context) {
    return onPlan(ctx, "resumePlan", input, {});
  }

  @MutationOf(actions.closePlan, () => PlanAnswer)
  closePlan(@Arg("input", () => ClosePlanInput) input: ClosePlanInput, @Ctx() ctx: Context) {
    return onPlan(ctx, "closePlan", input, { reason: typed(input.reason) });
  }
}

/** Leaves missing parts empty: the shape of the command refuses them, with the field. */
function decisionOf({ kind, name, as, scope }: ImportDecisionInput): ImportDecision {
  if (kind === "keep" || kind === "asAbove") return { kind };
  return kind === "external" ? { kind, name: name ?? "", scope } : { kind, name: name ?? "", as: as ?? "", scope };
}
