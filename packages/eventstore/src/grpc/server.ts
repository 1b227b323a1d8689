// The gRPC server: one port on the loopback, the services that the official client calls, an orderly end.
import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { RequestListener } from "node:http";
import gossipGrpc, { type IGossipServer } from "@eventstore/db-client/generated/gossip_grpc_pb.js";
import featuresGrpc, { type IServerFeaturesServer } from "@eventstore/db-client/generated/serverfeatures_grpc_pb.js";
import streamsGrpc from "@eventstore/db-client/generated/streams_grpc_pb.js";
import { Server, ServerInterceptingCall, type ServerInterceptor, status } from "@grpc/grpc-js";
import type { Logger } from "pino";
import { msOf } from "../core/event.ts";
import type { Store } from "../core/store.ts";
import { serializeAnswer } from "./append.ts";
import { batchRequestReader } from "./batch-request.ts";
import { supportedMethods } from "./features.ts";
import { type Address, clusterInfo } from "./gossip.ts";
import { openPort } from "./port.ts";
import { streamsService } from "./streams.ts";
import { unservedServices } from "./unserved.ts";

export interface ServerOptions extends Address {
  readonly store: Store;
  readonly maxAppendBytes: number;
  readonly logger: Logger;
  /** Answers what comes over HTTP/1.1. */
  readonly pages: RequestListener;
}

export interface RunningServer extends Address {
  /** Ends open reads as unavailable, lets pending writes finish, and closes the port. */
  stop(): Promise<void>;
}

const { StreamsService } = streamsGrpc;

/** What a client may send at once: more than any append may hold, so that it is refused for itself and not for its frame. */
const maxMessageBytes = 20 << 20;
const stopTimeoutMs = 5_000;

/** Starts to listen; port 0 is any free one. Rejects if the port cannot be had. */
export async function startServer({
  store,
  host,
  port,
  maxAppendBytes,
  logger,
  pages,
}: ServerOptions): Promise<RunningServer> {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": -1,
    interceptors: [saysNothingWhenOk],
    "grpc.keepalive_time_ms": 10_000,
    "grpc.keepalive_timeout_ms": 10_000,
  });
  server.addService(
    {
      ...StreamsService,
      append: { ...StreamsService.append, responseSerialize: serializeAnswer },
      batchAppend: { ...StreamsService.batchAppend, requestDeserialize: batchRequestReader(() => msOf(store.clock)) },
    },
    streamsService({ store, maxAppendBytes, stopping: stopping.signal, logger }),
  );
  const features: IServerFeaturesServer = {
    getSupportedMethods: (_call, callback) => callback(null, supportedMethods()),
  };
  server.addService(featuresGrpc.ServerFeaturesService, features);
  const instanceId = randomUUID();
  const address = { host, port };
  const gossip: IGossipServer = {
    read: (_call, callback) => callback(null, clusterInfo(instanceId, address, store.clock)),
  };
  server.addService(gossipGrpc.GossipService, gossip);
  for (const { service, refusals } of unservedServices) server.addService(service, refusals);
  const { port: bound, close } = await openPort(server, pages, address);
  address.port = bound;
  return {
    ...address,
    async stop() {
      stopping.abort();
      close();
      await shutdown(server);
    },
  };
}

/** The library says "OK" where the protocol's other servers say nothing. */
const saysNothingWhenOk: ServerInterceptor = (_method, call) =>
  new ServerInterceptingCall(call, {
    sendStatus: (answer, next) => next(answer.code === status.OK ? { ...answer, details: "" } : answer),
  });

/** Waits for the calls under way; a client that does not let go is cut off. */
function shutdown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, stopTimeoutMs);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
