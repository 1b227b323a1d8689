// Review 审核: the lead unit, or the office where there is none, judges what a unit reported.
import { most, task } from "@taizhang/domain";
import { Arg, Ctx, Field, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, type TaskInput } from "./answer.ts";

const reportNoField = { description: "The number of the unit's report on this task 第几份填报, from 1." };

@InputType({ description: "A report is accepted 审核通过." })
export class AcceptReportInput extends PartCommandInput implements TaskInput<"acceptReport"> {
  @Field(() => Int, reportNoField)
  reportNo!: number;
}

@InputType({ description: "A report is returned, with the reason 退回填报." })
export class ReturnReportInput extends PartCommandInput implements TaskInput<"returnReport"> {
  @Field(() => Int, reportNoField)
  reportNo!: number;

  @Field(() => String, { description: `Why it is returned 退回理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class ReviewMutations {
  @MutationOf(task.actions.acceptReport, () => TaskAnswer)
  acceptReport(@Arg("input", () => AcceptReportInput) input: AcceptReportInput, @Ctx() ctx: Context) {
    return onTask(ctx, "acceptReport", input, input);
  }

  @MutationOf(task.actions.returnReport, () => TaskAnswer)
  returnReport(@Arg("input", () => ReturnReportInput) input: ReturnReportInput, @Ctx() ctx: Context) {
    return onTask(ctx, "returnReport", input, { ...input, reason: typed(input.reason) });
  }
}
