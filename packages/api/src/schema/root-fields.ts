// Every field of an operation's root has a context of its own, which everything below the field shares.
import { type GraphQLFieldResolver, type GraphQLSchema, isIntrospectionType, isObjectType } from "graphql";
import type { RootContexts } from "../context.ts";

/** Gives the resolvers of a schema the context of the root field that they belong to, in place of the operation's. */
export function separateRootFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      // Without a resolver, a field is a property of its source and needs no context.
      if (field.resolve) field.resolve = inContext(field.resolve);
      if (field.subscribe) field.subscribe = inContext(field.subscribe);
    }
  }
}

function inContext(resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, RootContexts> {
  return (source, args, contexts, info) => resolve(source, args, contexts.at(info.path), info);
}
