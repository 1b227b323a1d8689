// What every HTTP route has: the bearer, a request id, one log line, and failures in one shape.

import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type DocumentNode, GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { DenyList } from "../auth/deny-list.ts";
import { tokenIn, type Verified, type Verifier } from "../auth/tokens.ts";
import type { Answers } from "../changes/answers.ts";
import type { Request, RootContexts } from "../context.ts";
import { type ProblemCode, presentError, problem, statusOf } from "../errors.ts";
import { languageOf } from "../language.ts";
import { type Bounds, limits } from "../limits/limits.ts";
import type { OpenConnections } from "../limits/open-connections.ts";
import type { Rates } from "../limits/rates.ts";
import type { Meters } from "./metrics.ts";

/** What the routes share. */
export interface Serving {
  readonly log: Logger;
  readonly meters: Meters;
  /** Whether clients may read the schema and get hints about it. */
  readonly development: boolean;
  readonly schema: GraphQLSchema;
  /** How often a query must be asked until it is compiled; 0 for never. */
  readonly compileFrom: number;
  readonly verify: Verifier;
  readonly rates: Rates;
  readonly denyList: DenyList;
  readonly bounds: Bounds;
  /** The sockets and streams that are open. */
  readonly open: OpenConnections;
  /** The document that a text is: the same for the same text, as long as it is remembered. */
  readonly documentOf: (query: string) => DocumentNode;
  /** The answers to subscriptions, which those who ask the same share. */
  readonly answers: Answers;
  readonly contextsOf: (request: Request) => RootContexts;
  /** The origins, besides our own, whose pages may open a socket. Only browsers name their origin. */
  readonly origins: readonly string[];
  /** The address a request comes from, as far as its proxies are trusted. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/** The bearer of a request; null without a token. The request is counted and fails as `verified` says. */
export async function identify(request: FastifyRequest, serving: Pick<Serving, "verify" | "rates">) {
  return (await verified(request, serving))?.bearer ?? null;
}

/**
 * What the token of a request says; null without one. The request is counted: for its bearer, or where it has no good token
 * for its address. Throws `UNAUTHENTICATED` on a token that is not accepted, and `TOO_MANY_REQUESTS`.
 */
export async function verified(request: FastifyRequest, serving: Identifying): Promise<Verified | null> {
  const said = await sentWith(request, serving);
  if (said) await serving.rates.spend(said.bearer, limits.requestPoints);
  return said;
}

/** The same, where only a request without a good token is counted: what somebody asks for is counted when it is known. */
export async function sentWith(request: FastifyRequest, { verify, rates }: Identifying): Promise<Verified | null> {
  const said = await tokenOf(request, verify).catch(async (error) => {
    await rates.stranger(request.ip);
    throw error;
  });
  if (said === null) await rates.stranger(request.ip);
  return said;
}

type Identifying = Pick<Serving, "verify" | "rates">;

async function tokenOf({ headers }: FastifyRequest, verify: Verifier): Promise<Verified | null> {
  const token = tokenIn(headers.authorization);
  return token === null ? null : verify(token);
}

type Failing = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Makes the answer to a failed request: in both languages, and without repeating what was sent. */
export function failing({ log, development }: Pick<Serving, "log" | "development">): Failing {
  return (error, request, reply) => {
    const how = { log, development, requestId: request.id, language: languageOf(request) };
    const shown = presentError(ofFastify(error, request), how);
    reply.code(statusOf(shown.extensions.code));
    const { retryAfter, allow } = shown.extensions;
    if (typeof retryAfter === "number") reply.header("retry-after", retryAfter);
    if (typeof allow === "string") reply.header("allow", allow);
    if (request.routeOptions?.url === "/graphql") return reply.send({ errors: [shown] });
    return reply.send({ error: { message: shown.message, ...shown.extensions } });
  };
}

/** Sets up the request ids, the log line of a request and the answer to every failure. */
export function surround(app: FastifyInstance, { log, meters, development }: Serving): void {
  // Called back, and not promises: an answer is then with the system as soon as it is made.
  app.addHook("onSend", (request, reply, _payload, done) => {
    reply.header("x-request-id", request.id);
    reply.header("x-content-type-options", "nosniff");
    done();
  });
  const routes: Route[] = [];
  app.addHook("onRoute", ({ url, method }) => void routes.push({ url, methods: [method].flat() }));
  // What is sent to an address that does not exist is not read.
  app.addHook("preParsing", (request, _reply, _payload, done) =>
    done(request.is404 ? nothingHere(routes, request) : null),
  );
  app.addHook("onResponse", ({ id, method, routeOptions }, { statusCode, elapsedTime }, done) => {
    // The route, not the address, which may hold anything that a client typed.
    const route = routeOptions.url ?? "unknown";
    meters.requests.observe({ route, method, status: String(statusCode) }, elapsedTime / 1000);
    // That the server is not ready is what it was asked.
    if (statusCode >= 500 && route !== "/health/ready") meters.failures.count(String(statusCode));
    log.info({ requestId: id, method, route, status: statusCode, ms: Math.round(elapsedTime) }, "answered");
    done();
  });
  const fail = failing({ log, development });
  app.setErrorHandler((error, request, reply) => fail(error, request, reply));
  app.setNotFoundHandler((request, reply) => fail(nothingHere(routes, request), request, reply));
}

/** Where something is: its address, with `:name` for any part of one and `*` for any end, and the methods that it takes. */
interface Route {
  readonly url: string;
  readonly methods: readonly string[];
}

/** Why a request has no route: nothing is at its address, or something that takes other methods. */
function nothingHere(routes: readonly Route[], { url, method }: FastifyRequest): GraphQLError {
  const path = url.split("?")[0] ?? "";
  const taken = new Set(routes.filter((route) => isAt(route.url, path)).flatMap(({ methods }) => methods));
  const allowed = ["GET", "POST"].filter((each) => taken.has(each));
  // Where its own method is taken, what is missing is a file of the console.
  return allowed.length > 0 && !taken.has(method) ? onlyBy(allowed.join(", "), path) : problem("NOT_FOUND");
}

function isAt(url: string, path: string): boolean {
  const [parts, said] = [url.split("/"), path.split("/")];
  return (
    (parts.at(-1) === "*" ? said.length >= parts.length : said.length === parts.length) &&
    parts.every((part, at) => part === "*" || (part.startsWith(":") ? said[at] !== "" : part === said[at]))
  );
}

/** The failure of a request by a method that its address does not take. */
export function onlyBy(allow: string, path: string): GraphQLError {
  const isGraphql = path === "/graphql";
  const sentence = {
    zh: isGraphql ? `查询和命令请用 ${allow} 提交，请求体为 JSON。` : `此地址只接受 ${allow}。`,
    en: isGraphql ? `Send queries and mutations by ${allow}, in a body of JSON.` : `This address takes ${allow} only.`,
  };
  const { message, extensions } = problem("METHOD_NOT_ALLOWED", sentence);
  return new GraphQLError(message, { extensions: { ...extensions, allow } });
}

// Fastify's own refusals, by code.
const refusals: ReadonlyMap<unknown, ProblemCode> = new Map([
  ["FST_ERR_CTP_BODY_TOO_LARGE", "PAYLOAD_TOO_LARGE"],
  ["FST_ERR_CTP_INVALID_MEDIA_TYPE", "UNSUPPORTED_MEDIA_TYPE"],
  ["FST_ERR_BAD_URL", "NOT_FOUND"],
  ["FST_ERR_MAX_PARAM_LENGTH", "NOT_FOUND"],
]);

function ofFastify(error: unknown, { routeOptions }: FastifyRequest): unknown {
  if (!(error instanceof Error) || error instanceof GraphQLError) return error;
  const code = "code" in error ? refusals.get(error.code) : undefined;
  if (code === "PAYLOAD_TOO_LARGE") return tooLarge(routeOptions.bodyLimit ?? limits.bodyBytes);
  if (code) return problem(code);
  // A body that cannot be parsed. The parser's message may repeat what was sent, so it is not shown.
  return "statusCode" in error && Number(error.statusCode) < 500 ? problem("BAD_USER_INPUT") : error;
}

/** The failure of a request whose body is larger than this. What a form takes besides its files is not told. */
export function tooLarge(bytes: number): GraphQLError {
  const most = bytes < 2 ** 20 ? `${bytes / 2 ** 10} KB` : `${Math.floor(bytes / 2 ** 20)} MB`;
  return problem("PAYLOAD_TOO_LARGE", {
    zh: `请求体过大，上限为 ${most}。`,
    en: `The request's body is too large; the limit is ${most}.`,
  });
}
