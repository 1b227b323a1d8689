// Deny by default: every query, mutation and subscription says which roles may use it, or the server does not start.
import type { Bearer, Doer, Role } from "@taizhang/domain";
import { defaultFieldResolver, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { Extensions } from "type-graphql";
import type { Context } from "../context.ts";
import { forbidden, problem } from "../errors.ts";

/** Every role that a token may carry: for an entry that any bearer may use. */
export const anyBearer: readonly Role[] = ["office", "unit", "auditor", "analyst", "admin", "developer"];

/** Opens a query, mutation or subscription to bearers of any of the roles. The domain says which roles they are. */
export const OpenTo = (roles: readonly Doer[]) => Extensions({ openTo: roles });

/**
 * Puts a guard before every field of Query, Mutation and Subscription. Throws where fields do not say to whom they are
 * open, and names them.
 */
export function guardEntries(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const undeclared: string[] = [];
  for (const root of roots) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const openTo = field.extensions["openTo"];
      if (isRoles(openTo)) guardEntry(field, openTo);
      else undeclared.push(`${root?.name}.${field.name}`);
    }
  }
  if (undeclared.length > 0) {
    throw new Error(`these entries of the schema do not say to whom they are open: ${undeclared.join(", ")}`);
  }
}

const isRoles = (openTo: unknown): openTo is readonly Doer[] => Array.isArray(openTo) && openTo.length > 0;

// A subscription is guarded at its start: its `resolve` runs only for events that its `subscribe` gives.
function guardEntry(field: GraphQLField<unknown, Context>, openTo: readonly Doer[]): void {
  if (field.subscribe) field.subscribe = guarded(field.subscribe, openTo);
  else field.resolve = guarded(field.resolve ?? defaultFieldResolver, openTo);
}

function guarded(resolve: GraphQLFieldResolver<unknown, Context>, roles: readonly Doer[]) {
  const guard: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
    checkOpen(context.bearer, roles);
    return resolve(source, args, context, info);
  };
  return guard;
}

/** Throws `UNAUTHENTICATED` where there is no bearer, and `FORBIDDEN` where the bearer has none of the roles. */
export function checkOpen(bearer: Bearer | null, roles: readonly Doer[]): void {
  if (bearer === null) throw problem("UNAUTHENTICATED");
  if (bearer.roles.some((role) => roles.includes(role))) return;
  throw forbidden(roles);
}
