// One port for two kinds of connections: gRPC for clients, and HTTP pages for whoever watches the server.
import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer, type Server as NetServer, type Socket } from "node:net";

/** Where clients reach the server. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Every HTTP/2 connection begins with these bytes. */
const http2Preface = Buffer.from("PRI * HTTP/2.0");

/** How long a new connection may be silent before it is closed. */
const silentMs = 10_000;

/** Listens on the address and hands each connection to the server for its kind. Port 0 is any free one. */
export async function openPort(
  acceptGrpc: (socket: Socket) => void,
  pages: RequestListener,
  { host, port }: Address,
): Promise<{ port: number; close(): void }> {
  const http = createHttpServer(pages);
  const listener = createServer({ noDelay: true }, (socket) => {
    socket.setTimeout(silentMs, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.once("readable", () => {
      const first: Buffer | null = socket.read();
      socket.setTimeout(0);
      if (!first) return;
      socket.unshift(first);
      const isHttp2 = http2Preface.subarray(0, first.length).equals(first.subarray(0, http2Preface.length));
      if (isHttp2) acceptGrpc(socket);
      else http.emit("connection", socket);
    });
  });
  listener.listen(port, host);
  await once(listener, "listening");
  return {
    port: portOf(listener) ?? port,
    close() {
      listener.close();
      http.closeAllConnections();
    },
  };
}

function portOf(listener: NetServer): number | undefined {
  const address = listener.address();
  return typeof address === "object" ? address?.port : undefined;
}
