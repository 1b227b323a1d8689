// Withdrawing a task 撤销任务 and restoring it: its open parts are dropped, and afterwards each stands as it stood.
import { type Ending, most, task } from "@taizhang/domain";
import type { CardWithdrawal } from "@taizhang/projections";
import { Arg, Ctx, Field, InputType, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { words } from "../schema/enums.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, TaskAnswer, TaskCommandInput, type TaskInput } from "./answer.ts";
import { GroundedDecision, groundedOf } from "./moves.ts";

export const EndingWord = words<Ending>("Ending", "Why a task is over, or what dropped a part of it 终止原因.", {
  planClosed: "Its plan was closed 计划关闭.",
  withdrawn: "The task was withdrawn 任务撤销.",
});

@ObjectType({ description: "A withdrawal of a task 任务撤销." })
export class Withdrawal extends GroundedDecision {
  @Field(() => GroundedDecision, { nullable: true, description: "How it was undone 恢复; null while it holds." })
  restored!: GroundedDecision | null;
}

/** A withdrawal as the reader may see it. */
export const withdrawalOf = ({ restored, ...withdrawal }: CardWithdrawal, reader: ReaderAt): Withdrawal => ({
  ...groundedOf(withdrawal, reader),
  restored: restored && groundedOf(restored, reader),
});

@InputType({
  description:
    "A task is no longer asked for 撤销任务. Its open parts are dropped, requests for extensions lapse; what is signed off stays.",
})
export class WithdrawTaskInput extends TaskCommandInput implements TaskInput<"withdrawTask"> {
  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@InputType({
  description:
    "The withdrawal of a task is undone 恢复任务: each part stands as it stood, with its claim and its due day. Requests for extensions that lapsed stay lapsed.",
})
export class RestoreTaskInput extends TaskCommandInput implements TaskInput<"restoreTask"> {
  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@Resolver()
export class WithdrawalMutations {
  @MutationOf(task.actions.withdrawTask, () => TaskAnswer)
  withdrawTask(@Arg("input", () => WithdrawTaskInput) input: WithdrawTaskInput, @Ctx() ctx: Context) {
    return onTask(ctx, "withdrawTask", input, { reason: typed(input.reason), authority: typed(input.authority) });
  }

  @MutationOf(task.actions.restoreTask, () => TaskAnswer)
  restoreTask(@Arg("input", () => RestoreTaskInput) input: RestoreTaskInput, @Ctx() ctx: Context) {
    return onTask(ctx, "restoreTask", input, { reason: typed(input.reason), authority: typed(input.authority) });
  }
}
