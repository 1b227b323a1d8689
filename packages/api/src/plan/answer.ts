// What a mutation on a plan answers.
import { type CommandOf, plan } from "@taizhang/domain";
import type { LookupOf } from "@taizhang/log";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Context } from "../context.ts";
import { CommandInput, type Spoken } from "../schema/command.ts";
import { type Answer, Receipt, Rejection, receiptField, rejectionField } from "../schema/receipt.ts";

/** The plan itself is read by the resolver of `PlanAnswer.plan`, from `planId`, after the command. */
@ObjectType({ description: "What a command on a plan did 计划办理结果: a receipt or a rejection, and the plan." })
export class PlanAnswer implements Answer {
  @Field(() => Receipt, receiptField)
  receipt!: Receipt | null;

  @Field(() => Rejection, rejectionField)
  rejection!: Rejection | null;

  planId!: string;
}

type PlanActions = typeof plan.actions;

/** The command of a plan's action as its input class has it. */
export type PlanInput<Name extends keyof PlanActions> = Spoken<CommandOf<PlanActions[Name]>> & PlanCommandInput;

/** Gives a command to the plan that the input names. */
export async function onPlan<Name extends keyof PlanActions>(
  { run }: Context,
  name: Name,
  { planId, commandId }: PlanCommandInput,
  command: CommandOf<PlanActions[Name]>,
  ...given: LookupOf<typeof plan, Name>
): Promise<PlanAnswer> {
  return { ...(await run(plan, name, planId, commandId, command, ...given)), planId };
}

/** The input of a command on a plan that is there. */
@InputType()
export abstract class PlanCommandInput extends CommandInput {
  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;
}
