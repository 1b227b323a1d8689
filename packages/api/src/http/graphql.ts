// GraphQL over HTTP: Apollo Server behind one POST route, with the same limits and errors as sockets.
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener, HeaderMap } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { Abandoned } from "@taizhang/log";
import { settledWithin } from "@taizhang/process";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Verified } from "../auth/tokens.ts";
import { type CompiledQueries, compiledQueries } from "../compiled/queries.ts";
import type { RememberedAnswers } from "../compiled/remembered.ts";
import type { RootContexts } from "../context.ts";
import { presentErrors, problem, statusOf } from "../errors.ts";
import { type Language, languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import { type Guarded, guardOperation } from "../limits/guard-operation.ts";
import { guardSaid } from "../limits/guard-said.ts";
import { graphqlBounds, limits } from "../limits/limits.ts";
import { unsaid } from "../logger.ts";
import { answeringAtOnce } from "./at-once.ts";
import { type Serving, sentWith } from "./every-route.ts";

/** The contexts of an operation, what counts it, and the language in which its errors are told. */
interface Answering extends RootContexts {
  readonly count: Counting;
  readonly language: () => Language;
  /** Whether its compiled query has met an error already. */
  readonly isTried: boolean;
}

/** Counts a request with the points of its operation, for its bearer; once, however often it is called. */
type Counting = (points: number) => Promise<void>;

/** Adds `POST /graphql` to the server. */
export async function serveGraphql(
  app: FastifyInstance,
  serving: Serving,
  remembered: RememberedAnswers,
): Promise<void> {
  const { schema, development, contextsOf, documentOf, bounds } = serving;
  const { validation, execution } = graphqlBounds(development);
  const compiled = compiledQueries(schema, serving.compileFrom);
  const atOnce = answeringAtOnce(schema, compiled, remembered);
  const apollo = new ApolloServer<Answering>({
    schema,
    introspection: development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Persisted queries are a cache that any client may fill, not a list of allowed queries.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: validation,
    executionOptions: execution,
    logger: mute,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      answering(serving, compiled),
    ],
  });
  await apollo.start();
  app.addHook("onClose", () => apollo.stop());
  const asked = new WeakMap<FastifyRequest, Identified>();
  // Before the body is read: whoever may ask nothing costs no more than the reading of a token.
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    const by = await identified(request, reply, serving);
    // In development everybody may read the schema; every other field is guarded by itself.
    if (by.token === null && !development) throw problem("UNAUTHENTICATED");
    asked.set(request, by);
  };
  app.post("/graphql", { onRequest }, async (request, reply) => {
    const by = asked.get(request);
    if (by === undefined) throw problem("UNAUTHENTICATED");
    const { token, count } = by;
    const sent = shape.safeParse(request.body);
    if (!sent.success) throw problem("BAD_USER_INPUT", noOperation);
    const said = sent.data;
    const document = guardSaid(said, "http", documentOf);
    const ending = endingWith(reply.raw);
    const contexts = contextsOf({ bearer: token?.bearer ?? null, token, requestId: request.id, ending });
    const { accept } = request.headers;

    async function answered(): Promise<Answered> {
      const known = await atOnce.answer({ said, accept, document, contexts, count });
      if (known?.bytes) return { status: 200, headers: { "content-type": known.type }, bytes: known.bytes };
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: "POST", headers: headersOf(request), search: "", body: request.body },
        context: async () => ({ ...contexts, count, language: () => languageOf(request), isTried: known !== null }),
      });
      if (body.kind !== "complete") throw new Error("an answer in parts, which nothing in the schema asks for");
      const type = headers.get("content-type");
      if (status === undefined && type !== undefined) atOnce.learn(accept, type);
      return { status: status ?? 200, headers: Object.fromEntries(headers), bytes: Buffer.from(body.string) };
    }

    const answer = answered();
    // Fastify's own limit ends once the request's body is read.
    if (!(await settledWithin(answer, bounds.requestMs))) {
      ending.end(new Abandoned("the request took too long"));
      throw problem("UNAVAILABLE", tooLate);
    }
    const { status, headers, bytes } = await answer;
    return reply.code(status).headers(headers).send(bytes);
  });
}

