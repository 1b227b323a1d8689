// How far the system's own work on a plan has come, and where it was refused.
import { type Parked as ParkedData, refusalInWords } from "@taizhang/domain";
import { Field, Int, ObjectType } from "type-graphql";
import { Instant } from "../schema/scalars.ts";
import { Sentence } from "../schema/sentence.ts";

@ObjectType({ description: "How far something has come that the system does task by task 办理进度." })
export class Headway {
  @Field(() => Int, { description: "How many tasks it is done for 已办任务数." })
  done!: number;

  @Field(() => Int, { description: "How many tasks there are 任务总数." })
  of!: number;
}

@ObjectType({
  description:
    "A plan is parked 搁置: something the system does by itself was refused. It waits, with all that follows it in this plan, " +
    "until `resumePlan` has it tried again.",
})
export class Parked {
  @Field(() => String, { description: "The policy that was refused 规则." })
  policy!: string;

  @Field(() => Sentence, {
    nullable: true,
    description: "What was refused 未办事项; null where it failed before that.",
  })
  title!: Sentence | null;

  @Field(() => String, { nullable: true, description: "What it was to be done to 对象编号." })
  targetId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The code of the refusal 原因代码; null where the program failed.",
  })
  code!: string | null;

  @Field(() => Sentence, { description: "Why 原因." })
  reason!: Sentence;

  @Field(() => Instant, { description: "Since when 搁置时刻." })
  parkedAt!: string;
}

/** What is kept of a parking, as the schema shows it. */
export function parkedOf({ detail, ...rest }: ParkedData & { readonly parkedAt: string }): Parked {
  return { ...rest, reason: refusalInWords(rest.code, detail) };
}
