// Spans of days 日期范围: one that ends before it begins holds no day. It is refused wherever one is taken, before anything is
// read, because an empty list would look like an answer.
import {
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
} from "graphql";
import { problem } from "../errors.ts";
import { Day } from "./scalars.ts";

/** The arguments of a field, or the fields of an input. */
type Taken = readonly { readonly name: string; readonly type: GraphQLInputType }[];

/**
 * Lets every field of a schema refuse reversed spans, also those within its inputs. A span is what has a `from` and a `to` that
 * are days.
 */
export function refuseReversedSpans(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!holdsSpan(field.args)) continue;
      if (field.resolve) field.resolve = refusing(field.args, field.resolve);
      if (field.subscribe) field.subscribe = refusing(field.args, field.subscribe);
    }
  }
}

function refusing<Context>(
  taken: Taken,
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (source, args, context, info) => {
    refuseReversed(taken, args, []);
    return resolve(source, args, context, info);
  };
}

const isSpan = (taken: Taken): boolean =>
  ["from", "to"].every((end) => taken.some(({ name, type }) => name === end && getNullableType(type) === Day));

const fieldsOf = (type: GraphQLInputType): Taken => {
  const named = getNamedType(type);
  return isInputObjectType(named) ? Object.values(named.getFields()) : [];
};

/** Whether there is a span, or one within an input. An input may hold itself. */
function holdsSpan(taken: Taken, seen: ReadonlySet<unknown> = new Set()): boolean {
  return (
    isSpan(taken) ||
    taken.some(({ type }) => {
      const named = getNamedType(type);
      return !seen.has(named) && holdsSpan(fieldsOf(type), new Set([...seen, named]));
    })
  );
}

/** Throws `BAD_USER_INPUT` with both ends of a span that ends before it begins. */
function refuseReversed(taken: Taken, said: object, path: readonly (string | number)[]): void {
  const at = (name: string) => [...path, name].join(".");
  const { from, to }: { from?: unknown; to?: unknown } = said;
  if (isSpan(taken) && typeof from === "string" && typeof to === "string" && to < from) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: `${at("to")}（${to}）不应早于 ${at("from")}（${from}）：请核对是否写反。`,
        en: `${at("to")} (${to}) must not lie before ${at("from")} (${from}); they may be the wrong way round.`,
      },
      { field: at("to") },
    );
  }
  for (const { name, type } of taken) {
    const value: unknown = Reflect.get(said, name);
    const below = fieldsOf(type);
    if (Array.isArray(value))
      for (const [nth, each] of value.entries()) refuseWithin(below, each, [...path, name, nth]);
    else refuseWithin(below, value, [...path, name]);
  }
}

function refuseWithin(taken: Taken, value: unknown, path: readonly (string | number)[]): void {
  if (typeof value === "object" && value !== null) refuseReversed(taken, value, path);
}
