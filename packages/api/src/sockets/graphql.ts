// GraphQL over WebSocket: subscriptions only, on the same port and with the same limits as HTTP.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, GraphQLError, specifiedRules, validate } from "graphql";
import { handleProtocols, makeServer, type ServerOptions, type SubscribePayload } from "graphql-ws";
import { WebSocketServer } from "ws";
import { tokenIn } from "../auth/tokens.ts";
import type { Request } from "../context.ts";
import { presentError, presentErrors, problem } from "../errors.ts";
import type { Serving } from "../http/every-route.ts";
import { languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import { guardOperation } from "../limits/guard-operation.ts";
import { guardSaid } from "../limits/guard-said.ts";
import { graphqlBounds, limits } from "../limits/limits.ts";
import { bindProtocol, type Caller } from "./binding.ts";
import { close, closing } from "./close.ts";
import { limitRate, limitSize } from "./message-limits.ts";
import { type OpenSockets, openSockets } from "./open-sockets.ts";

/** Adds the socket at `/graphql`. The token comes in the first message: `{ authorization: "Bearer …" }`. */
export function serveSockets(app: FastifyInstance, serving: Serving): void {
  const { meters, log, origins, bounds, addressOf, denyList } = serving;
  const { messageBytes, waitingMessageBytes, messagesPerSecond, keepAliveMs } = bounds.socket;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: messageBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const open = openSockets(bounds.socket);
  const unheard = denyList.onChange(() => open.closeDenied(denyList));
  app.addHook("onClose", async () => unheard());
  const protocol = makeServer(protocolOptions(serving, open));

  app.server.on("upgrade", (request, stream, head) => {
    const address = addressOf(request);
    const refusal = refused(request, origins) ?? (open.makeRoomFor(address) ? null : "503 Service Unavailable");
    if (refusal) {
      stream.on("error", () => undefined).end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\n\r\n`);
      return;
    }
    server.handleUpgrade(request, stream, head, (socket) => {
      meters.sockets.inc();
      open.add(socket, address);
      socket.once("close", () => {
        meters.sockets.dec();
        open.remove(socket);
      });
      // Before the protocol is bound, so that it does not hear a message for which the socket is closed.
      limitRate(socket, messagesPerSecond);
      limitSize(socket, waitingMessageBytes, () => open.bearerOf(socket) === null);
      bindProtocol(
        protocol,
        { socket, requestId: randomUUID(), signal: endingWith(socket).signal, address, language: languageOf(request) },
        { log, keepAliveMs },
      );
    });
  });
  app.addHook("preClose", async () => {
    // A client that does not answer the close is cut off.
    const cutOff = setTimeout(() => server.clients.forEach((socket) => void socket.terminate()), 1000);
    for (const socket of server.clients) socket.close(goingAway, "Going away");
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(cutOff);
  });
}

const goingAway = 1001;

/** The protocol's options: who may connect, what is executed, and how errors are shown. */
function protocolOptions(
  serving: Serving,
  open: OpenSockets,
): ServerOptions<Readonly<Record<string, unknown>>, Caller> {
  const { verify, meters, log, development, bounds, rates } = serving;
  const { operations, initMs } = bounds.socket;
  const presenting = ({ requestId, language }: Caller) => ({ log, development, requestId, language });
  return {
    connectionInitWaitTimeout: initMs,
    async onConnect({ connectionParams, extra }) {
      try {
        const token = tokenIn(connectionParams?.["authorization"]);
        if (token === null) throw problem("UNAUTHENTICATED", noToken);
        return open.admit(extra.socket, await verify(token));
      } catch (error) {
        const told = await rates.stranger(extra.address).then(
          () => error,
          (beyond: unknown) => beyond,
        );
        const { message, extensions } = presentError(told, presenting(extra));
        const code = extensions.code === "TOO_MANY_REQUESTS" ? closing.tooMuch : closing.forbidden;
        close(extra.socket, code, message);
        return false;
      }
    },
    onSubscribe({ subscriptions, extra: { socket, requestId, signal } }, _id, payload) {
      if (Object.keys(subscriptions).length > operations) return [tooMany(operations)];
      return prepared(serving, payload, { bearer: open.bearerOf(socket), requestId, signal });
    },
    onOperation: () => meters.operations.inc(),
    onComplete: () => meters.operations.dec(),
    onNext: ({ extra }, _id, _payload, _args, { errors = [], data }) =>
      errors.length > 0 ? { data: data ?? null, errors: presentErrors(errors, presenting(extra)) } : undefined,
    onError: ({ extra }, _id, _payload, errors) => presentErrors(errors, presenting(extra)),
  };
}

/** The HTTP status with which an upgrade is refused; null where it is not. */
function refused({ url, headers }: IncomingMessage, origins: readonly string[]): string | null {
  if (url?.split("?")[0] !== "/graphql") return "404 Not Found";
  const { origin, host } = headers;
  const known =
    origin === undefined || origins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
  return known ? null : "403 Forbidden";
}

/** Counts, parses, validates and checks a document, as HTTP does before it is executed. */
async function prepared(
  { schema, contextsOf, development, rates }: Serving,
  said: SubscribePayload,
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

const noToken = {
  zh: '首条消息须带令牌：{ authorization: "Bearer <令牌>" }。',
  en: 'Send the token in connection_init: { authorization: "Bearer <token>" }.',
};
const tooMany = (most: number) =>
  problem("LIMIT_EXCEEDED", {
    zh: `一个连接同时最多${most}个订阅。`,
    en: `A socket may run at most ${most} subscriptions at once.`,
  });
