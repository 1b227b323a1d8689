// Urging for completion reports 催报: the office asks a unit for an answer, and the unit owes one.
import { completion, most } from "@taizhang/domain";
import { planNow } from "@taizhang/log";
import { Arg, Ctx, Field, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { CompletionAnswer, CompletionCommandInput, type CompletionInput, onCompletion } from "./answer.ts";

@InputType({ description: "The office urges a unit for its completion report 催报办结情况." })
export class UrgeReportingInput extends CompletionCommandInput implements CompletionInput<"urgeReporting"> {
  @Field(() => String, { description: `What it is asked 催办内容, ${atMost(most.text, "characters")}.` })
  text!: string;

  @Field(() => Day, {
    nullable: true,
    defaultValue: null,
    description: "The day by which it must answer 答复期限, not before today; left out, none is set.",
  })
  answerBy!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: "Why it is urged again 再次催办的理由; needed within three days of the last urging.",
  })
  whyAgain!: string | null;
}

@InputType({ description: "A unit answers an urging for its completion report 答复催报." })
export class AnswerReportingUrgingInput
  extends CompletionCommandInput
  implements CompletionInput<"answerReportingUrging">
{
  @Field(() => Int, { description: "The number of the urging 第几次催办." })
  urgingNo!: number;

  @Field(() => String, { description: `The answer 答复, ${atMost(most.text, "characters")}.` })
  text!: string;

  @Field(() => [EvidenceInput], {
    defaultValue: [],
    description: `What shows it 佐证材料, ${atMost(most.evidence, "pieces")}.`,
  })
  evidence!: EvidenceInput[];
}

const answer = () => CompletionAnswer;

@Resolver()
export class ReportingUrgingMutations {
  @MutationOf(completion.actions.urgeReporting, answer)
  urgeReporting(@Arg("input", () => UrgeReportingInput) input: UrgeReportingInput, @Ctx() ctx: Context) {
    const { text, whyAgain } = input;
    const said = { ...input, text: typed(text), whyAgain: whyAgain === null ? null : typed(whyAgain) };
    return onCompletion(ctx, "urgeReporting", input, said, planNow(ctx));
  }

  @MutationOf(completion.actions.answerReportingUrging, answer)
  answerReportingUrging(
    @Arg("input", () => AnswerReportingUrgingInput) input: AnswerReportingUrgingInput,
    @Ctx() ctx: Context,
  ) {
    const { text, evidence } = input;
    return onCompletion(ctx, "answerReportingUrging", input, {
      ...input,
      text: typed(text),
      evidence: evidenceOf(evidence),
    });
  }
}
