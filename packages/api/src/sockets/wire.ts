// Writes frames to the connection below a socket. `ws` makes a frame, a list of options and two writes of each message; a frame
// that is there already needs one write.
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/**
 * Gives a function that writes whole frames to the connection of a socket. They keep their place among what is sent through the
 * socket, which writes whole frames, too, at once, because it does not compress. What is written gives null where it is
 * with the system at once, as it is for a client that reads, and else a promise that resolves when it is; so nothing piles up for
 * a client that does not read. Where the socket is closed nothing is written.
 */
export function wireOf(socket: WebSocket, connection: Duplex): (frame: Buffer) => Promise<void> | null {
  return (frame) => {
    if (socket.readyState !== socket.OPEN) return null;
    let heard: (() => void) | null = null;
    connection.write(frame, () => heard?.());
    if (connection.writableLength === 0) return null;
    return new Promise((resolve) => {
      heard = resolve;
    });
  };
}
