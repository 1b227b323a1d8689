// Closes connections whose peer is gone, or does not let go when they are over.
import type { Http2Session } from "node:http2";
import type { Socket } from "node:net";

/** Pings the peer again and again, and cuts it off if it has not answered by the next ping. */
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
  // After incoming data is read: if the server was busy for long, the answer may be among it.
  const timer = setInterval(() => setImmediate(ask), everyMs).unref();
  socket.once("close", () => clearInterval(timer));
}
