// Whatever has an id of its own, as Relay's object identification asks for it.
import { Field, ID, InterfaceType } from "type-graphql";
import type { Plan } from "../plan/types.ts";
import type { Unit } from "../roster/types.ts";
import type { Task } from "../task/types.ts";

/** A node together with the name of its type in the schema, by which GraphQL tells what it is. */
export type FoundNode =
  | (Plan & { readonly __typename: "Plan" })
  | (Task & { readonly __typename: "Task" })
  | (Unit & { readonly __typename: "Unit" });

@InterfaceType({
  description: "Something that can be asked for again by its id alone 对象. Ids are unique over all kinds of objects.",
  resolveType: ({ __typename }: FoundNode) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;
}
