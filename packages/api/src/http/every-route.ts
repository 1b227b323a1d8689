// What HTTP adds around every route: who asks, an id for the request, one log line, and failures in one shape.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { tokenIn, type Verifier } from "../auth/tokens.ts";
import type { Request, RootContexts } from "../context.ts";
import { type ProblemCode, presentError, problem, statusOf } from "../errors.ts";
import type { Bounds } from "../limits/limits.ts";
import type { Meters } from "./metrics.ts";

/** What the routes share. */
export interface Serving {
  readonly log: Logger;
  readonly meters: Meters;
  /** Whether clients may look at the schema and are shown hints at it. */
  readonly development: boolean;
  readonly schema: GraphQLSchema;
  readonly verify: Verifier;
  readonly bounds: Bounds;
  readonly contextsOf: (request: Request) => RootContexts;
  /** The origins whose pages may open a socket, besides our own; a client that is no browser names none. */
  readonly origins: readonly string[];
}

/** Who asks, read from the request's token. Throws `UNAUTHENTICATED` where there is one and it is not good. */
export async function identify({ headers, id }: FastifyRequest, verify: Verifier): Promise<Request> {
  const token = tokenIn(headers.authorization);
  return { bearer: token === null ? null : (await verify(token)).bearer, requestId: id };
}

/** Sets up request ids, the log line of a request, and the answer of every failure. */
export function surround(app: FastifyInstance, { log, meters, development }: Serving): void {
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
    reply.header("x-content-type-options", "nosniff");
  });
  app.addHook("onResponse", async ({ id, method, routeOptions }, { statusCode, elapsedTime }) => {
    // The route, not the address: an address may hold whatever a client typed.
    const route = routeOptions.url ?? "unknown";
    meters.requests.observe({ route, method, status: String(statusCode) }, elapsedTime / 1000);
    log.info({ requestId: id, method, route, status: statusCode, ms: Math.round(elapsedTime) }, "answered");
  });
  const fail = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    const shown = presentError(ofFastify(error), { log, development, requestId: request.id });
    reply.code(statusOf(shown.extensions.code));
    if (request.routeOptions.url === "/graphql") return reply.send({ errors: [shown] });
    return reply.send({ error: { message: shown.message, ...shown.extensions } });
  };
  app.setErrorHandler((error, request, reply) => fail(request, reply, error));
  app.setNotFoundHandler((request, reply) => fail(request, reply, problem("NOT_FOUND")));
}

// What Fastify itself refuses, by its codes.
const refusals: ReadonlyMap<unknown, ProblemCode> = new Map([
  ["FST_ERR_CTP_BODY_TOO_LARGE", "PAYLOAD_TOO_LARGE"],
  ["FST_ERR_CTP_INVALID_MEDIA_TYPE", "UNSUPPORTED_MEDIA_TYPE"],
]);

function ofFastify(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof GraphQLError) return error;
  const code = "code" in error ? refusals.get(error.code) : undefined;
  if (code) return problem(code);
  // A body that cannot be parsed: the parser's own words may repeat what was sent.
  return "statusCode" in error && Number(error.statusCode) < 500 ? problem("BAD_USER_INPUT") : error;
}
