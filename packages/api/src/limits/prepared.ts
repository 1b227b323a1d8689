// Makes a subscription ready to be executed, over a socket or as a stream of events, within the limits of all operations.
import { type DocumentNode, type ExecutionArgs, GraphQLError, specifiedRules, validate } from "graphql";
import type { Request } from "../context.ts";
import type { Serving } from "../http/every-route.ts";
import { guardOperation } from "./guard-operation.ts";
import { guardSaid, type Said } from "./guard-said.ts";
import { graphqlBounds } from "./limits.ts";

/**
 * Parses, validates, checks and counts a subscription, as HTTP does with a query before it is executed. `requestPoints` are those
 * that the request takes besides its operation: none where it has been counted before.
 */
export async function prepared(serving: Preparing, said: Said, asking: Request, requestPoints: number) {
  const { bearer } = asking;
  try {
    if (bearer) serving.rates.refuseSpent(bearer);
    const { points, ready } = checkedFor(serving, said, asking);
    // Once for both, the request and its operation: what is refused for what it says is counted as a request.
    if (bearer) await serving.rates.spend(bearer, requestPoints + points);
    return ready;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

type Preparing = Pick<Serving, "schema" | "contextsOf" | "development" | "rates" | "documentOf">;

// A server remembers its documents, so that each is of one schema.
const valid = new WeakSet<DocumentNode>();

interface Checked {
  /** What its operation takes. */
  readonly points: number;
  readonly ready: ExecutionArgs | readonly GraphQLError[];
}

function checkedFor({ schema, contextsOf, development, documentOf }: Preparing, said: Said, asking: Request): Checked {
  const { validation, execution } = graphqlBounds(development);
  const { operationName, variables } = said;
  try {
    const document = guardSaid(said, "socket", documentOf);
    const invalid = valid.has(document) ? [] : validate(schema, document, specifiedRules, validation);
    if (invalid.length > 0) return { points: 0, ready: invalid };
    valid.add(document);
    const asked = { schema, document, operationName, variables, bearer: asking.bearer };
    const { errors, points } = guardOperation(asked);
    if (errors.length > 0) return { points: 0, ready: errors };
    const ready = {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: contextsOf(asking),
      options: execution,
    };
    return { points, ready };
  } catch (error) {
    if (error instanceof GraphQLError) return { points: 0, ready: [error] };
    throw error;
  }
}
