// One socket's conversation in the protocol graphql-transport-ws. The library's own binding to `ws` tells standard error
// of failures in its own words; here they go to the log, like all others.
import type { Server } from "graphql-ws";
import type { Logger } from "pino";
import type { WebSocket } from "ws";

/** What is known of a socket from the beginning. */
export interface Caller {
  readonly socket: WebSocket;
  /** Named in every error it is told and every log line about it. */
  readonly requestId: string;
}

interface Binding {
  readonly log: Logger;
  /** How often the other side is asked whether it is there, and how long it may take to say so, in milliseconds. */
  readonly keepAliveMs: number;
}

const internalError = 4500;

/** Lets the two sides of a socket talk, until one of them closes it or does not answer any more. */
export function bindProtocol(protocol: Server<Caller>, caller: Caller, { log, keepAliveMs }: Binding): void {
  const { socket, requestId } = caller;

  function failed(error: unknown): void {
    log.error({ requestId, err: error }, "a socket failed on a bug");
    socket.close(internalError, "Internal server error");
  }

  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => sent(socket, text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (hear) => socket.on("message", (data) => void hear(String(data)).catch(failed)),
    },
    caller,
  );

  let isThere = true;
  const asking = setInterval(() => {
    if (!isThere) return socket.terminate();
    isThere = false;
    socket.ping();
  }, keepAliveMs);
  socket.on("pong", () => {
    isThere = true;
  });

  // A line that breaks, a message that is too large or no message at all: `ws` closes the socket itself.
  socket.on("error", (error) => log.warn({ requestId, err: error }, "a socket broke off"));
  socket.once("close", (code, reason) => {
    clearInterval(asking);
    closed(code, String(reason)).catch(failed);
  });
}

/** Resolves when the text is on its way: whoever does not read is not sent more. */
function sent(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    // What fails because the other side has left is told by the socket itself.
    socket.send(text, (error) => (error && socket.readyState === socket.OPEN ? reject(error) : resolve()));
  });
}
