// What the office sets when it issues a plan 印发设置, as the schema shows it.
import type { PlanSettings } from "@taizhang/domain";
import { Field, Int, ObjectType } from "type-graphql";
import { Regularly } from "../schema/enums.ts";
import { Day } from "../schema/scalars.ts";

@ObjectType({ description: "The steps completion needs after the claim 办结步骤." })
export class StepsSet {
  @Field(() => Boolean, { description: "The lead endorses 牵头单位审定." })
  endorsement!: boolean;

  @Field(() => Boolean, { description: "The office signs off 办公室销号." })
  signOff!: boolean;
}

@ObjectType({ description: "What the office set when it issued the plan 印发设置; printed in no notice." })
export class SettingsOfPlan implements PlanSettings {
  @Field(() => StepsSet, { description: "The steps completion needs 办结步骤." })
  steps!: StepsSet;

  @Field(() => Int, { description: "How many days before the due day something counts as due soon 临期天数." })
  dueSoonDays!: number;

  @Field(() => Regularly, { description: "What 定期 means in this plan." })
  regularly!: PlanSettings["regularly"];

  @Field(() => Day, { nullable: true, description: "The day by which units report completion 完成情况报送日." })
  reportingOn!: string | null;
}
