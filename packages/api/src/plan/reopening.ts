// Reopening a plan 恢复计划: its closing is undone, on the record.
import { most, plan } from "@taizhang/domain";
import type { CardReopening } from "@taizhang/projections";
import { Arg, Ctx, Field, FieldResolver, InputType, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import type { AsOf } from "../reading/as-of.ts";
import { Person, personFor } from "../roster/person.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onPlan, PlanAnswer, PlanCommandInput, type PlanInput } from "./answer.ts";

@ObjectType({ description: "A plan that was closed goes on 恢复计划." })
export class Reopening {
  @Field(() => Day, { nullable: true, description: "The day it had been closed 原关闭日." })
  closedOn!: string | null;

  @Field(() => String, { nullable: true, description: "Why it had been closed 原关闭理由." })
  closeReason!: string | null;

  @Field(() => String, { description: "Why it goes on 理由." })
  reason!: string;

  @Field(() => String, { description: "What that rests on 依据." })
  authority!: string;

  @Field(() => Instant, { description: "When it was reopened 时刻." })
  at!: string;

  doer!: CardReopening["by"];
  /** The moment that it is shown as of; null for now. */
  asOf!: AsOf | null;
}

/** A reopening as the schema shows it. */
export const reopeningOf = (
  { closeReason, reason, authority, by, ...rest }: CardReopening,
  asOf: AsOf | null,
): Reopening => ({
  ...rest,
  closeReason: closeReason?.text ?? null,
  reason: reason.text,
  authority: authority.text,
  doer: by,
  asOf,
});

@InputType({
  description:
    "The closing of a plan is undone 恢复计划. Its tasks are reopened afterwards: each part that the closing dropped stands as it stood; " +
    "`plan.reopening` tells how far that is, and the change `TasksReopened` that all is done. Requests for extensions that lapsed stay " +
    "lapsed, and withdrawn tasks stay withdrawn.",
})
export class ReopenPlanInput extends PlanCommandInput implements PlanInput<"reopenPlan"> {
  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@Resolver()
export class ReopeningMutations {
  @MutationOf(plan.actions.reopenPlan, () => PlanAnswer)
  reopenPlan(@Arg("input", () => ReopenPlanInput) input: ReopenPlanInput, @Ctx() ctx: Context) {
    return onPlan(ctx, "reopenPlan", input, { reason: typed(input.reason), authority: typed(input.authority) });
  }
}

@Resolver(() => Reopening)
export class Reopenings {
  @FieldResolver(() => Person, { description: "Who reopened it 决定人." })
  by(@Root() { doer, asOf }: Reopening, @Ctx() context: Context): Person {
    return personFor(doer, { ...readerOf(context), asOf });
  }
}
