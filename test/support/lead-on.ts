// A server that leads connections on to another port of this machine, for tests that come between two ends.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Both ends of a connection: of who connected, and of the server that is led to. */
export type Pair = readonly [near: Socket, far: Socket];

/** Destroys each of two ends where the other fails or is closed. */
export function endTogether(one: Duplex, other: Duplex): void {
  one.on("error", () => other.destroy()).on("close", () => other.destroy());
  other.on("error", () => one.destroy()).on("close", () => one.destroy());
}

/** Listens on a free port, and connects whoever comes to `port`. `met` is told of both ends, and pipes them when it likes. */
export async function leadOn(port: number, met: (...pair: Pair) => void) {
  const pairs = new Set<Pair>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const pair: Pair = [near, far];
    pairs.add(pair);
    near.on("close", () => pairs.delete(pair));
    endTogether(near, far);
    met(near, far);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    /** The connections that there are now. */
    pairs: pairs as ReadonlySet<Pair>,
    /** Cuts every connection and listens no more. */
    async close() {
      for (const [near] of pairs) near.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
