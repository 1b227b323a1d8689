// Closes a socket with a code and a reason.
import type { WebSocket } from "ws";
import type { Connection } from "../limits/open-connections.ts";

/**
 * Why a socket is closed: after 4403 a client may come back with a new token, after 4429 it must ask for less; the others are
 * WebSocket's own (RFC 6455, 7.4.1), for a server that stops and for what it cannot take.
 */
export const closing = {
  forbidden: 4403,
  tooMuch: 4429,
  goingAway: 1001,
  noFrame: 1002,
  noText: 1007,
  tooLarge: 1009,
} as const;

// Whoever does not answer the close would keep the socket for half a minute.
const answerMs = 5000;

/**
 * Closes a socket with a reason, cut to the 123 bytes that the protocol has room for. A client that does not answer is cut
 * off.
 */
export function close(socket: WebSocket, code?: number, reason = ""): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(code, Buffer.from(reason).subarray(0, 123));
  const cutOff = setTimeout(() => socket.terminate(), answerMs).unref();
  socket.once("close", () => clearTimeout(cutOff));
}

/** A socket as one of the open connections of the process. */
export const connectionOf = (socket: WebSocket): Connection => ({
  isOpen: () => socket.readyState === socket.OPEN,
  close: ({ code, sentence }) =>
    close(socket, code === "UNAUTHENTICATED" ? closing.forbidden : closing.tooMuch, sentence.en),
});
