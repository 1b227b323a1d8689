// Who did something 办理人, as the schema shows it.
import { maySeeSubjects, type Principal } from "@taizhang/domain";
import { Field, ID, ObjectType } from "type-graphql";
import type { MomentSaid, ReaderAt } from "../reading/moment-said.ts";

@ObjectType({ description: "Who did something, or on whose behalf it was done 办理人." })
export class Person {
  @Field(() => ID, {
    nullable: true,
    description:
      "The opaque id of the person, or `policy:` and the name of a rule 用户编号; null where it is not shown.",
  })
  subjectId!: string | null;

  @Field(() => ID, { nullable: true, description: "The unit the person acted for 所属单位编号; null for a rule." })
  unitId!: string | null;

  /** The unit's name, where it is known already; else it is looked up when asked for. */
  unitName?: string;

  /** The moment that the unit is named as of; left out or null for today. */
  asOf?: MomentSaid | null;

  /** What the person is called, where that is known already; else it is looked up when asked for. */
  displayName?: string | null;
}

/** The description of what a person is called. */
export const displayNameField = {
  nullable: true,
  description:
    "What the person is called 姓名, where this server has seen a token that says it since its start; null where it has not, and where " +
    "the person is not shown. It is stored nowhere.",
};

/** A person as the reader may know them at a moment. */
export const personFor = ({ subjectId, unitId }: Principal, reader: Pick<ReaderAt, "roles" | "asOf">): Person => ({
  subjectId: maySeeSubjects(reader) ? subjectId : null,
  unitId,
  asOf: reader.asOf,
});
