// What is shown of an item 条目 wherever it is shown.
import { Field, ID, ObjectType } from "type-graphql";

/** What an item is: its id, its number, its words. */
@ObjectType()
export abstract class ItemInShort {
  @Field(() => ID, { description: "Its id in the task 条目编号." })
  itemId!: string;

  @Field(() => String, { nullable: true, description: "Its number 序号; null for a printed sentence that has none." })
  no!: string | null;

  @Field(() => String, { description: "What is to be done 内容." })
  text!: string;
}
