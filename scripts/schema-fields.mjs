// The fields of a type of the API, from docs/schema.graphql, so that what asks for all of them need not list them.
import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";

const { definitions } = parse(readFileSync(new URL("../docs/schema.graphql", import.meta.url), "utf8"));

/**
 * The names of all fields of an object type, in the order of the schema, as a selection. Throws where there is no such type.
 *
 * @param {string} type
 * @returns {string}
 */
export function fieldsOf(type) {
  const found = definitions.find((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === type);
  if (found?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error(`the schema has no type ${type}`);
  return (found.fields ?? []).map(({ name }) => name.value).join(" ");
}
