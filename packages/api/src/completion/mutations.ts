// Reporting completion 报送办结情况: by the unit, judged by the office, with extensions of the day.
import { completion, most } from "@taizhang/domain";
import { planAsItStands, planNow } from "@taizhang/log";
import { Arg, Ctx, Extensions, Field, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { CompletionAnswer, CompletionCommandInput, type CompletionInput, onCompletion } from "./answer.ts";

const reportNoField = { description: "The number of the unit's report on the plan 第几次报送, from 1." };
const extensionNoField = { description: "The number of the unit's request 第几次申请, from 1." };

@InputType({
  description:
    "A unit reports completion 报送办结情况. All that it owes in the plan is frozen as it stands; a new report supersedes the last.",
})
export class SubmitCompletionReportInput
  extends CompletionCommandInput
  implements CompletionInput<"submitCompletionReport">
{
  @Field(() => String, { description: `What the unit says 情况说明, ${atMost(most.text, "characters")}.` })
  summary!: string;
}

@InputType({ description: "The office accepts a completion report 接收办结情况." })
export class AcceptCompletionReportInput
  extends CompletionCommandInput
  implements CompletionInput<"acceptCompletionReport">
{
  @Field(() => Int, reportNoField)
  reportNo!: number;

  @Field(() => String, { description: `The office's opinion 意见, ${atMost(most.text, "characters")}.` })
  opinion!: string;
}

@InputType({ description: "The office returns a completion report, with the reason 退回办结情况." })
export class ReturnCompletionReportInput
  extends CompletionCommandInput
  implements CompletionInput<"returnCompletionReport">
{
  @Field(() => Int, reportNoField)
  reportNo!: number;

  @Field(() => String, { description: `Why it is returned 退回理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "A unit asks to report later 申请延期报送." })
export class RequestReportingExtensionInput
  extends CompletionCommandInput
  implements CompletionInput<"requestReportingExtension">
{
  @Field(() => Day, { description: "The day asked for 申请延至: later than the present one, not before today." })
  dueOn!: string;

  @Field(() => String, { description: `Why 申请理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => [EvidenceInput], {
    defaultValue: [],
    description: `What shows it 佐证材料, ${atMost(most.evidence, "pieces")}.`,
  })
  evidence!: EvidenceInput[];
}

@InputType({ description: "A unit takes its request for a later reporting day back 撤回报送延期申请." })
export class WithdrawReportingExtensionInput
  extends CompletionCommandInput
  implements CompletionInput<"withdrawReportingExtension">
{
  @Field(() => Int, extensionNoField)
  extensionNo!: number;
}

@InputType({ description: "The office grants a later reporting day 同意延期报送." })
export class GrantReportingExtensionInput
  extends CompletionCommandInput
  implements CompletionInput<"grantReportingExtension">
{
  @Field(() => Int, extensionNoField)
  extensionNo!: number;

  @Field(() => Day, {
    description:
      "The day granted 准予延至, which may differ from the day asked for: later than the present one, not before today.",
  })
  dueOn!: string;

  @Field(() => String, { description: `The office's opinion 意见, ${atMost(most.text, "characters")}.` })
  opinion!: string;
}

@InputType({ description: "The office refuses a later reporting day, with the reason 不同意延期报送." })
export class RefuseReportingExtensionInput
  extends CompletionCommandInput
  implements CompletionInput<"refuseReportingExtension">
{
  @Field(() => Int, extensionNoField)
  extensionNo!: number;

  @Field(() => String, { description: `Why it is refused 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

const { actions } = completion;
const answer = () => CompletionAnswer;

@Resolver()
export class CompletionReportMutations {
  // All tasks of the plan are folded for it, which costs its bearer as much as reading the log.
  @Extensions({ readsLog: true })
  @MutationOf(actions.submitCompletionReport, answer)
  submitCompletionReport(
    @Arg("input", () => SubmitCompletionReportInput) input: SubmitCompletionReportInput,
    @Ctx() ctx: Context,
  ) {
    const said = { ...input, summary: typed(input.summary) };
    return onCompletion(ctx, "submitCompletionReport", input, said, planAsItStands(ctx));
  }

  @MutationOf(actions.acceptCompletionReport, answer)
  acceptCompletionReport(
    @Arg("input", () => AcceptCompletionReportInput) input: AcceptCompletionReportInput,
    @Ctx() ctx: Context,
  ) {
    return onCompletion(ctx, "acceptCompletionReport", input, { ...input, opinion: typed(input.opinion) });
  }

  @MutationOf(actions.returnCompletionReport, answer)
  returnCompletionReport(
    @Arg("input", () => ReturnCompletionReportInput) input: ReturnCompletionReportInput,
    @Ctx() ctx: Context,
  ) {
    return onCompletion(ctx, "returnCompletionReport", input, { ...input, reason: typed(input.reason) });
  }

  @MutationOf(actions.requestReportingExtension, answer)
  requestReportingExtension(
    @Arg("input", () => RequestReportingExtensionInput) input: RequestReportingExtensionInput,
    @Ctx() ctx: Context,
  ) {
    const { reason, evidence } = input;
    const said = { ...input, reason: typed(reason), evidence: evidenceOf(evidence) };
    return onCompletion(ctx, "requestReportingExtension", input, said, planNow(ctx));
  }

  @MutationOf(actions.withdrawReportingExtension, answer)
  withdrawReportingExtension(
    @Arg("input", () => WithdrawReportingExtensionInput) input: WithdrawReportingExtensionInput,
    @Ctx() ctx: Context,
  ) {
    return onCompletion(ctx, "withdrawReportingExtension", input, input);
  }

  @MutationOf(actions.grantReportingExtension, answer)
  grantReportingExtension(
    @Arg("input", () => GrantReportingExtensionInput) input: GrantReportingExtensionInput,
    @Ctx() ctx: Context,
  ) {
    return onCompletion(ctx, "grantReportingExtension", input, { ...input, opinion: typed(input.opinion) });
  }

  @MutationOf(actions.refuseReportingExtension, answer)
  refuseReportingExtension(
    @Arg("input", () => RefuseReportingExtensionInput) input: RefuseReportingExtensionInput,
    @Ctx() ctx: Context,
  ) {
    return onCompletion(ctx, "refuseReportingExtension", input, { ...input, reason: typed(input.reason) });
  }
}
