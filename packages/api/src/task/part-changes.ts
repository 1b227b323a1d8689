// Changing who has a part 分工变动: disputes, reassignments and hand-overs, exemptions, and the persons in charge.
import { most, task } from "@taizhang/domain";
import { planNow } from "@taizhang/log";
import { Arg, Ctx, Field, ID, InputType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, type TaskInput } from "./answer.ts";

/** A command on a part, with its reason. */
@InputType()
abstract class ReasonedInput extends PartCommandInput {
  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

/** A decision on a part, with what it rests on. */
@InputType()
abstract class GroundedInput extends ReasonedInput {
  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@InputType({ description: "A unit says that a part is not its own 退单; once per part." })
export class DisputeAssignmentInput
  extends ReasonedInput
  implements Omit<TaskInput<"disputeAssignment">, "suggestedUnitId">
{
  @Field(() => ID, { nullable: true, description: "The unit that should have it instead 建议承担单位." })
  suggestedUnitId?: string | null;
}

@InputType({ description: "The office decides that a disputed part stays with its unit 维持分工." })
export class UpholdAssignmentInput extends ReasonedInput implements TaskInput<"upholdAssignment"> {}

@InputType({ description: "The office gives a part to another unit 改派." })
export class ReassignInput extends ReasonedInput implements TaskInput<"reassign"> {
  @Field(() => ID, { description: "The unit that has it from now on 承接单位." })
  toUnitId!: string;
}

@InputType({
  description:
    "A part that is nobody's, because its unit was merged, split or retired, goes to another one 移交; the part of a unit that " +
    "goes on is given to another one with `reassign`.",
})
export class HandOverInput extends ReasonedInput implements TaskInput<"handOver"> {
  @Field(() => ID, { description: "The unit that has it from now on 承接单位." })
  toUnitId!: string;
}

@InputType({ description: "The office exempts a unit from its part 免除; it then counts in no share." })
export class ExemptAssignmentInput extends GroundedInput implements TaskInput<"exemptAssignment"> {}

@InputType({ description: "The office undoes an exemption 恢复: the part stands as it stood before." })
export class RestoreAssignmentInput extends GroundedInput implements TaskInput<"restoreAssignment"> {}

const subjectField = {
  description: `The opaque id of the person 用户编号, as in tokens, ${atMost(most.subjectId, "characters")}; no name, telephone or e-mail address.`,
};

@InputType({
  description: `A unit says who in it has its part in hand 明确专人, ${atMost(most.persons, "persons")} for one part.`,
})
export class AssignPersonInput extends PartCommandInput implements TaskInput<"assignPerson"> {
  @Field(() => ID, subjectField)
  subjectId!: string;

  @Field(() => Day, { description: "The day from which 自; not before the plan was issued." })
  from!: string;
}

@InputType({ description: "A unit takes its part out of a person's hands 撤换专人." })
export class ReleasePersonInput extends PartCommandInput implements TaskInput<"releasePerson"> {
  @Field(() => ID, subjectField)
  subjectId!: string;
}

/** The words of a decision with what it rests on. */
const grounded = ({ reason, authority }: GroundedInput) => ({ reason: typed(reason), authority: typed(authority) });

@Resolver()
export class PartChangeMutations {
  @MutationOf(task.actions.disputeAssignment, () => TaskAnswer)
  disputeAssignment(@Arg("input", () => DisputeAssignmentInput) input: DisputeAssignmentInput, @Ctx() ctx: Context) {
    const { reason, suggestedUnitId = null } = input;
    const said = { ...input, reason: typed(reason), suggestedUnitId };
    return onTask(ctx, "disputeAssignment", input, said, async (of) => ({
      ...(await ctx.roster()),
      ...(await planNow(ctx)(of)),
    }));
  }

  @MutationOf(task.actions.upholdAssignment, () => TaskAnswer)
  upholdAssignment(@Arg("input", () => UpholdAssignmentInput) input: UpholdAssignmentInput, @Ctx() ctx: Context) {
    return onTask(ctx, "upholdAssignment", input, { ...input, reason: typed(input.reason) });
  }

  @MutationOf(task.actions.reassign, () => TaskAnswer)
  reassign(@Arg("input", () => ReassignInput) input: ReassignInput, @Ctx() ctx: Context) {
    return onTask(ctx, "reassign", input, { ...input, reason: typed(input.reason) }, () => ctx.roster());
  }

  @MutationOf(task.actions.handOver, () => TaskAnswer)
  handOver(@Arg("input", () => HandOverInput) input: HandOverInput, @Ctx() ctx: Context) {
    return onTask(ctx, "handOver", input, { ...input, reason: typed(input.reason) }, () => ctx.roster());
  }

  @MutationOf(task.actions.exemptAssignment, () => TaskAnswer)
  exemptAssignment(@Arg("input", () => ExemptAssignmentInput) input: ExemptAssignmentInput, @Ctx() ctx: Context) {
    return onTask(ctx, "exemptAssignment", input, { ...input, ...grounded(input) });
  }

  @MutationOf(task.actions.restoreAssignment, () => TaskAnswer)
  restoreAssignment(@Arg("input", () => RestoreAssignmentInput) input: RestoreAssignmentInput, @Ctx() ctx: Context) {
    return onTask(ctx, "restoreAssignment", input, { ...input, ...grounded(input) });
  }

  @MutationOf(task.actions.assignPerson, () => TaskAnswer)
  assignPerson(@Arg("input", () => AssignPersonInput) input: AssignPersonInput, @Ctx() ctx: Context) {
    return onTask(ctx, "assignPerson", input, input);
  }

  @MutationOf(task.actions.releasePerson, () => TaskAnswer)
  releasePerson(@Arg("input", () => ReleasePersonInput) input: ReleasePersonInput, @Ctx() ctx: Context) {
    return onTask(ctx, "releasePerson", input, input);
  }
}
