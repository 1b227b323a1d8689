// Commands on the roster 单位名录: units, their other names, and the groups that words stand for.
import { most, roster } from "@taizhang/domain";
import { Arg, Ctx, Field, ID, InputType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { GroupKind } from "../schema/enums.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onRoster, RosterAnswer, RosterCommandInput, type RosterInput } from "./answer.ts";
import { newGroupId, newUnitId } from "./new-unit-id.ts";

const { actions } = roster;

@InputType({ description: "A unit of the region gets its id and its name 登记单位." })
export class RegisterUnitInput extends RosterCommandInput implements Omit<RosterInput<"registerUnit">, "unitId"> {
  @Field(() => String, { description: `Its name 名称, ${atMost(most.name, "characters")}; its id follows from it.` })
  name!: string;

  @Field(() => Day, { description: "The day from which the name holds 启用日期." })
  validFrom!: string;
}

@InputType({ description: "Another spelling of a unit's or a group's name 增加别名. Name one of the two." })
export class AddAliasInput extends RosterCommandInput implements Omit<RosterInput<"addAlias">, "of"> {
  @Field(() => ID, { nullable: true, description: "The unit it is an alias of 单位编号." })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: "The group it is an alias of 单位组编号." })
  groupId?: string | null;

  @Field(() => String, { description: `The other spelling 别名, ${atMost(most.name, "characters")}.` })
  alias!: string;

  @Field(() => Day, { description: "The day from which it holds 启用日期." })
  validFrom!: string;
}

@InputType({
  description:
    "A unit or a group is not called so any more from a day on 停用别名; on the day on which the alias began, it never was one. What " +
    "was issued before stays, and a notice of an earlier day still means whom it meant. To undo it, add the alias again. Name one " +
    "of the two.",
})
export class EndAliasInput extends RosterCommandInput implements Omit<RosterInput<"endAlias">, "of"> {
  @Field(() => ID, { nullable: true, description: "The unit that has the alias 单位编号." })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: "The group that has the alias 单位组编号." })
  groupId?: string | null;

  @Field(() => String, { description: `The alias 别名, ${atMost(most.name, "characters")}.` })
  alias!: string;

  @Field(() => Day, { description: "The first day on which it holds no more 停用日期." })
  on!: string;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "Words that stand for several units 设单位组." })
export class DefineGroupInput extends RosterCommandInput implements Omit<RosterInput<"defineGroup">, "groupId"> {
  @Field(() => String, {
    description: `The words 名称, such as 区政府各部门, ${atMost(most.name, "characters")}; its id follows from them.`,
  })
  name!: string;

  @Field(() => GroupKind, { description: "Whether its members are listed or found task by task 类别." })
  kind!: "list" | "predicate";

  @Field(() => [ID], { defaultValue: [], description: `The first members of a list 成员, ${atMost(most.units)}.` })
  members!: string[];

  @Field(() => Day, { description: "The day from which the group holds 启用日期." })
  validFrom!: string;
}

@InputType({
  description:
    "A group's words stand for nobody any more from a day on 停用单位组; if that is the day from which it counts, it never was one. Its " +
    "names are free from then on. Tasks that print it keep it and are filled as before: `unit { toFill }` of the answer tells " +
    "those that wait for it. `restoreGroup` undoes it; to use its words for others, define a group under its name.",
})
export class EndGroupInput extends RosterCommandInput implements RosterInput<"endGroup"> {
  @Field(() => ID, { description: "The group 单位组编号." })
  groupId!: string;

  @Field(() => Day, { description: "The first day on which it is no more 停用日期." })
  on!: string;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({
  description:
    "The end of a group is undone 恢复单位组: its words stand for its units again, as if it had not ended. Refused where another one has " +
    "its name since.",
})
export class RestoreGroupInput extends RosterCommandInput implements RosterInput<"restoreGroup"> {
  @Field(() => ID, { description: "The group 单位组编号." })
  groupId!: string;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@InputType({ description: "Units join or leave a list group 调整成员. Plans issued before keep the members they had." })
export class ChangeMembershipInput extends RosterCommandInput implements RosterInput<"changeMembership"> {
  @Field(() => ID, { description: "The group 单位组编号." })
  groupId!: string;

  @Field(() => [ID], { defaultValue: [], description: `The units that join 加入的单位, ${atMost(most.units)}.` })
  joined!: string[];

  @Field(() => [ID], { defaultValue: [], description: `The units that leave 退出的单位, ${atMost(most.units)}.` })
  left!: string[];

  @Field(() => Day, { description: "The day from which the change holds 生效日期." })
  effectiveOn!: string;
}

@InputType({
  description:
    "A unit, a group or one of its other names counts from another day than was entered 更正启用日期. Name one of the two.",
})
export class CorrectValidityInput extends RosterCommandInput implements Omit<RosterInput<"correctValidity">, "of"> {
  @Field(() => ID, { nullable: true, description: "The unit that has the name 单位编号." })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: "The group that has the name 单位组编号." })
  groupId?: string | null;

  @Field(() => String, {
    description: `Its own name, with which the unit or group counts from the day, or another of its names 名称, ${atMost(most.name, "characters")}.`,
  })
  name!: string;

