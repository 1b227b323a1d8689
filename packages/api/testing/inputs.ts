// One input of every mutation that its schema accepts: the example of its action, said as the schema says it.
import { type AnyAction, aggregates } from "@taizhang/domain";
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { makeSchema } from "../src/schema/schema.ts";
import { uuid } from "./uuid.ts";

/** What names the target of a command, which is no part of the command itself. */
const targets: Readonly<Record<string, unknown>> = { planId: uuid(100), taskId: uuid(200), regionId: "420304" };

const actions = new Map(Object.values(aggregates).flatMap(({ actions }) => Object.entries<AnyAction>(actions)));

const fields = makeSchema().getMutationType()?.getFields() ?? {};

/** The actions that are mutations, by name. */
export const mutations: ReadonlyMap<string, AnyAction> = new Map([...actions].filter(([name]) => name in fields));

/** By name of the mutation; `commandId` is added by whoever sends it. */
export const inputs: Readonly<Record<string, object>> = Object.fromEntries(
  [...mutations].map(([name, { example }]) => {
    const input = getNamedType(fields[name]?.args[0]?.type);
    if (!isInputObjectType(input)) throw new Error(`the mutation ${name} takes no input`);
    return [name, saidIn(example, input)];
  }),
);

/** A value of a command as the schema has it: typed text without its envelope, words in capitals. */
function said(value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return said(value, type.ofType);
  if (value === null) return null;
  if (isListType(type)) return Array.isArray(value) ? value.map((each) => said(each, type.ofType)) : [];
  if (isEnumType(type)) return type.getValues().find((word) => word.value === value)?.name;
  if (isInputObjectType(type)) return saidIn(value, type);
  return typeof value === "object" && value !== null && "text" in value ? value.text : value;
}

/** The fields of an input that the command has; what the schema does not know is left out. */
function saidIn(value: unknown, type: GraphQLInputObjectType): object {
  const known = Object.values(type.getFields()).map(({ name, type: of }): [string, unknown] => {
    const found = inside(value, name) ?? (isNonNullType(of) ? targets[name] : undefined);
    return [name, found === undefined ? undefined : said(found, of)];
  });
  return Object.fromEntries(known.filter(([, found]) => found !== undefined));
}

/** A field of an object, or of an object in it: `of.unitId` of a command is `unitId` of its input. */
function inside(value: unknown, field: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const own = new Map(Object.entries(value));
  return own.get(field) ?? [...own.values()].map((each) => inside(each, field)).find((found) => found !== undefined);
}

/** The document of a mutation that asks for its receipt or rejection. */
export const mutationOf = (name: string): string => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) {
    ${name}(input: $input) {
      receipt { outcome commandId stream revision position eventIds }
      rejection { code message { zh en } detail }
    }
  }`;
};
