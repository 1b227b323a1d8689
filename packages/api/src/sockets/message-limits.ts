// Limits how fast a client may send, and how much before its token is known.
import type { RawData, WebSocket } from "ws";
import { guardJson } from "../limits/guard-json.ts";
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

/** Closes a socket whose client sends a message of more than `most` bytes while it waits for its token. */
export function limitSize(socket: WebSocket, most: number, waits: () => boolean): void {
  socket.on("message", (data: RawData) => {
    if (byteLength(data) > most && waits())
      close(socket, closing.tooLarge, `send the token first: ${most} bytes at most`);
  });
}

/** Closes a socket whose client sends a message that would be costly to parse: nobody can be told which operation it was. */
export function limitJson(socket: WebSocket): void {
  socket.on("message", (data: RawData) => {
    try {
      // Around the variables are the payload and the message itself.
      guardJson(String(data), 2);
    } catch (error) {
      close(socket, closing.tooLarge, error instanceof Error ? error.message : String(error));
    }
  });
}

const byteLength = (data: RawData): number =>
  Array.isArray(data) ? data.reduce((sum, each) => sum + each.byteLength, 0) : data.byteLength;
