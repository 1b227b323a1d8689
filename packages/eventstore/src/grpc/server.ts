// The event store on the network: one port on the loopback, the services that the official client calls, an orderly end.
import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import type { Logger } from "@taizhang/process";
import type { Store } from "../core/store.ts";
import { admission } from "./admission.ts";
import { isForeseen, shuttingDown, toRefusal } from "./protocol/errors.ts";
import { clusterInfo } from "./services/gossip.ts";
import { supportedMethods } from "./services/server-features.ts";
import { streamsMethods } from "./services/streams.ts";
import { unserved } from "./services/unserved.ts";
import { GrpcServer, type Method, unary } from "./transport/grpc-server.ts";
import { type Address, openPort } from "./transport/shared-port.ts";

export interface ServerOptions extends Address {
  readonly store: Store;
  readonly maxAppendBytes: number;
  /** What callers must name as their connection; null if anybody may call. */
  readonly secret: string | null;
  readonly logger: Logger;
  /** Answers what comes over HTTP/1.1. */
  readonly pages: RequestListener;
}

export interface RunningServer extends Address {
  /** Ends open reads as unavailable, lets pending writes finish, and closes the port. */
  stop(): Promise<void>;
}

/** The largest message: more than any append may hold, so that an append is refused as too large and not its message. */
const maxMessageBytes = 20 << 20;
const receivingBytes = 256 << 20;
const keepAliveMs = 10_000;
const patienceMs = 10_000;

/** Starts to listen; port 0 is any free one. Rejects if the port cannot be had. */
export async function startServer({
  store,
  host,
  port,
  maxAppendBytes,
  secret,
  logger,
  pages,
}: ServerOptions): Promise<RunningServer> {
  const report = (error: unknown): void => {
    if (!isForeseen(error)) logger.error({ err: error }, "a call failed");
  };
  const instanceId = randomUUID();
  const address = { host, port };
  // What they tell is of the server and not of its log; the official client calls them without naming its connection.
  const open = new Map<string, Method>([
    [
      "/event_store.client.server_features.ServerFeatures/GetSupportedMethods",
      unary(() => supportedMethods().serializeBinary()),
    ],
    [
      "/event_store.client.gossip.Gossip/Read",
      unary(() => clusterInfo(instanceId, address, store.clock).serializeBinary()),
    ],
  ]);
  const methods = new Map<string, Method>([...streamsMethods({ store, maxAppendBytes, report }), ...open]);
  const admitted = admission(secret);
  const server = new GrpcServer({
    methodOf: (path) => methods.get(path) ?? unserved(path),
    refusedBy: (headers) => (open.has(String(headers[":path"])) ? null : admitted(headers)),
    refusalOf(error) {
      report(error);
      return toRefusal(error);
    },
    maxMessageBytes,
    receivingBytes,
    keepAliveMs,
    patienceMs,
  });
  const { port: bound, close } = await openPort((socket) => server.accept(socket), pages, address);
  address.port = bound;
  return {
    ...address,
    async stop() {
      close();
      await server.stop(shuttingDown());
    },
  };
}
