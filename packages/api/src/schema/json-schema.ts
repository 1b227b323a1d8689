// The types of the GraphQL schema as JSON Schema (draft 7), for documents about what is sent outside of GraphQL.
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";

/** A JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type AnyType = GraphQLInputType | GraphQLOutputType;

/** A reference to the schema of a named type. */
export const schemaRef = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The schema of a value of a type; objects and enums are referred to by their names. */
function schemaOf(type: AnyType): JsonSchema {
  if (isNonNullType(type)) return present(type.ofType);
  return { anyOf: [present(type), { type: "null" }] };
}

function present(type: AnyType): JsonSchema {
  if (isListType(type)) return { type: "array", items: schemaOf(type.ofType) };
  return isScalarType(type) ? scalar(type.name) : schemaRef(getNamedType(type).name);
}

const scalars: Readonly<Record<string, JsonSchema>> = {
  ID: { type: "string" },
  String: { type: "string" },
  Int: { type: "integer" },
  Float: { type: "number" },
  Boolean: { type: "boolean" },
  Day: { type: "string", format: "date" },
  Instant: { type: "string", format: "date-time" },
  Position: { type: "string", pattern: "^\\d{1,19}$" },
  JSON: {},
};

function scalar(name: string): JsonSchema {
  const known = scalars[name];
  if (!known) throw new Error(`it is not known how JSON Schema says the scalar ${name}`);
  return known;
}

/** The schemas of a named type and of all that it holds, by name, with those of its fields that are told. */
export function schemasUnder(
  type: GraphQLNamedType,
  isTold: (field: GraphQLField<unknown, unknown> | GraphQLInputField) => boolean,
): ReadonlyMap<string, JsonSchema> {
  const schemas = new Map<string, JsonSchema>();
  const types = new Set([type]);
  // A type that is added while this runs is visited too, and each one once.
  for (const each of types) {
    const description = each.description ?? "";
    if (isEnumType(each)) {
      schemas.set(each.name, { description, type: "string", enum: each.getValues().map(({ name }) => name) });
    } else if (isObjectType(each) || isInputObjectType(each)) {
      const all: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(each.getFields());
      const fields: readonly Described[] = all.filter(isTold);
      for (const field of fields) types.add(getNamedType(field.type));
      schemas.set(each.name, {
        description,
        type: "object",
        properties: Object.fromEntries(fields.map((field) => [field.name, described(field)])),
        // Whoever gives an input may leave out what may be null; what is answered is there.
        required: fields.filter(({ type: of }) => isObjectType(each) || isNonNullType(of)).map(({ name }) => name),
        ...(isInputObjectType(each) ? { additionalProperties: false } : {}),
      });
    }
  }
  return schemas;
}

/** A field or an argument. */
interface Described {
  readonly name: string;
  readonly type: AnyType;
  readonly description?: string | null | undefined;
}

/** The schema of a field or an argument, with its description. */
export const described = ({ type, description }: Omit<Described, "name">): JsonSchema => ({
  description: description ?? "",
  ...schemaOf(type),
});

/** The same where a value is there, as nothing outside of GraphQL is null: what is not said is left out. */
export const describedValue = ({ type, description }: Omit<Described, "name">): JsonSchema => ({
  description: description ?? "",
  ...present(getNullableType(type)),
});
