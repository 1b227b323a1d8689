// Adding a task to an issued plan 增列任务: a row that its notice does not print.
import { type CommandOf, type DraftTask, most, plan, type Relation } from "@taizhang/domain";
import { Arg, Ctx, Field, ID, InputType, Int, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { RelationWord } from "../schema/enums.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { AssignedGroupInput } from "../task/assignment.ts";
import { onPlan, PlanAnswer, PlanCommandInput, type PlanInput } from "./answer.ts";

type AddTask = CommandOf<typeof plan.actions.addTask>;

@ObjectType({ description: "How a row came to the plan that its notice does not print 增列." })
export class RowAddition {
  @Field(() => Day, { description: "The day from which it counts 增列日期." })
  on!: string;

  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of the later notice that prints it 补充来文摘要; null where a person entered it.",
  })
  sourceSha256!: string | null;

  @Field(() => Int, { nullable: true, description: "Its row in that notice 补充来文行号." })
  sourceRow!: number | null;
}

/** The addition of a row as the schema shows it; null for a printed row. */
export const additionOf = ({ added }: Pick<DraftTask, "added">): RowAddition | null =>
  added ? { on: added.on, sourceSha256: added.from?.sourceSha256 ?? null, sourceRow: added.from?.row ?? null } : null;

@InputType({ description: "A unit's part in a task that is added 责任分工." })
export class AddedPartInput {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => [RelationWord], { description: "What it is to the task 分工关系; one at least." })
  relations!: Relation[];
}

@InputType({
  description:
    "A task that the plan's notice does not print 增列任务. It stands behind the last row, marked as added, and is opened with its units by a policy.",
})
export class AddTaskInput
  extends PlanCommandInput
  implements Omit<PlanInput<"addTask">, "row" | "addedOn">, Omit<AddTask["row"], "text">
{
  @Field(() => String, { description: `The task in words 任务内容, ${atMost(most.rowText, "characters")}.` })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: `The requirement 工作要求, ${atMost(most.rowText, "characters")}, on one line.`,
  })
  requirement?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The numeral of a first-level heading of the plan 一级目标序号, ${atMost(most.name, "characters")}.`,
  })
  section?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The numeral of a second-level heading under it 二级目标序号, ${atMost(most.name, "characters")}.`,
  })
  subsection?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `A number, where it is to have one 序号, ${atMost(most.name, "characters")}.`,
  })
  no?: string | null;

  @Field(() => Day, { nullable: true, description: "The due day 完成时限." })
  dueOn?: string | null;

  @Field(() => [AddedPartInput], {
    description: `The units and their relations 单位与分工关系, ${atMost(most.units)}.`,
  })
  units!: AddedPartInput[];

  @Field(() => [AssignedGroupInput], {
    defaultValue: [],
    description: `Groups 单位组, ${atMost(most.groups)}; the members of a list are those on the day of the addition.`,
  })
  groups!: AssignedGroupInput[];

  @Field(() => Day, {
    nullable: true,
    description:
      "The day on which it was added on paper 增列日期, from the day of issue up to today; left out, it is today.",
  })
  addedOn?: string | null;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@Resolver()
export class AdditionMutations {
  @MutationOf(plan.actions.addTask, () => PlanAnswer)
  addTask(@Arg("input", () => AddTaskInput) input: AddTaskInput, @Ctx() ctx: Context) {
    const { text, requirement, section, subsection, no, dueOn, units, groups, addedOn, reason, authority } = input;
    const row = {
      text,
      ...(requirement != null && { requirement }),
      ...(section != null && { section }),
      ...(subsection != null && { subsection }),
      ...(no != null && { no }),
      ...(dueOn != null && { dueOn }),
    };
    const why = { reason: typed(reason), authority: typed(authority), ...(addedOn != null && { addedOn }) };
    return onPlan(ctx, "addTask", input, { row, units, groups, ...why }, async () => ({ roster: await ctx.roster() }));
  }
}
