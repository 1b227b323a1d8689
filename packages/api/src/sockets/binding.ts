// Binds the protocol graphql-transport-ws to one socket. The library's own binding to `ws` prints errors on standard
// error, documents included; here they go to the log, like all others.

import type { RequestEnd } from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import { MessageType, type Server } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Language } from "../language.ts";
import { close } from "./close.ts";

/** What is known of a socket from its start. */
export interface Caller {
  readonly socket: WebSocket;
  /** Named in every error sent to it and every log line about it. */
  readonly requestId: string;
  /** The language in which errors are told. */
  readonly language: Language;
  /** Where it comes from. */
  readonly address: string;
  /** It comes when the socket is closed. */
  readonly ending: RequestEnd;
}

interface Binding {
  readonly log: Logger;
  /** How often the other side is pinged, and how long it may take to answer, in milliseconds. */
  readonly keepAliveMs: number;
}

const internalError = 4500;
const pong = JSON.stringify({ type: MessageType.Pong });

/** Runs the protocol on a socket until one side closes it, or the other side no longer answers pings. */
export function bindProtocol<Known extends Caller>(
  protocol: Server<Known>,
  caller: Known,
  { log, keepAliveMs }: Binding,
): void {
  const { socket, requestId } = caller;

  function failed(error: unknown): void {
    log.error({ requestId, err: error }, "a socket failed on a bug");
    socket.close(internalError, "Internal server error");
  }

  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => sent(socket, text),
      close: (code, reason) => close(socket, code, reason),
      onMessage: (hear) =>
        socket.on("message", (data) => {
          // Whoever is being closed, for sending too much perhaps, is not heard any more.
          if (socket.readyState === socket.OPEN) void hear(String(data)).catch(failed);
        }),
      // A pong repeats nothing of its ping.
      onPing: () => sent(socket, pong),
    },
    caller,
  );

  let answers = true;
  const pinging = setInterval(() => {
    if (!answers) return socket.terminate();
    answers = false;
    socket.ping();
  }, keepAliveMs);
  socket.on("pong", () => {
    answers = true;
  });

  // A broken connection, a message that is too large or malformed: `ws` closes the socket itself.
  socket.on("error", (error) => log.warn({ requestId, err: error }, "a socket broke off"));
  socket.once("close", (code, reason) => {
    clearInterval(pinging);
    closed(code, String(reason)).catch(failed);
  });
}

/**
 * Sends a text. Resolves once it is sent, so that nothing piles up for a client that does not read. Where sending fails the other
 * side has left, which is nobody's fault; the socket's end follows, and ends what was being sent.
 */
function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(text, () => resolve());
  });
}
