// The messages to a subscriber of `changes`: changes, and how far it has come.
import { createUnionType, Field, ObjectType } from "type-graphql";
import { Change } from "./change.ts";

@ObjectType({
  description: "A place in the log 检查点: the reader may see nothing between the last message and this place.",
})
export class Checkpoint {
  readonly kind!: "Checkpoint";

  @Field(() => String, {
    nullable: true,
    description: "Give it as `after` to resume `changes` from here 游标; opaque.",
  })
  cursor!: string;
}

@ObjectType({ description: "The history is complete 已追上; what follows is live. Sent once." })
export class CaughtUp {
  readonly kind!: "CaughtUp";

  @Field(() => String, {
    nullable: true,
    description: "Give it as `after` to resume `changes` from here 游标; null while the log is empty.",
  })
  cursor!: string | null;
}

@ObjectType({
  description:
    "The reader took too long over a message 读取过慢. This is the last message: the subscription is complete; subscribe " +
    "again after the cursor.",
})
export class Lagging {
  readonly kind!: "Lagging";

  @Field(() => String, {
    nullable: true,
    description: "The last cursor that was delivered 游标; null where there was none.",
  })
  cursor!: string | null;
}

/** A message of the feed; its kind is the name of its type in the schema. */
export type ChangesMessage = Change | Checkpoint | CaughtUp | Lagging;

export const ChangesMessageUnion = createUnionType({
  name: "ChangesMessage",
  description: "A message of `changes` 变更消息.",
  types: () => [Change, Checkpoint, CaughtUp, Lagging] as const,
  resolveType: ({ kind }) => kind,
});
