// Completion 办结: claimed by the unit, endorsed by the lead, signed off by the office; each can be undone, on the record.
import { type CommandOf, most, task } from "@taizhang/domain";
import { evidenceAsItStands } from "@taizhang/log";
import { Arg, Ctx, Field, ID, InputType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { ReopenCause } from "../schema/enums.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, type TaskInput } from "./answer.ts";

@InputType({ description: "An item that a claim leaves open, with the reason 未完成条目." })
export class WaiverInput {
  @Field(() => ID, { description: "The item's id in the task 条目编号." })
  itemId!: string;

  @Field(() => String, { description: `Why it is not done 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "A unit says that its part is done 申报办结." })
export class ClaimCompletionInput extends PartCommandInput implements Omit<TaskInput<"claimCompletion">, "waived"> {
  @Field(() => Day, { description: "The day it was done 办结日期, not after today." })
  completedOn!: string;

  @Field(() => String, {
    description: `What was done 办结情况, ${atMost(most.text, "characters")}, without personal data.`,
  })
  done!: string;

  @Field(() => [EvidenceInput], { description: "Where it can be seen 佐证材料, 1 to 50 pieces." })
  evidence!: EvidenceInput[];

  @Field(() => [WaiverInput], {
    defaultValue: [],
    description: "Each item that is still open, with the reason 未完成条目; without it such a claim is refused.",
  })
  waived!: WaiverInput[];
}

@InputType({ description: "A unit takes its claim back before it is decided on 撤回申报." })
export class WithdrawClaimInput extends PartCommandInput implements TaskInput<"withdrawClaim"> {
  @Field(() => String, { description: `Why it is withdrawn 撤回理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({
  description:
    "A unit replaces what of the evidence of its claim is to be mended 更正申报, piece by piece, also once it is endorsed or signed off; " +
    "what it claims and the state of its part stay.",
})
export class CorrectClaimInput extends PartCommandInput implements TaskInput<"correctClaim"> {
  @Field(() => [EvidenceInput], {
    description: `The evidence as it must be 更正后的佐证材料, ${atMost(most.evidence, "pieces")}: every piece in its place, with another one for each that is mended.`,
  })
  evidence!: EvidenceInput[];

  @Field(() => String, { description: `Why it is replaced 更正理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "The lead unit confirms what a unit under it claims 审定办结." })
export class EndorseCompletionInput extends PartCommandInput implements TaskInput<"endorseCompletion"> {
  @Field(() => String, { description: `The lead's opinion 审定意见, ${atMost(most.text, "characters")}.` })
  opinion!: string;
}

@InputType({ description: "A claim goes back to the unit, with the reason 退回办结." })
export class ReturnCompletionInput extends PartCommandInput implements TaskInput<"returnCompletion"> {
  @Field(() => String, { description: `Why it is returned 退回理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "The office strikes a finished part off 销号." })
export class SignOffInput extends PartCommandInput implements TaskInput<"signOff"> {
  @Field(() => String, { description: `The office's opinion 销号意见, ${atMost(most.text, "characters")}.` })
  opinion!: string;
}

@InputType({ description: "A sign-off is undone 销号撤回." })
export class ReopenAssignmentInput extends PartCommandInput implements TaskInput<"reopenAssignment"> {
  @Field(() => String, { description: `Why it is reopened 撤回理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => ReopenCause, { description: "What brought it to light 原因类别." })
  cause!: CommandOf<typeof task.actions.reopenAssignment>["cause"];
}

@Resolver()
export class CompletionMutations {
  @MutationOf(task.actions.claimCompletion, () => TaskAnswer)
  claimCompletion(
    @Arg("input", () => ClaimCompletionInput) { waived, ...input }: ClaimCompletionInput,
    @Ctx() ctx: Context,
  ) {
    const { done, evidence } = input;
    const reasons = waived.map(({ itemId, reason }) => ({ itemId, reason: typed(reason) }));
    const open = reasons.length === 0 ? {} : { waived: reasons };
    return onTask(ctx, "claimCompletion", input, {
      ...input,
      ...open,
      done: typed(done),
      evidence: evidenceOf(evidence),
    });
  }

  @MutationOf(task.actions.withdrawClaim, () => TaskAnswer)
  withdrawClaim(@Arg("input", () => WithdrawClaimInput) input: WithdrawClaimInput, @Ctx() ctx: Context) {
    return onTask(ctx, "withdrawClaim", input, { ...input, reason: typed(input.reason) });
  }

  @MutationOf(task.actions.correctClaim, () => TaskAnswer)
  correctClaim(@Arg("input", () => CorrectClaimInput) input: CorrectClaimInput, @Ctx() ctx: Context) {
    const { taskId, unitId, evidence, reason } = input;
    const said = { ...input, evidence: evidenceOf(evidence), reason: typed(reason) };
    return onTask(ctx, "correctClaim", input, said, evidenceAsItStands(ctx.log, taskId, { unitId, reportNo: null }));
  }

  @MutationOf(task.actions.endorseCompletion, () => TaskAnswer)
  endorseCompletion(@Arg("input", () => EndorseCompletionInput) input: EndorseCompletionInput, @Ctx() ctx: Context) {
    return onTask(ctx, "endorseCompletion", input, { ...input, opinion: typed(input.opinion) });
  }

  @MutationOf(task.actions.returnCompletion, () => TaskAnswer)
  returnCompletion(@Arg("input", () => ReturnCompletionInput) input: ReturnCompletionInput, @Ctx() ctx: Context) {
    return onTask(ctx, "returnCompletion", input, { ...input, reason: typed(input.reason) });
  }

  @MutationOf(task.actions.signOff, () => TaskAnswer)
  signOff(@Arg("input", () => SignOffInput) input: SignOffInput, @Ctx() ctx: Context) {
    return onTask(ctx, "signOff", input, { ...input, opinion: typed(input.opinion) });
  }

  @MutationOf(task.actions.reopenAssignment, () => TaskAnswer)
  reopenAssignment(@Arg("input", () => ReopenAssignmentInput) input: ReopenAssignmentInput, @Ctx() ctx: Context) {
    return onTask(ctx, "reopenAssignment", input, { ...input, reason: typed(input.reason) });
  }
}
