// Makes a subscription ready to be executed, over a socket or as a stream of events, within the limits of all operations.
import { type ExecutionArgs, GraphQLError, specifiedRules, validate } from "graphql";
import type { Request } from "../context.ts";
import type { Serving } from "../http/every-route.ts";
import { guardOperation } from "./guard-operation.ts";
import { guardSaid, type Said } from "./guard-said.ts";
import { graphqlBounds, limits } from "./limits.ts";

/** Counts, parses, validates and checks a subscription, as HTTP does with a query before it is executed. */
export async function prepared(
  { schema, contextsOf, development, rates }: Pick<Serving, "schema" | "contextsOf" | "development" | "rates">,
  said: Said,
  asking: Request,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { validation, execution } = graphqlBounds(development);
  const { operationName, variables } = said;
  const { bearer } = asking;
  try {
    if (bearer) await rates.spend(bearer, limits.requestPoints);
    const document = guardSaid(said, "socket");
    const invalid = validate(schema, document, specifiedRules, validation);
    if (invalid.length > 0) return invalid;
    const { errors, points } = guardOperation({ schema, document, operationName, variables, bearer });
    if (errors.length > 0) return errors;
    if (bearer) await rates.spend(bearer, points);
    return {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: contextsOf(asking),
      options: execution,
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
