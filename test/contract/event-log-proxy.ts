// A proxy between a log and its store, which can fall silent or lose an answer.
import { leadOn } from "../support/lead-on.ts";

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
  let received = 0;
  let connections = 0;
  const { pairs, ...server } = await leadOn(port, (near, far) => {
    connections += 1;
    far.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    near.pipe(far).pipe(near);
  });

  return {
    url: `esdb://127.0.0.1:${server.port}?tls=false`,
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
    close: server.close,
  };
}
