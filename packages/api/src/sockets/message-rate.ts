// Limits how fast a client may send.
import type { WebSocket } from "ws";
import { close, closing } from "./close.ts";

/** Closes a socket whose client sends more than `most` messages in one second. */
export function limitRate(socket: WebSocket, most: number): void {
  let second = 0;
  let sent = 0;
  socket.on("message", () => {
    const now = Math.floor(performance.now() / 1000);
    sent = now === second ? sent + 1 : 1;
    second = now;
    if (sent > most) close(socket, closing.tooMuch, `a client may send at most ${most} messages a second`);
  });
}
