// The interface of everything with an id, as Relay's object identification defines it.
import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({
  description: "An object that can be fetched again by its id alone 对象. Ids are unique over all kinds of objects.",
  resolveType: ({ __typename }: { readonly __typename: string }) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;
}
