// Makes a function of a plain query, which writes its answer as JSON text at once (ADR 39).
import { grouped } from "@taizhang/domain";
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLEnumType,
  type GraphQLField,
  GraphQLID,
  GraphQLInt,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLScalarType,
  type GraphQLSchema,
  GraphQLString,
  getArgumentValues,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import type { RootContexts } from "../context.ts";

/**
 * Writes the data of an answer, with variables as their definitions make them. Throws, or rejects, where anything is in the way:
 * nothing of that is told, and the query is to be executed as usual.
 */
export type Compiled = (contexts: RootContexts, values: Values) => string | Promise<string>;

/** What is compiled: a plain operation (`plain.ts`) of a valid document, and the fragments of that document, by name. */
export interface PlainQuery {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

type Values = Readonly<Record<string, unknown>>;
type Text = string | Promise<string>;

/** Writes a value, which may be null. */
type Write<Value = unknown> = (value: Value, asked: Asked) => Text;

/** What a resolver is called with, besides its object and the context. */
interface Said {
  readonly args: Values;
  readonly info: GraphQLResolveInfo;
}

/** One answering of a query. What its resolvers are called with is the same wherever their field stands in a list. */
interface Asked {
  readonly contexts: RootContexts;
  readonly variables: Values;
  readonly said: (Said | undefined)[];
}

/** Where a field stands: its path without the places in lists. */
type Path = GraphQLResolveInfo["path"];

/** Compiles a plain query. */
export function compile({ schema, operation, fragments }: PlainQuery): Compiled {
  let resolvers = 0;

  /** The fields of selections, with those of their fragments. */
  function fieldsIn(selections: readonly SelectionNode[]): FieldNode[] {
    return selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
      return fieldsIn(fragment?.selectionSet.selections ?? []);
    });
  }

  /** The same by the keys of the answer, in its order. */
  const fieldsOf = (selections: readonly SelectionNode[]) =>
    grouped(fieldsIn(selections), ({ alias, name }) => (alias ?? name).value);

  function ofType(type: GraphQLOutputType, nodes: readonly FieldNode[], path: Path): Write {
    const whenNull = isNonNullType(type) ? noNull : isNull;
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner)) return ofList(ofType(inner.ofType, nodes, path), whenNull);
    if (isObjectType(inner)) return ofObject(inner, nodes, path, whenNull);
    if (isEnumType(inner)) return ofEnum(inner, whenNull);
    if (isScalarType(inner)) return ofScalar(inner, whenNull);
    throw new Error(`${inner} is not plain`);
  }

  /**
   * The writer of an object. It is source code, in which every field is read by its own name: V8 then knows where to find it. The
   * source holds names of the schema and keys of the answer, which are nothing but letters, digits and underscores.
   */
  function ofObject(
    type: GraphQLObjectType,
    nodes: readonly { readonly selectionSet?: FieldNode["selectionSet"] }[],
    path: Path | undefined,
    whenNull: () => string,
  ): Write {
    const selections = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
    const fields = [...fieldsOf(selections)].map(([key, [node, ...more]], at) => {
      if (!node) throw new Error("a key without a field");
      if (node.name.value === "__typename")
        return { key, write: () => `"${type.name}"`, read: "null", at, waits: false };
      const field = type.getFields()[node.name.value];
      if (!field) throw new Error(`${type} has no ${node.name.value}`);
      const here: Path = { prev: path, key, typename: type.name };
      const below = ofType(field.type, [node, ...more], here);
      // An object may have fields that are waited for, and so may a list have items.
      const waits = node.selectionSet !== undefined || isListType(getNullableType(field.type));
      if (field.resolve) {
        return { key, write: ofResolver(type, field, [node, ...more], here, below), read: "it", at, waits: true };
      }
      return { key, write: below, read: `it.${field.name}`, at, waits };
    });
    const waiting = fields.filter(({ waits }) => waits);
    const writes = fields.map(({ at, read }) => `w${at}(${read}, asked)`);
    const parts = fields.map(({ key, at, waits }, nth) => [
      `'${nth === 0 ? "{" : ","}"${key}":'`,
      waits ? `t${at}` : (writes[at] ?? ""),
    ]);
    const body = [
      ...fields.map(({ at }) => `const w${at} = writes[${at}];`),
      "return (it, asked) => {",
      path === undefined ? "" : "if (it === null || it === undefined) return whenNull(); isObject(it);",
      ...waiting.map(({ at }) => `const t${at} = ${writes[at]};`),
      waiting.length === 0
        ? ""
        : `if (${waiting.map(({ at }) => `typeof t${at} !== "string"`).join(" || ")}) return together([${parts.flat().join(", ")}, "}"]);`,
      `return ${parts.flat().join(" + ")} + "}";`,
      "};",
    ];
    const made = new Function("writes", "whenNull", "isObject", "together", body.join("\n"));
    return made(
      fields.map(({ write }) => write),
      whenNull,
      isObject,
      together,
    );
  }

  function ofResolver(
    parentType: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    fieldNodes: readonly FieldNode[],
    path: Path,
    write: Write,
  ): Write {
    const { resolve, name: fieldName, type: returnType } = field;
    const [node] = fieldNodes;
    if (!resolve || !node) throw new Error(`${fieldName} has no resolver`);
    const nth = resolvers++;
    const saidIn = ({ variables: variableValues }: Asked): Said => ({
      args: getArgumentValues(field, node, variableValues),
      info: {
        ...{ fieldName, fieldNodes, returnType, parentType, path, schema, fragments, operation, variableValues },
        rootValue: undefined,
      },
    });
    return (source, asked) => {
      asked.said[nth] ??= saidIn(asked);
      const { args, info } = asked.said[nth];
      const value: unknown = resolve(source, args, asked.contexts, info);
      return isPromise(value) ? held(value.then((come) => write(come, asked))) : write(value, asked);
    };
  }

  const root = schema.getQueryType();
  if (!root) throw new Error("nothing to ask");
  const write = ofObject(root, [operation], undefined, noNull);
  return (contexts, values) => write(undefined, { contexts, variables: values, said: [] });
}

