// What is shown of an item 条目 wherever it is shown.
import { Field, ID, ObjectType } from "type-graphql";

const orUnread = "null where it is another unit's own 专属条目, of which only the state is shown";

/** What an item is: its id, its number, its words. */
@ObjectType()
export abstract class ItemInShort {
  @Field(() => ID, { description: "Its id in the task 条目编号." })
  itemId!: string;

  @Field(() => String, {
    nullable: true,
    description: `Its number 序号; null for a printed sentence that has none, and ${orUnread}.`,
  })
  no!: string | null;

  @Field(() => String, { nullable: true, description: `What is to be done 内容; ${orUnread}.` })
  text!: string | null;
}

/** What is shown of the words of an item that the reader may not read. */
export const unread = { no: null, text: null, measure: null, target: null, unitOfMeasure: null } as const;
