// What a mutation on the roster answers.
import { type CommandOf, roster } from "@taizhang/domain";
import type { LookupOf } from "@taizhang/log";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { Context } from "../context.ts";
import { CommandInput, type Spoken } from "../schema/command.ts";
import { type Answer, Receipt, Rejection, receiptField, rejectionField } from "../schema/receipt.ts";

/** The unit or group is read by the resolver of `RosterAnswer.unit`, from the id, after the command. */
@ObjectType({
  description: "What a command on the roster did 名录办理结果: a receipt or a rejection, and what it is about.",
})
export class RosterAnswer implements Answer {
  @Field(() => Receipt, receiptField)
  receipt!: Receipt | null;

  @Field(() => Rejection, rejectionField)
  rejection!: Rejection | null;

  /** Null where the command is about a group. */
  unitId!: string | null;

  /** Null where the command is about a unit. */
  groupId!: string | null;
}

type RosterActions = typeof roster.actions;

/** The command of a roster's action as its input class has it. */
export type RosterInput<Name extends keyof RosterActions> = Spoken<CommandOf<RosterActions[Name]>> & RosterCommandInput;

/** Gives a command to the roster of the region that the input names. */
export async function onRoster<Name extends keyof RosterActions>(
  { run }: Context,
  name: Name,
  { regionId, commandId }: RosterCommandInput,
  about: Pick<RosterAnswer, "unitId" | "groupId">,
  command: CommandOf<RosterActions[Name]>,
  ...given: LookupOf<typeof roster, Name>
): Promise<RosterAnswer> {
  return { ...(await run(roster, name, regionId, commandId, command, ...given)), ...about };
}

/** The input of a command on the roster of a region. */
@InputType()
export abstract class RosterCommandInput extends CommandInput {
  @Field(() => ID, { description: "The division code of the region 行政区划代码: the region of the token." })
  regionId!: string;
}
