import type { Bearer, Doer } from "@taizhang/domain";
import { buildSchema, type GraphQLObjectType, type GraphQLSchema, graphql } from "graphql";
import { expect, test } from "vitest";
import { makeSchema } from "../schema/schema.ts";
import { guardEntries } from "./access.ts";

const schemaText =
  "type Query { open: String hidden: String } type Mutation { act: String } type Subscription { hear: String }";

/** A schema whose entries are open to the given roles. */
function schemaWith(openTo: Readonly<Record<string, readonly Doer[]>>): GraphQLSchema {
  const schema = buildSchema(schemaText);
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values((root as GraphQLObjectType).getFields())) {
      const roles = openTo[field.name];
      if (roles) field.extensions = { openTo: roles };
      field.resolve = () => "told";
    }
  }
  return schema;
}

const all = { open: ["unit"], hidden: ["office"], act: ["office", "policy"], hear: ["auditor"] } as const;

test("a schema with an entry that does not say to whom it is open is refused", () => {
  const { hidden: _hidden, act: _act, ...some } = all;
  expect(() => guardEntries(schemaWith(some))).toThrow(/to whom they are open: Query.hidden, Mutation.act/);
  expect(() => guardEntries(schemaWith({ ...all, hear: [] }))).toThrow(/Subscription.hear/);
  expect(() => guardEntries(schemaWith(all))).not.toThrow();
});

test("every entry of the real schema says to whom it is open", () => {
  expect(() => makeSchema()).not.toThrow();
});

test("an entry answers only those it is open to", async () => {
  const schema = schemaWith(all);
  guardEntries(schema);
  const ask = async (source: string, roles: Bearer["roles"] | null) => {
    const bearer = roles && { sub: "1", regionId: "420304", unitId: null, roles };
    const { data, errors } = await graphql({ schema, source, contextValue: { bearer } });
    return errors?.[0]?.extensions["code"] ?? Object.values(data ?? {})[0];
  };
  expect(await ask("{ hidden }", ["unit"])).toBe("FORBIDDEN");
  expect(await ask("{ hidden }", ["unit", "office"])).toBe("told");
  expect(await ask("{ open }", null)).toBe("UNAUTHENTICATED");
  expect(await ask("mutation { act }", ["auditor", "admin", "developer"])).toBe("FORBIDDEN");
  expect(await ask("mutation { act }", ["office"])).toBe("told");
});
