// GraphQL over WebSocket: subscriptions only, on the same port, under the same guard as HTTP.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, GraphQLError, getOperationAST, parse, validate } from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { admission, close, closing, limitRate } from "./admission.ts";
import type { Request } from "./context.ts";
import { presentError, presentErrors, problem } from "./errors.ts";
import { guardOperation } from "./guard.ts";
import type { Serving } from "./http.ts";
import { limits } from "./limits.ts";
import { tokenIn } from "./tokens.ts";

/** Adds the socket at `/graphql`. The token comes in the first message: `{ authorization: "Bearer …" }`. */
export function serveSockets(app: FastifyInstance, serving: Serving): void {
  const { verify, meters, log, development, origins } = serving;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socket.messageBytes,
    perMessageDeflate: false,
  });
  const admitted = admission();
  const ids = new WeakMap<WebSocket, string>();
  const presenting = (socket: WebSocket) => ({ log, development, requestId: ids.get(socket) ?? "" });

  server.on("connection", (socket) => {
    ids.set(socket, randomUUID());
    meters.sockets.inc();
    limitRate(socket);
    socket.once("close", () => {
      meters.sockets.dec();
      admitted.leave(socket);
    });
  });
  const { dispose } = useServer<Readonly<Record<string, unknown>>>(
    {
      // The library's own words about failures stay inside; ours are in `presentErrors`.
      isProd: true,
      connectionInitWaitTimeout: limits.socket.initMs,
      async onConnect({ connectionParams, extra: { socket } }) {
        try {
          const token = tokenIn(connectionParams?.["authorization"]);
          if (token === null) throw problem("UNAUTHENTICATED", noToken);
          return admitted.admit(socket, await verify(token));
        } catch (error) {
          close(socket, closing.forbidden, presentError(error, presenting(socket)).message);
          return false;
        }
      },
      onSubscribe({ subscriptions, extra: { socket } }, _id, payload) {
        if (Object.keys(subscriptions).length > limits.socket.operations) return [tooMany];
        return prepared(serving, payload, { bearer: admitted.bearerOf(socket), requestId: ids.get(socket) ?? "" });
      },
      onOperation: () => meters.operations.inc(),
      onComplete: () => meters.operations.dec(),
      onNext: ({ extra }, _id, _payload, _args, { errors = [], data }) =>
        errors.length > 0 ? { data: data ?? null, errors: presentErrors(errors, presenting(extra.socket)) } : undefined,
      onError: ({ extra }, _id, _payload, errors) => presentErrors(errors, presenting(extra.socket)),
    },
    server,
  );

  app.server.on("upgrade", (request, socket, head) => {
    const refusal = refused(request, origins, server.clients.size);
    if (refusal) socket.on("error", () => undefined).end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\n\r\n`);
    else server.handleUpgrade(request, socket, head, (opened) => server.emit("connection", opened, request));
  });
  app.addHook("preClose", async () => {
    // Whoever does not answer the goodbye is cut off.
    const cutOff = setTimeout(() => server.clients.forEach((socket) => void socket.terminate()), 1000);
    await dispose();
    clearTimeout(cutOff);
  });
}

/** Why a socket is not opened, as an HTTP status; null where it may. */
function refused({ url, headers }: IncomingMessage, origins: readonly string[], open: number): string | null {
  if (url?.split("?")[0] !== "/graphql") return "404 Not Found";
  const { origin, host } = headers;
  const known =
    origin === undefined || origins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
  if (!known) return "403 Forbidden";
  return open < limits.socket.total ? null : "503 Service Unavailable";
}

/** Everything HTTP does to a document before it is executed. */
function prepared(
  { schema, contextOf }: Serving,
  { query, operationName, variables }: SubscribePayload,
  asking: Request,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: limits.tokens });
    const invalid = validate(schema, document);
    if (invalid.length > 0) return invalid;
    if (getOperationAST(document, operationName)?.operation !== "subscription") return [subscriptionsOnly];
    const beyond = guardOperation({ schema, document, operationName, variables, bearer: asking.bearer });
    if (beyond.length > 0) return beyond;
    return {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: contextOf(asking),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

const noToken = {
  zh: '首条消息须带令牌：{ authorization: "Bearer <令牌>" }。',
  en: 'Send the token in connection_init: { authorization: "Bearer <token>" }.',
};
const tooMany = problem("LIMIT_EXCEEDED", {
  zh: `一个连接同时最多${limits.socket.operations}个订阅。`,
  en: `A socket runs ${limits.socket.operations} subscriptions at once at most.`,
});
const subscriptionsOnly = problem("BAD_USER_INPUT", {
  zh: "WebSocket 只接受订阅；查询和命令请用 POST /graphql。",
  en: "A socket takes subscriptions only: send queries and mutations to POST /graphql.",
});
