// Checks what a client says before it is validated or executed, over HTTP and WebSocket alike: its cost is bounded by
// these limits, whatever the document and its variables hold.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  Kind,
  type OperationTypeNode,
  parse,
  type SelectionSetNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { problem } from "../errors.ts";
import { tooMuch } from "./guard-json.ts";
import { limits } from "./limits.ts";

/** What a client says, as both transports carry it. */
export interface Said {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Which operations a transport takes: HTTP queries and mutations, a socket subscriptions. */
export type Transport = "http" | "socket";

/**
 * Parses what was said. Throws what the client is told where it is too much, is no GraphQL, or is an operation that this
 * transport does not take.
 */
export function guardSaid(
  { query, operationName, variables }: Said,
  transport: Transport,
  documentOf = guardedDocument,
): DocumentNode {
  guardInput(variables);
  const document = documentOf(query);
  // Where a document does not say which operation is meant, nothing is executed, and that is said later.
  const operation = getOperationAST(document, operationName);
  if (operation && !takes(transport, operation.operation)) throw otherTransport[transport];
  guardSubscriptions(document);
  return document;
}

const takes = (transport: Transport, operation: `${OperationTypeNode}`): boolean =>
  (operation === "subscription") === (transport === "socket");

/** Makes the same as `guardedDocument` for whoever is asked the same again and again: it remembers what it has guarded. */
export function rememberingDocuments(): (query: string) => DocumentNode {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: limits.knownDocuments,
    sizeCalculation: (_document, query) => query.length,
  });
  return (query) => {
    const document = known.get(query) ?? guardedDocument(query);
    known.set(query, document);
    return document;
  };
}

/** The document that a text is. Throws where it is too much, or no GraphQL. */
function guardedDocument(query: string): DocumentNode {
  if (query.length > limits.documentLength) throw tooLong(query.length);
  if (query.split(lineEnd, limits.documentLines + 1).length > limits.documentLines) throw tooManyLines;
  const document = parsed(query);
  guardComparisons(document);
  return document;
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    throw new GraphQLError(message, { source, positions, extensions: { code: "GRAPHQL_PARSE_FAILED" } });
  }
}

/** Throws where variables are too deep, too long or too many. It looks at no more values than are allowed. */
function guardInput(variables: unknown): void {
  let values = 0;
  let level: readonly object[] = isHolder(variables) ? [variables] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limits.inputDepth) throw tooMuch("nested levels", "嵌套层数", limits.inputDepth);
    const next: object[] = [];
    for (const holder of level) {
      const held = Array.isArray(holder) ? heldByList(holder) : heldByObject(holder);
      values += held.length;
      if (values > limits.inputValues) throw tooMuch("values", "值的个数", limits.inputValues);
      for (const each of held) if (isHolder(each)) next.push(each);
    }
    level = next;
  }
}

function heldByList(list: readonly unknown[]): readonly unknown[] {
  if (list.length > limits.inputList) throw tooMuch("items of one list", "单个列表的项数", limits.inputList);
  return list;
}

function heldByObject(object: object): readonly unknown[] {
  // The names first: for an object of very many, their values cost as much again.
  if (Object.keys(object).length > limits.inputFields) {
    throw tooMuch("fields of one object", "单个对象的字段数", limits.inputFields);
  }
  return Object.values(object);
}

const isHolder = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Throws where validation would compare too many fields with one another. */
function guardComparisons({ definitions }: DocumentNode): void {
  let fragments = 0;
  let repeated = 0;

  function count({ selections }: SelectionSetNode, known: Set<string>): void {
    for (const selection of selections) {
      // What stands in an inline fragment is a part of the selection around it.
      if (selection.kind === Kind.INLINE_FRAGMENT) count(selection.selectionSet, known);
      if (selection.kind !== Kind.FIELD) continue;
      const name = (selection.alias ?? selection.name).value;
      if (known.has(name)) repeated += 1;
      known.add(name);
      if (selection.selectionSet) count(selection.selectionSet, new Set());
    }
  }

  for (const each of definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments += 1;
    if ("selectionSet" in each) count(each.selectionSet, new Set());
  }
  if (fragments > limits.fragments) throw tooManyOf("fragments", "片段数", fragments, limits.fragments);
  if (repeated > limits.repeatedFields) {
    throw tooManyOf("repeated fields", "重复字段数", repeated, limits.repeatedFields);
  }
}

/**
 * Throws where the field of a subscription may be left out: a subscription without a field has nothing to listen to, and
 * graphql fails on one. It fails when it validates, so that every subscription of a document matters, whichever operation is meant.
 */
function guardSubscriptions({ definitions }: DocumentNode): void {
  const fragments = new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each.selectionSet]),
  );
  const sets = new Set<SelectionSetNode>();
  for (const each of definitions) {
    if (each.kind === Kind.OPERATION_DEFINITION && each.operation === "subscription") sets.add(each.selectionSet);
  }
  // A set that is added while this runs is visited too, and each one once: fragments may still contain themselves.
  for (const { selections } of sets) {
    for (const selection of selections) {
      if (selection.directives?.some(({ name }) => conditions.has(name.value))) throw conditional;
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      if (below) sets.add(below);
      if (selection.kind === Kind.INLINE_FRAGMENT) sets.add(selection.selectionSet);
    }
  }
}

const conditions = new Set(["skip", "include"]);

const conditional = problem("BAD_USER_INPUT", {
  zh: "订阅的根字段不能带 @skip 或 @include；不需要时请不要订阅。",
  en: "The root field of a subscription cannot carry @skip or @include: leave the subscription out instead.",
});

const otherTransport: Readonly<Record<Transport, GraphQLError>> = {
  http: problem("BAD_USER_INPUT", {
    zh: "POST /graphql 不接受订阅；订阅请用同一地址的 WebSocket（graphql-transport-ws）。",
    en: "POST /graphql takes no subscriptions: send them over a WebSocket at the same address (graphql-transport-ws).",
  }),
  socket: problem("BAD_USER_INPUT", {
    zh: "WebSocket 只接受订阅；查询和命令请用 POST /graphql。",
    en: "A socket takes subscriptions only: send queries and mutations to POST /graphql.",
  }),
};

const lineEnd = /\r\n|\n|\r/;

const tooManyLines = problem("LIMIT_EXCEEDED", {
  zh: `查询文本超过${limits.documentLines}行；较长的内容请放在变量里。`,
  en: `The document has more than ${limits.documentLines} lines. Send long texts in variables.`,
});

const tooLong = (length: number) =>
  problem("LIMIT_EXCEEDED", {
    zh: `查询文本有${length}个字符，上限为${limits.documentLength}；较长的内容请放在变量里。`,
    en: `The document has ${length} characters; the limit is ${limits.documentLength}. Send long texts in variables.`,
  });

const tooManyOf = (what: string, zh: string, count: number, most: number) =>
  problem("LIMIT_EXCEEDED", {
    zh: `查询的${zh}为${count}，上限为${most}。`,
    en: `The document has ${count} ${what}; the limit is ${most}.`,
  });
