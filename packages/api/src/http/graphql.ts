// GraphQL over HTTP: Apollo Server behind one POST route, with the same limits and errors as sockets.
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { settledWithin } from "@taizhang/process";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { RootContexts } from "../context.ts";
import { presentErrors, problem, statusOf } from "../errors.ts";
import { guardOperation } from "../limits/guard-operation.ts";
import { limits } from "../limits/limits.ts";
import { identify, type Serving } from "./every-route.ts";

/** Adds `POST /graphql` to the server. */
export async function serveGraphql(app: FastifyInstance, serving: Serving): Promise<void> {
  const { schema, development, log, verify, contextsOf, bounds } = serving;
  const apollo = new ApolloServer<RootContexts>({
    schema,
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Persisted queries are a cache that any client may fill, not a list of allowed queries.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      guarding(schema),
      presenting(serving),
    ],
  });
  await apollo.start();
  app.addHook("onClose", () => apollo.stop());
  app.post("/graphql", async (request, reply) => {
    // Before Apollo gets the request, so that a bad token is answered in the same way on every route.
    const asking = await identify(request, verify);
    const handle = fastifyApolloHandler(apollo, { context: async () => contextsOf(asking) });
    const answer = Promise.resolve(handle.call(app, request, reply));
    // Fastify's own limit ends once the request's body is read.
    if (!(await settledWithin(answer, bounds.requestMs))) throw problem("UNAVAILABLE", tooLate);
    return answer;
  });
}

const tooLate = {
  zh: "请求办理超时；请稍后用同一个命令编号再试。",
  en: "The request took too long; try again shortly, with the same command id.",
};

const guarding = (schema: GraphQLSchema): ApolloServerPlugin<RootContexts> => ({
  requestDidStart: async () => ({
    async didResolveOperation({ document, operationName, request, contextValue: { bearer } }) {
      const [first] = guardOperation({ schema, document, operationName, variables: request.variables, bearer });
      if (first) throw first;
    },
  }),
});

// Apollo has formatted the errors without knowing the request, so they are formatted again from the originals.
const presenting = ({ log, development }: Serving): ApolloServerPlugin<RootContexts> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body, http }, errors, contextValue: { requestId } }) {
      if (!errors || body.kind !== "single") return;
      const shown = presentErrors(errors, { log, development, requestId });
      body.singleResult.errors = shown;
      // A partial answer is an answer. Where there is no data at all, clients that only read the status must see it.
      const isEmpty = Object.values(body.singleResult.data ?? {}).every((value) => value === null);
      const status = statusOf(shown[0]?.extensions.code ?? "INTERNAL");
      if (isEmpty && status >= 500) http.status = status;
    },
  }),
});
