// What a mutation on a task answers.
import { type CommandOf, task } from "@taizhang/domain";
import type { LookupOf } from "@taizhang/log";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Context } from "../context.ts";
import { CommandInput, type Spoken } from "../schema/command.ts";
import { type Answer, Receipt, Rejection, receiptField, rejectionField } from "../schema/receipt.ts";

/** The task itself is read by the resolver of `TaskAnswer.task`, from `taskId`, after the command. */
@ObjectType({ description: "What a command on a task did 任务办理结果: a receipt or a rejection, and the task." })
export class TaskAnswer implements Answer {
  @Field(() => Receipt, receiptField)
  receipt!: Receipt | null;

  @Field(() => Rejection, rejectionField)
  rejection!: Rejection | null;

  taskId!: string;
}

type TaskActions = typeof task.actions;

/** The command of a task's action as its input class has it. */
export type TaskInput<Name extends keyof TaskActions> = Spoken<CommandOf<TaskActions[Name]>> & TaskCommandInput;

/** Gives a command to the task that the input names. */
export async function onTask<Name extends keyof TaskActions>(
  { run }: Context,
  name: Name,
  { taskId, commandId }: TaskCommandInput,
  command: CommandOf<TaskActions[Name]>,
  ...given: LookupOf<typeof task, Name>
): Promise<TaskAnswer> {
  return { ...(await run(task, name, taskId, commandId, command, ...given)), taskId };
}

/** The input of a command on a task. */
@InputType()
export abstract class TaskCommandInput extends CommandInput {
  @Field(() => ID, { description: "The task 任务编号." })
  taskId!: string;
}

/** The input of a command on one unit's part in a task. */
@InputType()
export abstract class PartCommandInput extends TaskCommandInput {
  @Field(() => ID, { description: "The unit whose part in the task is meant 单位编号." })
  unitId!: string;
}
