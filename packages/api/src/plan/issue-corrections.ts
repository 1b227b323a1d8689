// Corrections of a plan's issue 更正印发, as the schema shows them.
import type { CardCorrection } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import type { AsOf } from "../reading/as-of.ts";
import { Person, personFor } from "../roster/person.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { SettingsOfPlan } from "./settings.ts";

@ObjectType({ description: "What was said at the issue 印发事项: its day, and what the office set." })
export class IssueTerms {
  @Field(() => Day, { description: "The day of issue 印发日." })
  issuedOn!: string;

  @Field(() => SettingsOfPlan, { description: "What the office set 印发设置." })
  settings!: SettingsOfPlan;
}

@ObjectType({ description: "The issue of a plan was corrected 更正印发." })
export class IssueCorrection {
  @Field(() => IssueTerms, { description: "What was said before 更正前." })
  before!: IssueTerms;

  @Field(() => IssueTerms, { description: "What holds since 更正后." })
  after!: IssueTerms;

  @Field(() => String, { description: "Why 更正理由." })
  reason!: string;

  @Field(() => Instant, { description: "When 更正时刻." })
  correctedAt!: string;

  doer!: CardCorrection["by"];
  /** The moment that it is shown as of; null for now. */
  asOf!: AsOf | null;
}

/** A correction as the schema shows it. */
export const correctionOf = (
  { before, after, reason, by, at }: CardCorrection,
  asOf: AsOf | null,
): IssueCorrection => ({
  before,
  after,
  reason: reason.text,
  correctedAt: at,
  doer: by,
  asOf,
});

@Resolver(() => IssueCorrection)
export class IssueCorrections {
  @FieldResolver(() => Person, { description: "Who corrected it 更正人." })
  correctedBy(@Root() { doer, asOf }: IssueCorrection, @Ctx() context: Context): Person {
    return personFor(doer, { ...readerOf(context), asOf });
  }
}
