// Lines of a notice 原文行.
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Lines of the notice 原文行, from 1, both included." })
export class Lines {
  @Field(() => Int, { description: "The first line 起." })
  from!: number;

  @Field(() => Int, { description: "The last line 止." })
  to!: number;
}

/** Lines as the schema shows them. */
export const linesOf = ([from, to]: readonly [number, number]): Lines => ({ from, to });
