// Assigning 分工: the office adds units to a task, or says which units a group means in it.
import { most, task } from "@taizhang/domain";
import { Arg, Ctx, Field, ID, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { RelationWord } from "../schema/enums.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, TaskAnswer, TaskCommandInput, type TaskInput } from "./answer.ts";

type Assigned = TaskInput<"assignUnits">;
type Relation = Assigned["external"][number]["relation"];

@InputType({ description: "A unit's part in a task 责任分工." })
export class AssignmentInput implements Pick<Assigned["assignments"][number], "unitId" | "relations"> {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => [RelationWord], { description: "What it is to the task 分工关系; one at least." })
  relations!: Relation[];

  @Field(() => ID, { nullable: true, description: "The group it comes in through 所属单位组." })
  via?: string | null;

  @Field(() => Int, { nullable: true, description: "The row whose merged cell names it 合并单元格所在行." })
  inheritedFromRow?: number | null;
}

type Group = Assigned["groups"][number];

@InputType({
  description:
    "A group that the task prints 任务中的单位组. Its name, kind and members are those of the roster on the day of issue; the " +
    "members of a list get their parts by that.",
})
export class AssignedGroupInput implements Group {
  @Field(() => ID, { description: "The group 单位组编号." })
  groupId!: string;

  @Field(() => RelationWord, { description: "What its members are to the task 分工关系." })
  relation!: Relation;
}

@InputType({ description: "A body outside the region that the task names 区域外单位; it owes nothing here." })
export class ExternalBodyInput {
  @Field(() => String, { description: "Its name 名称." })
  name!: string;

  @Field(() => RelationWord, { description: "What it is to the task 分工关系." })
  relation!: Relation;
}

@InputType({
  description:
    "The office gives units a part in a task 分工. A unit named again after it was exempted or handed its part over gets its " +
    "next part, and so does one whose part is signed off if it gets a new relation.",
})
export class AssignUnitsInput extends TaskCommandInput implements Omit<Assigned, "assignments"> {
  @Field(() => [AssignmentInput], {
    description: `The units and their relations 单位与分工关系, ${atMost(most.units)}.`,
  })
  assignments!: AssignmentInput[];

  @Field(() => [AssignedGroupInput], {
    defaultValue: [],
    description: `Groups that the task prints 单位组, ${atMost(most.groups)}.`,
  })
  groups!: AssignedGroupInput[];

  @Field(() => [ExternalBodyInput], {
    defaultValue: [],
    description: `Bodies outside the region 区域外单位, ${atMost(most.groups)}.`,
  })
  external!: ExternalBodyInput[];
}

@InputType({ description: "The office says which units a group of the task means 确定单位组成员." })
export class ExpandGroupInput extends TaskCommandInput implements TaskInput<"expandGroup"> {
  @Field(() => ID, { description: "The group 单位组编号." })
  groupId!: string;

  @Field(() => [ID], { description: `The units it means here 单位; one at least and ${atMost(most.units)}.` })
  unitIds!: string[];

  @Field(() => String, { description: `The grounds 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class AssignmentMutations {
  @MutationOf(task.actions.assignUnits, () => TaskAnswer)
  assignUnits(@Arg("input", () => AssignUnitsInput) input: AssignUnitsInput, @Ctx() ctx: Context) {
    const assignments = input.assignments.map(({ via = null, inheritedFromRow = null, ...part }) => ({
      ...part,
      via,
      inheritedFromRow,
    }));
    return onTask(ctx, "assignUnits", input, { ...input, assignments }, () => ctx.roster());
  }

  @MutationOf(task.actions.expandGroup, () => TaskAnswer)
  expandGroup(@Arg("input", () => ExpandGroupInput) input: ExpandGroupInput, @Ctx() ctx: Context) {
    return onTask(ctx, "expandGroup", input, { ...input, reason: typed(input.reason) }, () => ctx.roster());
  }
}
