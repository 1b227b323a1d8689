// The guard of operations for tests of others: what it says of a document of theirs, asked with pages of a size.
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  typeFromAST,
} from "graphql";
import { guardOperation } from "../src/limits/guard-operation.ts";
import { limits } from "../src/limits/limits.ts";
import { makeSchema } from "../src/schema/schema.ts";
import { uuid } from "./uuid.ts";

let schema: GraphQLSchema | undefined;

/** The faults that the guard finds in the operation of a document where every page that it asks for has so many entries. */
export function faultsOfPages(document: DocumentNode, operationName: string, size: number): readonly string[] {
  schema ??= makeSchema();
  const bearer = { sub: "1", regionId: "420304", unitId: null, roles: ["office" as const] };
  const variables = largest(schema, document, operationName, size);
  return guardOperation({ schema, document, operationName, variables, bearer }).errors.map(({ message }) => message);
}

/** A value for every variable: as much as may be asked for where it says how much, anything that is accepted elsewhere. */
function largest(of: GraphQLSchema, document: DocumentNode, operationName: string, size: number) {
  const operation = document.definitions.find(
    (each) => each.kind === "OperationDefinition" && each.name?.value === operationName,
  );
  const defined = operation?.kind === "OperationDefinition" ? (operation.variableDefinitions ?? []) : [];
  return Object.fromEntries(
    defined.flatMap(({ variable: { name }, type }) => {
      const input = typeFromAST(of, type);
      return input ? [[name.value, valueFor(name.value, input as GraphQLInputType, size)]] : [];
    }),
  );
}

function valueFor(name: string, type: GraphQLInputType, size: number): unknown {
  if (isNonNullType(type)) return valueFor(name, type.ofType, size);
  if (isListType(type)) return Array.from({ length: size }, () => valueFor(name, type.ofType, size));
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, valueFor(field.name, field.type, size)]));
  }
  const scalars: Readonly<Record<string, unknown>> = {
    ...{ ID: uuid(1), String: "x", Boolean: true, Day: "2021-09-20", Instant: "2021-09-20T02:00:00.000Z" },
    ...{ Position: "1", Int: name === "from" ? 1 : name === "to" ? limits.sourceLines : size },
  };
  return scalars[type.name] ?? null;
}