/** What is sent back. */
interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

interface Identified {
  readonly token: Verified | null;
  readonly count: Counting;
}

/**
 * Who sends a request, and what counts it: once, for what its operation takes, which is known only later. A request that
 * asks for no operation is counted at its end. Throws where the token is not accepted, or its bearer has spent all points.
 */
async function identified(
  request: FastifyRequest,
  { raw }: FastifyReply,
  { verify, rates, log }: Serving,
): Promise<Identified> {
  const token = await sentWith(request, { verify, rates });
  if (token === null) return { token, count: async () => undefined };
  const { bearer } = token;
  rates.refuseSpent(bearer);
  let counted: Promise<void> | null = null;
  const count: Counting = (points) => (counted ??= rates.spend(bearer, limits.requestPoints + points));
  raw.once("close", () => {
    if (!counted) count(0).catch((error) => log.debug({ requestId: request.id, err: error }, "counted at its end"));
  });
  return { token, count };
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, String(value));
  return map;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const record = z.custom<Readonly<Record<string, unknown>>>(isObject);

const shape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  // Not looked into before it is known to be of bounded size.
  variables: record.nullish(),
  extensions: record.nullish(),
});

const noOperation = {
  zh: "请求体应为 JSON：{ query, variables, operationName }，其中 query 为文本，variables 为对象。",
  en: "The body must be JSON: { query, variables, operationName }, with query a string and variables an object.",
};

// Apollo's own lines repeat what was sent. Whatever should be known of is logged here, by the plugins.
const mute = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const tooLate = {
  zh: "请求办理超时。如为命令，尚不知是否已经记下：请稍后用同一个命令编号再试，不会重复办理。",
  en:
    "The request took too long. If it was a command, it is unknown whether it was stored: send it again shortly with the " +
    "same command id, which never stores it twice.",
};

/** What Apollo asks of us for a request: the guard before its execution, the compiled answer, and how errors are shown. */
const answering = ({ schema, log, development }: Serving, compiled: CompiledQueries): ApolloServerPlugin<Answering> => {
  const listening = (): GraphQLRequestListener<Answering> => {
    let values: Guarded["values"] = {};
    return {
      async didResolveOperation({ document, operationName, request, contextValue: { bearer, count } }) {
        const asked = { schema, document, operationName, variables: request.variables, bearer };
        const guarded = guardOperation(asked);
        if (guarded.errors[0]) throw guarded.errors[0];
        values = guarded.values;
        await count(guarded.points);
      },
      async responseForOperation({ source, document, request: { operationName }, contextValue: contexts }) {
        if (contexts.isTried) return null;
        const data = await compiled.answer({ source, document, operationName, values, contexts });
        // Without data Apollo executes the operation itself.
        if (data === null) return null;
        const singleResult = { data: record.parse(JSON.parse(data)) };
        return { http: { headers: new HeaderMap() }, body: { kind: "single", singleResult } };
      },
      // Apollo has formatted the errors without knowing the request, so they are formatted again from the originals.
      async willSendResponse({ response: { body, http }, errors, contextValue: { requestId, language } }) {
        if (!errors || body.kind !== "single") return;
        const shown = presentErrors(errors, { log, development, requestId, language: language() });
        body.singleResult.errors = shown;
        // A partial answer is an answer. Where there is no data at all, clients that only read the status must see it.
        const isEmpty = Object.values(body.singleResult.data ?? {}).every((value) => value === null);
        const status = statusOf(shown[0]?.extensions.code ?? "INTERNAL");
        if (isEmpty && status >= 500) http.status = status;
      },
    };
  };
  return {
    async unexpectedErrorProcessingRequest({ requestContext: { contextValue }, error }) {
      log.error({ requestId: contextValue.requestId, err: unsaid(error) }, "Apollo Server failed on a bug");
    },
    requestDidStart: async () => listening(),
  };
};
