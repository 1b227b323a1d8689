// GraphQL over WebSocket: subscriptions only, on the same port and with the same limits as HTTP.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { supplyOf } from "@taizhang/log";
import type { FastifyInstance } from "fastify";
import { handleProtocols, makeServer, type ServerOptions } from "graphql-ws";
import { WebSocketServer } from "ws";
import { tokenIn } from "../auth/tokens.ts";
import { presentError, presentErrors, problem } from "../errors.ts";
import type { Serving } from "../http/every-route.ts";
import { languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import { limits } from "../limits/limits.ts";
import type { Connection } from "../limits/open-connections.ts";
import { prepared } from "../limits/prepared.ts";
import { bindProtocol, type Caller } from "./binding.ts";
import { close, closing, connectionOf } from "./close.ts";
import { type Sending, sentAsFrames } from "./frames.ts";
import { limitJson, limitRate, limitSize } from "./message-limits.ts";
import { wireOf } from "./wire.ts";

/** Adds the socket at `/graphql`. The token comes in the first message: `{ authorization: "Bearer …" }`. */
export function serveSockets(app: FastifyInstance, serving: Serving): void {
  const { meters, log, origins, bounds, addressOf, open } = serving;
  const { messageBytes, waitingMessageBytes, messagesPerSecond, keepAliveMs } = bounds.socket;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: messageBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const protocol = makeServer(protocolOptions(serving));

  app.server.on("upgrade", (request, stream, head) => {
    const address = addressOf(request);
    const refusal = refused(request, origins) ?? (open.makeRoomFor(address) ? null : "503 Service Unavailable");
    if (refusal) {
      stream.on("error", () => undefined).end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\n\r\n`);
      return;
    }
    server.handleUpgrade(request, stream, head, (socket) => {
      meters.sockets.inc();
      const connection = connectionOf(socket);
      open.add(connection, address);
      socket.once("close", () => {
        meters.sockets.dec();
        open.remove(connection);
      });
      // Before the protocol is bound, so that it does not hear a message for which the socket is closed.
      limitRate(socket, messagesPerSecond);
      limitSize(socket, waitingMessageBytes, () => open.bearerOf(connection) === null);
      limitJson(socket);
      const ending = endingWith(socket);
      const said = { requestId: randomUUID(), address, language: languageOf(request) };
      const caller = { ...said, socket, send: wireOf(socket, stream), connection, ending };
      bindProtocol(protocol, caller, { log, keepAliveMs });
    });
  });
  app.addHook("preClose", async () => {
    // A client that does not answer the close is cut off.
    const cutOff = setTimeout(() => server.clients.forEach((socket) => void socket.terminate()), 1000);
    for (const socket of server.clients) socket.close(closing.goingAway, "Going away");
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(cutOff);
  });
}

/** A caller, with its socket as one of the open connections. */
interface Connected extends Caller {
  readonly connection: Connection;
  /** Sends frames. */
  readonly send: Sending["send"];
}

/** The protocol's options: who may connect, what is executed, and how errors are shown. */
function protocolOptions(serving: Serving): ServerOptions<Readonly<Record<string, unknown>>, Connected> {
  const { verify, meters, log, development, bounds, rates, open, answers } = serving;
  const { operations, initMs } = bounds.socket;
  const presenting = ({ requestId, language }: Connected) => ({ log, development, requestId, language });
  return {
    connectionInitWaitTimeout: initMs,
    async onConnect({ connectionParams, extra }) {
      try {
        const token = tokenIn(connectionParams?.["authorization"]);
        if (token === null) throw problem("UNAUTHENTICATED", noToken);
        return open.admit(extra.connection, await verify(token));
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
    onSubscribe({ subscriptions, extra: { connection, requestId, ending } }, _id, payload) {
      if (Object.keys(subscriptions).length > operations) return [tooMany(operations)];
      const asking = { bearer: open.bearerOf(connection), requestId, ending };
      return prepared(serving, payload, asking, limits.requestPoints);
    },
    subscribe: answers.subscribe,
    onOperation({ extra: { send } }, id, _payload, _args, begun) {
      meters.operations.inc();
      if (!("next" in begun)) return undefined;
      return sentAsFrames(supplyOf(begun), { id, jsonOf: answers.jsonOf, keeps: answers.keeps, send });
    },
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

const noToken = {
  zh: '首条消息须带令牌：{ authorization: "Bearer <令牌>" }。',
  en: 'Send the token in connection_init: { authorization: "Bearer <token>" }.',
};
const tooMany = (most: number) =>
  problem("LIMIT_EXCEEDED", {
    zh: `一个连接同时最多${most}个订阅。`,
    en: `A socket may run at most ${most} subscriptions at once.`,
  });
