// Answers a compiled query without Apollo, which has parsed and validated the same text before, and answered it (ADR 29).
import type { DocumentNode, GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { CompiledQueries } from "../compiled/queries.ts";
import type { RememberedAnswers } from "../compiled/remembered.ts";
import type { RootContexts } from "../context.ts";
import { guardOperation } from "../limits/guard-operation.ts";
import type { Said } from "../limits/guard-said.ts";
import { limits } from "../limits/limits.ts";

/** A request that may be answered at once: within the limits of what is said, with its parsed document. */
export interface AskedAtOnce {
  readonly said: Said & { readonly extensions?: unknown };
  /** Its header `accept`. */
  readonly accept: string | undefined;
  readonly document: DocumentNode;
  readonly contexts: RootContexts;
  /** Counts the points of the operation; once, however often it is called. */
  readonly count: (points: number) => Promise<void>;
}

/** An answer of data alone, in bytes, and its content type; no bytes where the query met an error and must be executed. */
export interface AtOnce {
  readonly type: string;
  readonly bytes: Buffer | null;
}

/**
 * Makes the answering at once. Whatever is not as usual is left to Apollo (null), which then says what is wrong. What Apollo
 * answers in is learnt from it, because that depends on what a client accepts, and on nothing else.
 */
export function answeringAtOnce(schema: GraphQLSchema, compiled: CompiledQueries, remembered: RememberedAnswers) {
  const types = new LRUCache<string, string>({ max: limits.knownAccepts });
  return {
    /** Takes in the content type in which Apollo has answered with data. */
    learn: (accept: string | undefined, type: string): void => void types.set(accept ?? "", type),
    async answer({ said, accept, document, contexts, count }: AskedAtOnce): Promise<AtOnce | null> {
      const { query: source, operationName } = said;
      const type = types.get(accept ?? "");
      if (type === undefined || said.extensions != null || !compiled.has(source, operationName)) return null;
      const variables = said.variables ?? undefined;
      const asked = { schema, document, operationName, variables, bearer: contexts.bearer };
      const { errors, points, values } = guardOperation(asked);
      if (errors.length > 0 || !(await isCounted(count(points)))) return null;
      const bytes = await remembered.answer({ source, operationName, variables, contexts }, async () => {
        const data = await compiled.answer({ source, document, operationName, values, contexts });
        // As bytes: node writes a long text beside its headers at twice the cost.
        return data === null ? null : Buffer.from(`{"data":${data}}\n`);
      });
      return { type, bytes };
    },
  };
}

/** False where the bearer has no points left, which Apollo finds out again and tells. */
const isCounted = (counting: Promise<void>): Promise<boolean> =>
  counting.then(
    () => true,
    () => false,
  );