const isNull = (): string => "null";

function noNull(): never {
  throw new Error("a null where there is none");
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";

/** A promise that nobody needs to hear of: where a part of an answer fails, the others are left alone. */
function held<Value>(promise: Promise<Value>): Promise<Value> {
  promise.then(undefined, () => undefined);
  return promise;
}

/** Parts of a text, of which some are still to come. */
const together = (parts: readonly Text[]): Promise<string> => held(Promise.all(parts).then((texts) => texts.join("")));

/** Throws where there is no object whose fields could be read. */
function isObject(value: unknown): void {
  if (typeof value !== "object" || value instanceof Error || isPromise(value)) throw new Error("no object");
}

const ofList =
  (write: Write, whenNull: () => string): Write =>
  (list, asked) => {
    if (list === null || list === undefined) return whenNull();
    if (!Array.isArray(list)) throw new Error("no list");
    const texts: Text[] = [];
    let isHere = true;
    try {
      for (const item of list) {
        const text = isPromise(item) ? held(item.then((come) => write(come, asked))) : write(item, asked);
        if (typeof text !== "string") isHere = false;
        texts.push(text);
      }
    } catch (error) {
      for (const item of list) if (isPromise(item)) held(item);
      throw error;
    }
    return isHere ? `[${texts.join(",")}]` : held(Promise.all(texts).then((come) => `[${come.join(",")}]`));
  };

// What JSON.stringify may write otherwise than as it is: control characters, the quote, the backslash, and surrogates.
const special = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

const quoted = (text: string): string => (special.test(text) ? JSON.stringify(text) : `"${text}"`);

// What a scalar gives for a value, in JSON. The usual values of the usual scalars are written as they are.
const ofScalar = (type: GraphQLScalarType, whenNull: () => string): Write => {
  const other = (value: unknown): string => {
    if (value === null || value === undefined) return whenNull();
    // Our own scalars write anything as text.
    if (isPromise(value)) held(value);
    if (isPromise(value) || value instanceof Error || typeof value === "function") throw new Error("no value");
    const said: unknown = type.serialize(value);
    if (said === null || said === undefined) throw new Error(`${type} writes nothing`);
    return typeof said === "string" ? quoted(said) : JSON.stringify(said);
  };
  if (type === GraphQLString || type === GraphQLID) {
    return (value) => (typeof value === "string" ? quoted(value) : other(value));
  }
  if (type === GraphQLBoolean) return (value) => (typeof value === "boolean" ? String(value) : other(value));
  if (type === GraphQLInt) return (value) => (isInt(value) ? String(value) : other(value));
  return other;
};

const isInt = (value: unknown): value is number => typeof value === "number" && (value | 0) === value;

function ofEnum(type: GraphQLEnumType, whenNull: () => string): Write {
  const names = new Map(type.getValues().map(({ name, value }) => [value, `"${name}"`]));
  return (value) => {
    const name = names.get(value);
    if (name !== undefined) return name;
    if (value === null || value === undefined) return whenNull();
    throw new Error(`no value of ${type}`);
  };
}