  @Field(() => Day, { description: "The day from which it counts 启用日期." })
  validFrom!: string;

  @Field(() => String, { description: `Why it is corrected 更正理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({
  description:
    "A unit's or a group's own name was entered wrongly 更正名称: it is another one for all its days, and the wrong one never was " +
    "one. A rename that never happened is corrected to the name before. Name one of the two.",
})
export class CorrectNameInput extends RosterCommandInput implements Omit<RosterInput<"correctName">, "of"> {
  @Field(() => ID, { nullable: true, description: "The unit that has the name 单位编号." })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: "The group that has the name 单位组编号." })
  groupId?: string | null;

  @Field(() => String, {
    description: `Its own name as it was entered, also a former one 原登记名称, ${atMost(most.name, "characters")}.`,
  })
  name!: string;

  @Field(() => String, { description: `The right one 更正后的名称, ${atMost(most.name, "characters")}.` })
  corrected!: string;

  @Field(() => String, { description: `Why it is corrected 更正理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class RosterMutations {
  @MutationOf(actions.registerUnit, () => RosterAnswer)
  async registerUnit(@Arg("input", () => RegisterUnitInput) input: RegisterUnitInput, @Ctx() ctx: Context) {
    const unitId = await newUnitId(ctx, input.regionId, input.name, input.validFrom);
    return onRoster(ctx, "registerUnit", input, { unitId, groupId: null }, { ...input, unitId });
  }

  @MutationOf(actions.addAlias, () => RosterAnswer)
  addAlias(@Arg("input", () => AddAliasInput) input: AddAliasInput, @Ctx() ctx: Context) {
    const { unitId = null, groupId = null, alias, validFrom } = input;
    const of = ownerIn(unitId, groupId);
    return onRoster(ctx, "addAlias", input, { unitId, groupId }, { of, alias, validFrom });
  }

  @MutationOf(actions.endAlias, () => RosterAnswer)
  endAlias(@Arg("input", () => EndAliasInput) input: EndAliasInput, @Ctx() ctx: Context) {
    const { unitId = null, groupId = null, alias, on, reason } = input;
    const of = ownerIn(unitId, groupId);
    return onRoster(ctx, "endAlias", input, { unitId, groupId }, { of, alias, on, reason: typed(reason) });
  }

  @MutationOf(actions.correctValidity, () => RosterAnswer)
  correctValidity(@Arg("input", () => CorrectValidityInput) input: CorrectValidityInput, @Ctx() ctx: Context) {
    const { unitId = null, groupId = null, name, validFrom, reason } = input;
    const of = ownerIn(unitId, groupId);
    const command = { of, name, validFrom, reason: typed(reason) };
    return onRoster(ctx, "correctValidity", input, { unitId, groupId }, command);
  }

  @MutationOf(actions.correctName, () => RosterAnswer)
  correctName(@Arg("input", () => CorrectNameInput) input: CorrectNameInput, @Ctx() ctx: Context) {
    const { unitId = null, groupId = null, name, corrected, reason } = input;
    const of = ownerIn(unitId, groupId);
    const command = { of, name, corrected, reason: typed(reason) };
    return onRoster(ctx, "correctName", input, { unitId, groupId }, command);
  }

  @MutationOf(actions.defineGroup, () => RosterAnswer)
  async defineGroup(@Arg("input", () => DefineGroupInput) input: DefineGroupInput, @Ctx() ctx: Context) {
    const groupId = await newGroupId(ctx, input.regionId, input.name, input.validFrom);
    return onRoster(ctx, "defineGroup", input, { unitId: null, groupId }, { ...input, groupId });
  }

  @MutationOf(actions.endGroup, () => RosterAnswer)
  endGroup(@Arg("input", () => EndGroupInput) input: EndGroupInput, @Ctx() ctx: Context) {
    const { groupId, on, reason } = input;
    return onRoster(ctx, "endGroup", input, { unitId: null, groupId }, { groupId, on, reason: typed(reason) });
  }

  @MutationOf(actions.restoreGroup, () => RosterAnswer)
  restoreGroup(@Arg("input", () => RestoreGroupInput) input: RestoreGroupInput, @Ctx() ctx: Context) {
    const { groupId, reason, authority } = input;
    const said = { groupId, reason: typed(reason), authority: typed(authority) };
    return onRoster(ctx, "restoreGroup", input, { unitId: null, groupId }, said);
  }

  @MutationOf(actions.changeMembership, () => RosterAnswer)
  changeMembership(@Arg("input", () => ChangeMembershipInput) input: ChangeMembershipInput, @Ctx() ctx: Context) {
    return onRoster(ctx, "changeMembership", input, { unitId: null, groupId: input.groupId }, input);
  }
}

function ownerIn(unitId: string | null, groupId: string | null) {
  if (unitId !== null && groupId === null) return { kind: "unit" as const, unitId };
  if (groupId !== null && unitId === null) return { kind: "group" as const, groupId };
  throw problem(
    "BAD_USER_INPUT",
    { zh: "请在 unitId 与 groupId 中填写一个，且只填一个。", en: "Name either unitId or groupId, and not both." },
    { field: unitId === null ? "unitId" : "groupId" },
  );
}
