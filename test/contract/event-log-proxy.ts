// A proxy between a log and its store, which can fall silent or lose an answer.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  /** A connection string that leads through the proxy. */
  readonly url: string;
  /** Bytes that came from the store so far. */
  readonly received: () => number;
  /** Forwards nothing more on the present connections, without closing them. New ones work. */
  silence(): void;
  /** Cuts every connection instead of forwarding the next answer on it. */
  loseNextAnswer(): void;
  /** Connections made so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Forwards connections to a store on this machine. */
export async function proxyTo(port: number): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let received = 0;
  let connections = 0;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    connections += 1;
    far.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    near.pipe(far).pipe(near);
    for (const [one, other] of [pair, [far, near]] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
    near.on("close", () => pairs.delete(pair));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");

  return {
    url: `esdb://127.0.0.1:${address.port}?tls=false`,
    received: () => received,
    silence() {
      for (const [near, far] of pairs) {
        for (const socket of [near, far]) socket.unpipe().removeAllListeners("data").pause();
      }
    },
    loseNextAnswer() {
      for (const [near, far] of pairs) {
        far.unpipe().once("data", () => near.destroy());
        far.resume();
      }
    },
    connections: () => connections,
    async close() {
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
      server.close();
      await once(server, "close");
    },
  };
}
