// The feed asked for whole 变更流全文: the subscription `changes` with everything that its messages hold, derived from the schema, so that
// what a stream of events carries is what the subscription carries.
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isUnionType,
} from "graphql";
import { isInEveryMessage } from "./texts-then.ts";

/** What an address may say of the feed: an argument of the subscription, or a condition of its filter. */
export type Parameter = GraphQLArgument | GraphQLInputField;

/** The subscription, and what its arguments are called in an address. */
export interface WholeFeed {
  /** The document, which asks for every field of every message that need not be looked up for it. */
  readonly query: string;
  /** Where to begin: the arguments besides the filter, by name. */
  readonly starts: ReadonlyMap<string, Parameter>;
  /** The conditions of the filter, by name. */
  readonly conditions: ReadonlyMap<string, Parameter>;
}

/** Derives the subscription from the schema. */
export function wholeFeed(schema: GraphQLSchema): WholeFeed {
  const field = schema.getSubscriptionType()?.getFields()["changes"];
  if (!field) throw new Error("the schema has no subscription `changes`");
  const { args } = field;
  const filter = getNamedType(args.find(({ name }) => name === "filter")?.type);
  if (!isInputObjectType(filter)) throw new Error("the subscription `changes` has no filter");
  const declared = args.map(({ name, type }) => `$${name}: ${type}`).join(", ");
  const given = args.map(({ name }) => `${name}: $${name}`).join(", ");
  return {
    query: `subscription (${declared}) { changes(${given}) ${everythingOf(getNamedType(field.type), [])} }`,
    starts: new Map(args.filter(({ type }) => getNamedType(type) !== filter).map((arg) => [arg.name, arg])),
    conditions: new Map(Object.entries(filter.getFields())),
  };
}

/** The selection of everything under a type. Throws where that has no end, or what it holds must be asked for with arguments. */
function everythingOf(type: GraphQLNamedType, above: readonly GraphQLNamedType[]): string {
  if (above.includes(type)) throw new Error(`a message of the feed cannot hold ${type.name}, which holds itself`);
  if (isUnionType(type)) {
    const parts = type.getTypes().map((each) => `... on ${each.name} ${everythingOf(each, above)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).filter(isInEveryMessage);
  const asking = fields.find(({ args }) => args.length > 0);
  if (asking) throw new Error(`a message of the feed cannot hold ${type.name}.${asking.name}, which takes arguments`);
  const parts = fields.map(({ name, type: of }) =>
    `${name} ${everythingOf(getNamedType(of), [...above, type])}`.trim(),
  );
  return `{ ${parts.join(" ")} }`;
}
