// Whatever has an id of its own, as Relay's object identification asks for it.
import { Field, ID, InterfaceType } from "type-graphql";

/** What GraphQL tells a node's type by: its name in the schema. */
interface Named {
  readonly __typename: string;
}

@InterfaceType({
  description: "Something that can be asked for again by its id alone 对象. Ids are unique over all kinds of objects.",
  resolveType: ({ __typename }: Named) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;
}
