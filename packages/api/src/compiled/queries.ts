// Compiled queries 编译查询: a plain query that is asked again and again is answered by a function made for it, at a fraction of
// what executing its document costs (ADR 29).

import { type DocumentNode, type GraphQLSchema, parse } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { RootContexts } from "../context.ts";
import { limits } from "../limits/limits.ts";
import { isPlain } from "./plain.ts";

/** A query that is about to be executed: valid, within the limits, and with variables that its definitions accept. */
export interface AskedQuery {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly contexts: RootContexts;
}

/** The queries that were compiled. */
export interface CompiledQueries {
  /** True for the text of a query that was compiled: it was valid then, and so it is now. */
  has(source: string, operationName: string | null | undefined): boolean;
  /** The data of an answer without errors; null where the query must be executed as usual. */
  answer(asked: AskedQuery): Promise<Readonly<Record<string, unknown>> | null>;
}

/** Runs a compiled query; null where its answer is not data alone. */
type Run = (contexts: RootContexts, variables: object) => Promise<Readonly<Record<string, unknown>> | null>;

interface Known {
  asked: number;
  /** Null where the query cannot be compiled; left out while it has not been tried. */
  run?: Run | null;
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
    has: (source, operationName) => known.get(keyOf(source, operationName))?.run != null,
    async answer({ source, document, operationName, variables, contexts }) {
      const key = keyOf(source, operationName);
      const query = known.get(key) ?? { asked: 0 };
      if (query.asked === 0) known.set(key, query);
      query.asked += 1;
      if (query.run === undefined && query.asked >= from) {
        query.run = isPlain(schema, document, operationName) ? compiled(schema, source, operationName) : null;
      }
      return query.run ? query.run(contexts, variables ?? {}) : null;
    },
  };
}

// A name is what a client says, and may hold anything: as JSON it ends where the text begins.
const keyOf = (source: string, operationName: string | null | undefined): string =>
  `${JSON.stringify(operationName ?? null)}${source}`;

function compiled(schema: GraphQLSchema, source: string, operationName: string | null | undefined): Run | null {
  // From a document of its own, on whose nodes graphql-jit leaves marks.
  const made = compileQuery(schema, parse(source), operationName ?? undefined, { disablingCapturingStackErrors: true });
  if (!isCompiledQuery(made)) return null;
  return async (contexts, variables) => {
    try {
      const { data, errors } = await made.query(undefined, { ...contexts, isCompiled: true }, variables);
      return errors && errors.length > 0 ? null : (data ?? null);
    } catch {
      // Whatever it was, executing the document as usual tells it better.
      return null;
    }
  };
}
