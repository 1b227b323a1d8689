// Reporting 填报: a unit takes its part on, says where it stands, and corrects what it said.
import { most, task } from "@taizhang/domain";
import { reportAsItStands } from "@taizhang/log";
import { Arg, Ctx, Field, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, type TaskInput } from "./answer.ts";

@InputType({ description: "A unit takes its part on 签收." })
export class AcceptAssignmentInput extends PartCommandInput implements TaskInput<"acceptAssignment"> {}

@InputType({ description: "A unit says where its part stands 进展填报." })
export class ReportProgressInput extends PartCommandInput implements TaskInput<"reportProgress"> {
  @Field(() => Day, { description: "The day of the report 填报日期, not after today." })
  reportedOn!: string;

  @Field(() => String, {
    description: `How far the work has come 具体工作事项进度, ${atMost(most.text, "characters")}, without personal data.`,
  })
  progress!: string;

  @Field(() => [EvidenceInput], {
    defaultValue: [],
    description: `Where it can be seen 佐证材料, ${atMost(most.evidence, "pieces")}.`,
  })
  evidence!: EvidenceInput[];
}

@InputType({
  description:
    "A unit replaces what it reported 更正填报; the old words stay on the record. Of a report that is accepted, or whose part is claimed " +
    "or signed off, only evidence that is to be mended can be replaced, piece by piece.",
})
export class CorrectReportInput extends PartCommandInput implements TaskInput<"correctReport"> {
  @Field(() => Int, { description: "The number of the unit's report on this task 第几份填报, from 1." })
  reportNo!: number;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: `The progress as it must read 更正后的进度, ${atMost(most.text, "characters")}; null leaves it as it is.`,
  })
  progress!: string | null;

  @Field(() => [EvidenceInput], {
    nullable: true,
    defaultValue: null,
    description: `The evidence as it must be 更正后的佐证材料, ${atMost(most.evidence, "pieces")}; null leaves it as it is, an empty list takes it away.`,
  })
  evidence!: EvidenceInput[] | null;

  @Field(() => String, { description: `Why it is corrected 更正理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class ReportingMutations {
  @MutationOf(task.actions.acceptAssignment, () => TaskAnswer)
  acceptAssignment(@Arg("input", () => AcceptAssignmentInput) input: AcceptAssignmentInput, @Ctx() ctx: Context) {
    return onTask(ctx, "acceptAssignment", input, input);
  }

  @MutationOf(task.actions.reportProgress, () => TaskAnswer)
  reportProgress(@Arg("input", () => ReportProgressInput) input: ReportProgressInput, @Ctx() ctx: Context) {
    const { progress, evidence } = input;
    return onTask(ctx, "reportProgress", input, {
      ...input,
      progress: typed(progress),
      evidence: evidenceOf(evidence),
    });
  }

  @MutationOf(task.actions.correctReport, () => TaskAnswer)
  correctReport(@Arg("input", () => CorrectReportInput) input: CorrectReportInput, @Ctx() ctx: Context) {
    const { taskId, progress, evidence, reason } = input;
    const words = { progress: progress === null ? null : typed(progress), evidence: evidence && evidenceOf(evidence) };
    const said = { ...input, ...words, reason: typed(reason) };
    return onTask(ctx, "correctReport", input, said, reportAsItStands(ctx.log, taskId, input));
  }
}
