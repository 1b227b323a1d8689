// Compiled queries 编译查询: a plain query that is asked again and again is answered by a function made for it, at a fraction of
// what executing its document costs (ADR 39).

import { type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, getOperationAST, Kind } from "graphql";
import { LRUCache } from "lru-cache";
import type { RootContexts } from "../context.ts";
import { limits } from "../limits/limits.ts";
import { type Compiled, compile } from "./compile.ts";
import { isPlain } from "./plain.ts";

/** A query that is about to be executed: valid, and within the limits. */
export interface AskedQuery {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  /** What its definitions make of the variables. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly contexts: RootContexts;
}

/** The queries that were compiled. */
export interface CompiledQueries {
  /** True for the text of a query that was compiled: it was valid then, and so it is now. */
  has(source: string, operationName: string | null | undefined): boolean;
  /** The data of an answer without errors, as JSON; null where the query must be executed as usual. */
  answer(asked: AskedQuery): Promise<string | null>;
}

interface Known {
  asked: number;
  /** Null where the query cannot be compiled; left out while it has not been tried. */
  compiled?: Compiled | null;
}

/**
 * Makes the answering by compiled queries. A query is compiled when it is asked for the `from`th time; with 0 none is. What
 * is compiled never tells an error: a query that meets one is answered as if nothing had been compiled, which costs it twice
 * and nobody else anything, because queries change nothing.
 */
export function compiledQueries(schema: GraphQLSchema, from: number): CompiledQueries {
  if (from === 0) return { has: () => false, answer: async () => null };
  const known = new LRUCache<string, Known>({ max: limits.compiledQueries });
  return {
    has: (source, operationName) => known.get(keyOf(source, operationName))?.compiled != null,
    async answer({ source, document, operationName, values, contexts }) {
      const key = keyOf(source, operationName);
      const query = known.get(key) ?? { asked: 0 };
      if (query.asked === 0) known.set(key, query);
      query.asked += 1;
      if (query.compiled === undefined && query.asked >= from) {
        query.compiled = compiledOf(schema, document, operationName);
      }
      if (!query.compiled) return null;
      try {
        return await query.compiled(contexts, values);
      } catch {
        // Whatever it was, executing the document as usual tells it better.
        return null;
      }
    },
  };
}

// A name is what a client says, and may hold anything: as JSON it ends where the text begins.
const keyOf = (source: string, operationName: string | null | undefined): string =>
  `${JSON.stringify(operationName ?? null)}${source}`;

/** The function of a query; null where it is not plain. */
function compiledOf(schema: GraphQLSchema, document: DocumentNode, name: string | null | undefined): Compiled | null {
  const operation = getOperationAST(document, name);
  if (!operation || !isPlain(schema, document, name)) return null;
  const named = document.definitions
    .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
    .map((each) => [each.name.value, each] as const);
  return compile({ schema, operation, fragments: Object.fromEntries(named) });
}
