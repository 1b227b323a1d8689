// Finds out that a peer has gone without a word, or does not let go of a connection that is over.
import type { Http2Session } from "node:http2";
import type { Socket } from "node:net";

/** Asks the peer again and again whether it is there; one that has not answered by the next time is cut off. */
export function keepAlive(session: Http2Session, socket: Socket, everyMs: number): void {
  let isAnswered = true;
  const ask = (): void => {
    if (session.destroyed || !isAnswered) {
      socket.destroy();
      return;
    }
    isAnswered = false;
    session.ping(() => {
      isAnswered = true;
    });
  };
  // After what has come in: a server that was busy for long may have the answer and not have read it.
  const timer = setInterval(() => setImmediate(ask), everyMs).unref();
  socket.once("close", () => clearInterval(timer));
}
