// Fields whose method takes nothing but its object and the context: it is called at once. The library works out the parameters of
// a method anew for each call, which takes as long as the method where twenty lines of a page ask for their plans.
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { Context } from "../context.ts";

type Storage = ReturnType<typeof getMetadataStorage>;
type Declared = Storage["fieldResolvers"][number];
type Parameter = NonNullable<Declared["params"]>[number];

/** Lets the fields of a schema that was just built call such methods themselves. */
export function callDirectly(schema: GraphQLSchema): void {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const names = new Map(objectTypes.map(({ target, name }) => [target, name]));
  const resolvers = new Map<Declared["target"], object>();
  for (const declared of fieldResolvers) {
    const { target, kind, getObjectType, schemaName } = declared;
    const owner = getObjectType && names.get(getObjectType());
    const type = owner === undefined ? undefined : schema.getType(owner);
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    if (kind !== "external" || !field) continue;
    const resolver: object = resolvers.get(target) ?? Reflect.construct(target, []);
    resolvers.set(target, resolver);
    const called = direct(declared, resolver);
    if (called) field.resolve = called;
  }
}

/** The call of a method; null where it takes anything else, or something is done around it. */
function direct(
  { methodName, params = [], middlewares = [], roles }: Declared,
  resolver: object,
): GraphQLFieldResolver<unknown, Context> | null {
  const method: unknown = Reflect.get(resolver, methodName);
  if (typeof method !== "function" || middlewares.length > 0 || roles) return null;
  const order = [...params].sort((one, other) => one.index - other.index);
  if (!order.every(isPlain)) return null;
  const [first, second] = order.map(({ kind }) => kind);
  if (order.length === 1 && first === "root") return (root) => method.call(resolver, root);
  if (order.length === 2 && first === "root" && second === "context") {
    return (root, _args, context) => method.call(resolver, root, context);
  }
  return null;
}

/** True for the whole object or the whole context, as it is. */
const isPlain = (parameter: Parameter): boolean =>
  (parameter.kind === "root" && parameter.propertyName === undefined && parameter.getType === undefined) ||
  (parameter.kind === "context" && parameter.propertyName === undefined);
