// What was changed about a part after it was given 分工变动, as the schema shows it: hand-overs, exemptions, disputes, persons.
import {
  type DisputeState,
  type HandOverCause,
  maySeeSubjects,
  type PersonInCharge,
  type Reader,
} from "@taizhang/domain";
import type { Grounded, HandOver, Part } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { displayNameField, Person, personFor } from "../roster/person.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { DisputeStateWord, HandOverCauseWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";

@ObjectType({ description: "The part of a unit 分工, by its number." })
export class PartRef {
  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => Int, { description: "The number of the part among those of the unit in the task 第几次分工." })
  partNo!: number;
}

@ObjectType({ description: "A hand-over of a part 移交, seen from one of its ends." })
export class PartHandOver extends PartRef {
  @Field(() => HandOverCauseWord, { description: "Why it was handed over 移交原因." })
  cause!: HandOverCause;

  @Field(() => String, { nullable: true, description: "In words 理由; null where only the state is shown." })
  reason!: string | null;

  @Field(() => Instant, { description: "When 时刻." })
  at!: string;

  @Field(() => Person, { nullable: true, description: "Who decided 决定人; null where only the state is shown." })
  by!: Person | null;
}

@ObjectType({ description: "A decision that rests on something 有依据的决定." })
export class GroundedDecision {
  @Field(() => String, { description: "Why 理由." })
  reason!: string;

  @Field(() => String, { description: "What it rests on 依据." })
  authority!: string;

  @Field(() => Instant, { description: "When 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who decided 决定人." })
  by!: Person;
}

@ObjectType({ description: "How a dispute ended 退单答复." })
export class DisputeAnswer {
  @Field(() => String, { nullable: true, description: "The reason 理由; null where it lapsed." })
  text!: string | null;

  @Field(() => Instant, { description: "When it ended 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who ended it 答复人." })
  by!: Person;
}

@ObjectType({ description: "The objection of a unit to having a part 退单." })
export class Dispute {
  @Field(() => DisputeStateWord, { description: "How it stands 状态." })
  state!: DisputeState;

  @Field(() => String, { description: "Why 理由." })
  reason!: string;

  @Field(() => UnitName, { nullable: true, description: "The unit that should have it instead 建议承担单位." })
  suggestedUnit!: UnitName | null;

  @Field(() => Instant, { description: "When it was raised 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who raised it 退单人." })
  by!: Person;

  @Field(() => DisputeAnswer, { nullable: true, description: "How it ended 答复; null while it is pending." })
  answer!: DisputeAnswer | null;
}

@ObjectType({ description: "Who in a unit has its part in hand 专人: an opaque id, never a name or a number." })
export class InCharge {
  @Field(() => ID, { description: "The opaque id of the person 用户编号." })
  subjectId!: string;

  @Field(() => Day, { description: "The day from which 自." })
  from!: string;
}

@Resolver(() => InCharge)
export class NameInCharge {
  @FieldResolver(() => String, displayNameField)
  displayName(@Root() { subjectId }: InCharge, @Ctx() context: Context): string | null {
    return context.people.nameOf(readerOf(context).regionId, subjectId);
  }
}

/** A hand-over as a reader sees it: all of it, or which parts it joins. */
export const handOverOf = (
  { unitId, partNo, cause, reason, made: { by, at } }: HandOver,
  reader: ReaderAt,
  isWhole: boolean,
): PartHandOver => ({
  ...{ unit: unitNamed(unitId, reader), partNo, cause, at },
  reason: isWhole ? reason.text : null,
  by: isWhole ? personFor(by, reader) : null,
});

/** A decision with what it rests on, for a reader who sees the part whole. */
export const groundedOf = ({ reason, authority, made: { by, at } }: Grounded, reader: ReaderAt): GroundedDecision => ({
  ...{ reason: reason.text, authority: authority.text, at },
  by: personFor(by, reader),
});

/** The dispute of a part, for a reader who sees the part whole; null if there is none. */
export function disputeOf({ dispute, disputed }: Part, reader: ReaderAt): Dispute | null {
  if (dispute === null || disputed === null) return null;
  const { reason, suggestedUnitId, made, answer } = disputed;
  return {
    ...{ state: dispute.state, reason: reason.text, at: made.at, by: personFor(made.by, reader) },
    suggestedUnit: suggestedUnitId === null ? null : unitNamed(suggestedUnitId, reader),
    answer: answer && { text: answer.text?.text ?? null, at: answer.made.at, by: personFor(answer.made.by, reader) },
  };
}

/** The persons who have a part in hand, for a reader who sees the part whole; null if the reader may not know persons. */
export const personsFor = (
  persons: readonly PersonInCharge[],
  reader: Pick<Reader, "roles">,
): readonly InCharge[] | null => (maySeeSubjects(reader) ? persons : null);

/** What the schema says of this field wherever it shows a part. */
export const ownerlessField = {
  nullable: true,
  description: "The day on which its unit ended and nobody took it over 无主自; null where it is somebody's.",
} as const;

/** What the schema says of these fields wherever it shows a part. */
export const personsField = {
  nullable: true,
  description: "Who in the unit has it in hand 专人; null for readers who may not know persons, or see only the state.",
} as const;
