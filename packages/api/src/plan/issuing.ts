// Commands on the issue of a plan 印发: what the office sets, as of which day, and how that is corrected.
import { type CommandOf, defaultSettings, most, type PlanSettings, plan, type Steps } from "@taizhang/domain";
import { Arg, Ctx, Field, InputType, Int, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { Regularly } from "../schema/enums.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onPlan, PlanAnswer, PlanCommandInput, type PlanInput } from "./answer.ts";

const { actions } = plan;

@InputType({ description: "The steps that completion needs after the claim 办结环节." })
export class StepsInput implements Steps {
  @Field(() => Boolean, {
    defaultValue: defaultSettings.steps.endorsement,
    description: "Whether the lead unit endorses, where a task has one 牵头单位审定.",
  })
  endorsement!: boolean;

  @Field(() => Boolean, {
    defaultValue: defaultSettings.steps.signOff,
    description: "Whether the office signs off 办公室销号.",
  })
  signOff!: boolean;
}

@InputType({ description: "What the office sets because the notice prints it nowhere 计划设置." })
export class PlanSettingsInput implements Omit<PlanSettings, "reportingOn"> {
  @Field(() => StepsInput, { defaultValue: defaultSettings.steps, description: "The steps of completion 办结环节." })
  steps!: StepsInput;

  @Field(() => Int, {
    defaultValue: defaultSettings.dueSoonDays,
    description: `How many days before its due day a task counts as due soon 临期天数, 0 to ${most.dueSoonDays}.`,
  })
  dueSoonDays!: number;

  @Field(() => Regularly, {
    defaultValue: defaultSettings.regularly,
    description: "What 定期 means in this plan 定期的周期.",
  })
  regularly!: PlanSettings["regularly"];

  @Field(() => Day, {
    nullable: true,
    description: "The day by which units report completion 报送日期, where printed.",
  })
  reportingOn?: string | null;
}

// GraphQL takes a default as it stands, and does not fill in what it leaves out from the defaults of its fields.
const { reportingOn: _none, ...settingsSaid } = defaultSettings;

@InputType({
  description:
    "The plan takes effect 印发计划. Its tasks are opened and its units assigned afterwards: `plan.opening` tells how far that is, and the change `TasksOpened` that all are there.",
})
export class IssuePlanInput extends PlanCommandInput implements Omit<PlanInput<"issuePlan">, "settings" | "issuedOn"> {
  @Field(() => PlanSettingsInput, {
    defaultValue: settingsSaid,
    description: "The settings 计划设置; they hold until they are changed with `correctIssue`.",
  })
  settings!: PlanSettingsInput;

  @Field(() => Day, {
    nullable: true,
    description:
      "The day on which it was issued on paper 印发之日, from the day the notice was signed up to today; left out, it is today.",
  })
  issuedOn?: string | null;
}

@InputType({ description: "The steps of completion that change 办结环节更正; what is left out stays." })
export class CorrectedStepsInput {
  @Field(() => Boolean, { nullable: true, description: "Whether the lead unit endorses 牵头单位审定." })
  endorsement?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the office signs off 办公室销号." })
  signOff?: boolean | null;
}

@InputType({
  description:
    "The day of issue, or what was set then, was wrong 更正印发. What is left out stays. A policy carries it to the tasks: " +
    "which of them were due before the issue, and which steps completion needs. Parts that wait for a step which falls away " +
    "are signed off. Who has a part stays as it is.",
})
export class CorrectIssueInput
  extends PlanCommandInput
  implements Omit<PlanInput<"correctIssue">, "settings" | "issuedOn">
{
  @Field(() => Day, { nullable: true, description: "The real day of issue 实际印发之日, at most today." })
  issuedOn?: string | null;

  @Field(() => CorrectedStepsInput, { nullable: true, description: "The steps of completion 办结环节." })
  steps?: CorrectedStepsInput | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many days before its due day a task is due soon 临期天数, 0 to ${most.dueSoonDays}.`,
  })
  dueSoonDays?: number | null;

  @Field(() => Regularly, { nullable: true, description: "What 定期 means in this plan 定期的周期." })
  regularly?: PlanSettings["regularly"] | null;

  @Field(() => Day, { nullable: true, description: "The day by which units report completion 报送日期." })
  reportingOn?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "True if there is no reporting day after all 取消报送日期; then leave `reportingOn` out.",
  })
  withoutReportingDay!: boolean;

  @Field(() => String, { description: `Why it is corrected 更正理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class IssuingMutations {
  @MutationOf(actions.issuePlan, () => PlanAnswer)
  issuePlan(@Arg("input", () => IssuePlanInput) input: IssuePlanInput, @Ctx() ctx: Context) {
    const { issuedOn } = input;
    const { reportingOn = null, ...settings } = input.settings;
    const command = { settings: { ...settings, reportingOn }, ...(issuedOn != null && { issuedOn }) };
    return onPlan(ctx, "issuePlan", input, command, async () => ({ roster: await ctx.roster() }));
  }

  @MutationOf(actions.correctIssue, () => PlanAnswer)
  correctIssue(@Arg("input", () => CorrectIssueInput) input: CorrectIssueInput, @Ctx() ctx: Context) {
    return onPlan(ctx, "correctIssue", input, correctionOf(input), async () => ({ roster: await ctx.roster() }));
  }
}

/** A correction as the domain has it: what is null in GraphQL is left out. */
function correctionOf(input: CorrectIssueInput): CommandOf<typeof actions.correctIssue> {
  const { issuedOn, steps, dueSoonDays, regularly, reportingOn, withoutReportingDay, reason } = input;
  if (withoutReportingDay && reportingOn != null) throw problem("BAD_USER_INPUT", twice, { field: "reportingOn" });
  return {
    ...(issuedOn != null && { issuedOn }),
    settings: {
      steps: {
        ...(steps?.endorsement != null && { endorsement: steps.endorsement }),
        ...(steps?.signOff != null && { signOff: steps.signOff }),
      },
      ...(dueSoonDays != null && { dueSoonDays }),
      ...(regularly != null && { regularly }),
      ...(reportingOn != null && { reportingOn }),
      ...(withoutReportingDay && { reportingOn: null }),
    },
    reason: typed(reason),
  };
}

const twice = {
  zh: "取消报送日期时，不要再填 reportingOn。",
  en: "Without a reporting day, leave reportingOn out.",
};
