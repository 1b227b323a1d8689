// What a mutation on a completion report answers.
import { type CommandOf, completion, completionIdOf } from "@taizhang/domain";
import type { LookupOf } from "@taizhang/log";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Context } from "../context.ts";
import { CommandInput, type Spoken } from "../schema/command.ts";
import { type Answer, Receipt, Rejection, receiptField, rejectionField } from "../schema/receipt.ts";

/** The report itself is read by the resolver of `CompletionAnswer.completionReport`, after the command. */
@ObjectType({
  description: "What a command on a completion report did 报送办理结果: a receipt or a rejection, and the report.",
})
export class CompletionAnswer implements Answer {
  @Field(() => Receipt, receiptField)
  receipt!: Receipt | null;

  @Field(() => Rejection, rejectionField)
  rejection!: Rejection | null;

  planId!: string;
  unitId!: string;
}

type CompletionActions = typeof completion.actions;

/** The command of an action as its input class has it. */
export type CompletionInput<Name extends keyof CompletionActions> = Spoken<CommandOf<CompletionActions[Name]>>;

/** Gives a command to the completion report that the input names. */
export async function onCompletion<Name extends keyof CompletionActions>(
  { run, identity }: Context,
  name: Name,
  { planId, unitId, commandId }: CompletionCommandInput,
  command: CommandOf<CompletionActions[Name]>,
  ...given: LookupOf<typeof completion, Name>
): Promise<CompletionAnswer> {
  const id = completionIdOf(identity, planId, unitId);
  return { ...(await run(completion, name, id, commandId, command, ...given)), planId, unitId };
}

/** The input of a command on a completion report. */
@InputType()
export abstract class CompletionCommandInput extends CommandInput {
  @Field(() => ID, { description: "The plan that is reported on 计划编号." })
  planId!: string;

  @Field(() => ID, { description: "The unit that reports 单位编号." })
  unitId!: string;
}
