// Commands on the life of units 单位沿革: they are renamed, merged, split and retired, each from a day on, restored, and have a code.
import { most, roster } from "@taizhang/domain";
import { Arg, Ctx, Field, ID, InputType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onRoster, RosterAnswer, RosterCommandInput, type RosterInput } from "./answer.ts";
import { newUnitId } from "./new-unit-id.ts";

const { actions } = roster;
const reasonField = { description: `Why 理由, ${atMost(most.text, "characters")}.` };

@InputType({
  description: "A unit that comes of others 承接单位: one of the roster, or a new one. Name one of the two.",
})
class ComingUnitInput {
  @Field(() => ID, { nullable: true, description: "A unit of the roster 单位编号." })
  unitId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The name of a unit that begins on the day 新设单位名称, ${atMost(most.name, "characters")}.`,
  })
  name?: string | null;
}

@InputType({
  description:
    "A unit has another name from a day on 单位更名. Its id stays; the old name is free from that day on, and understood before.",
})
export class RenameUnitInput extends RosterCommandInput implements RosterInput<"renameUnit"> {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => String, { description: `Its new name 新名称, ${atMost(most.name, "characters")}.` })
  name!: string;

  @Field(() => Day, { description: "The first day of the new name 启用日期." })
  on!: string;
}

@InputType({
  description:
    "One unit has the work of several from a day on 合并单位. All that they have open goes to it on that day, by a policy; it stands " +
    "in their place in the groups.",
})
export class MergeUnitsInput extends RosterCommandInput implements Omit<RosterInput<"mergeUnits">, "into"> {
  @Field(() => [ID], { description: "The units that end 被合并的单位, at most 50." })
  from!: string[];

  @Field(() => ComingUnitInput, { description: "The unit that has their work 合并后的单位." })
  into!: ComingUnitInput;

  @Field(() => Day, { description: "The first day on which they are one 合并日期." })
  on!: string;

  @Field(() => String, { nullable: true, ...reasonField })
  reason!: string | null;
}

@InputType({
  description:
    "Several units have the work of one from a day on 分设单位. What it has open is nobody's then, in the office's review queue, until " +
    "it is handed over part by part (`handOver`), or all of it (`nameSuccessor`).",
})
export class SplitUnitInput extends RosterCommandInput implements Omit<RosterInput<"splitUnit">, "into"> {
  @Field(() => ID, { description: "The unit that ends 单位编号." })
  unitId!: string;

  @Field(() => [ComingUnitInput], {
    description: "The units that come of it 分设后的单位, two at least and at most 50.",
  })
  into!: ComingUnitInput[];

  @Field(() => Day, { description: "The first day on which it is no more 分设日期." })
  on!: string;

  @Field(() => String, reasonField)
  reason!: string;
}

@InputType({
  description:
    "A unit is no more from a day on 撤销单位. What it has open is nobody's then, in the office's review queue, until it is handed over " +
    "part by part (`handOver`), or all of it (`nameSuccessor`).",
})
export class RetireUnitInput extends RosterCommandInput implements RosterInput<"retireUnit"> {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => Day, { description: "The first day on which it is no more 撤销日期." })
  on!: string;

  @Field(() => String, reasonField)
  reason!: string;
}

@InputType({
  description:
    "All that a unit left open when it ended goes to another one 确定承接单位, by a policy; also what it will leave.",
})
export class NameSuccessorInput extends RosterCommandInput implements RosterInput<"nameSuccessor"> {
  @Field(() => ID, { description: "The unit that has ended, or will 单位编号." })
  unitId!: string;

  @Field(() => ID, { description: "The unit that takes over 承接单位编号." })
  toUnitId!: string;

  @Field(() => String, reasonField)
  reason!: string;
}

@InputType({
  description:
    "The end of a unit is undone 恢复单位: before its day it is called off, after it the unit goes on under its names and in its groups " +
    "as if it had not ended, and whoever only stood in for it in them leaves. By a policy, what is nobody's is its own again, and the " +
    "completion reports that ended with it are owed again to open plans. What has been handed over stays with whoever has it; give it " +
    "back one by one (`reassign`). A unit that was registered for a merger or split stays until it is retired.",
})
export class RestoreUnitInput extends RosterCommandInput implements RosterInput<"restoreUnit"> {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => String, reasonField)
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@InputType({
  description: "The unified social credit code of a unit 登记统一社会信用代码, in place of the one before.",
})
export class SetCreditCodeInput extends RosterCommandInput implements RosterInput<"setCreditCode"> {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => String, {
    description: "Its code of GB 32100 代码: 18 characters, the last of which checks the others.",
  })
  code!: string;
}

@InputType({
  description:
    "The code of a unit was entered for the wrong one 撤销统一社会信用代码: it has none, and another unit may have it.",
})
export class RemoveCreditCodeInput extends RosterCommandInput implements RosterInput<"removeCreditCode"> {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => String, reasonField)
  reason!: string;
}

@Resolver()
export class UnitLifeMutations {
  @MutationOf(actions.renameUnit, () => RosterAnswer)
  renameUnit(@Arg("input", () => RenameUnitInput) input: RenameUnitInput, @Ctx() ctx: Context) {
    return onRoster(ctx, "renameUnit", input, { unitId: input.unitId, groupId: null }, input);
  }

  @MutationOf(actions.mergeUnits, () => RosterAnswer)
  async mergeUnits(@Arg("input", () => MergeUnitsInput) input: MergeUnitsInput, @Ctx() ctx: Context) {
    const { from, on, reason } = input;
    const into = await coming(ctx, input, from, input.into, "into");
    const command = { from, into, on, reason: reason == null ? null : typed(reason) };
    return onRoster(ctx, "mergeUnits", input, { unitId: into.unitId, groupId: null }, command);
  }

  @MutationOf(actions.splitUnit, () => RosterAnswer)
  async splitUnit(@Arg("input", () => SplitUnitInput) input: SplitUnitInput, @Ctx() ctx: Context) {
    const { unitId, on, reason } = input;
    const into = await Promise.all(input.into.map((each, at) => coming(ctx, input, [unitId], each, `into.${at}`)));
    const command = { unitId, into, on, reason: typed(reason) };
    return onRoster(ctx, "splitUnit", input, { unitId, groupId: null }, command);
  }

  @MutationOf(actions.retireUnit, () => RosterAnswer)
  retireUnit(@Arg("input", () => RetireUnitInput) input: RetireUnitInput, @Ctx() ctx: Context) {
    const { unitId, on, reason } = input;
    const command = { unitId, on, reason: typed(reason) };
    return onRoster(ctx, "retireUnit", input, { unitId, groupId: null }, command);
  }

  @MutationOf(actions.nameSuccessor, () => RosterAnswer)
  nameSuccessor(@Arg("input", () => NameSuccessorInput) input: NameSuccessorInput, @Ctx() ctx: Context) {
    const { unitId, toUnitId, reason } = input;
    const command = { unitId, toUnitId, reason: typed(reason) };
    return onRoster(ctx, "nameSuccessor", input, { unitId, groupId: null }, command);
  }

  @MutationOf(actions.restoreUnit, () => RosterAnswer)
  restoreUnit(@Arg("input", () => RestoreUnitInput) input: RestoreUnitInput, @Ctx() ctx: Context) {
    const { unitId, reason, authority } = input;
    const command = { unitId, reason: typed(reason), authority: typed(authority) };
    return onRoster(ctx, "restoreUnit", input, { unitId, groupId: null }, command);
  }

  @MutationOf(actions.setCreditCode, () => RosterAnswer)
  setCreditCode(@Arg("input", () => SetCreditCodeInput) input: SetCreditCodeInput, @Ctx() ctx: Context) {
    return onRoster(ctx, "setCreditCode", input, { unitId: input.unitId, groupId: null }, input);
  }

  @MutationOf(actions.removeCreditCode, () => RosterAnswer)
  removeCreditCode(@Arg("input", () => RemoveCreditCodeInput) input: RemoveCreditCodeInput, @Ctx() ctx: Context) {
    const command = { unitId: input.unitId, reason: typed(input.reason) };
    return onRoster(ctx, "removeCreditCode", input, { unitId: input.unitId, groupId: null }, command);
  }
}

/** A unit that comes of others: by its id, or with the id that a new one of its name gets. */
async function coming(
  ctx: Context,
  { regionId, on }: { readonly regionId: string; readonly on: string },
  ending: readonly string[],
  { unitId = null, name = null }: ComingUnitInput,
  field: string,
) {
  if (unitId !== null && name === null) return { unitId, name };
  if (name !== null && unitId === null) return { unitId: await newUnitId(ctx, regionId, name, on, ending), name };
  const sentence = {
    zh: "请在 unitId 与 name 中填写一个，且只填一个。",
    en: "Name either unitId or name, and not both.",
  };
  throw problem("BAD_USER_INPUT", sentence, { field });
}
