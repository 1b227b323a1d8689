// The gRPC peer: the services that the official client calls, answered from memory with the bytes that our server sent.
import type { EventStoreDBClient } from "@eventstore/db-client";
import featuresGrpc from "@eventstore/db-client/generated/serverfeatures_grpc_pb.js";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsGrpc from "@eventstore/db-client/generated/streams_grpc_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { Client, credentials } from "@grpc/grpc-js";
import type { After } from "../after.ts";
import { clientOf, type FilledStore, filled } from "../event-store.ts";
import { startPeer } from "./start-peer.ts";

/** The answers of our server, as they were sent. */
export interface RecordedAnswers {
  readonly features: Uint8Array;
  readonly events: readonly Uint8Array[];
}

/** Starts the peer with the answers of a store; gives a client connected to it. */
export async function startGrpcPeer({ port }: FilledStore, after: After): Promise<EventStoreDBClient> {
  const peerPort = await startPeer("grpc", await record(port), after);
  return clientOf(`esdb://127.0.0.1:${peerPort}?tls=false`);
}

const asIs = (bytes: Buffer): Buffer => bytes;

async function record(port: number): Promise<RecordedAnswers> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  try {
    const features = await new Promise<Buffer>((resolve, reject) => {
      const { path, requestSerialize } = featuresGrpc.ServerFeaturesService.getSupportedMethods;
      client.makeUnaryRequest(path, requestSerialize, asIs, new sharedPb.Empty(), (error, bytes) =>
        error || !bytes ? reject(error ?? new Error("the event store tells no features")) : resolve(bytes),
      );
    });
    const { path, requestSerialize } = streamsGrpc.StreamsService.read;
    const answers: AsyncIterable<Buffer> = client.makeServerStreamRequest(path, requestSerialize, asIs, readRequest());
    const events: Buffer[] = [];
    for await (const bytes of answers) events.push(bytes);
    return { features, events };
  } finally {
    client.close();
  }
}

/** The request that the client makes for the first events of the log. */
function readRequest(): streamsPb.ReadReq {
  const { Options } = streamsPb.ReadReq;
  const options = new Options()
    .setAll(new Options.AllOptions().setStart(new sharedPb.Empty()))
    .setReadDirection(Options.ReadDirection.FORWARDS)
    .setNoFilter(new sharedPb.Empty())
    .setUuidOption(new Options.UUIDOption().setString(new sharedPb.Empty()))
    .setControlOption(new Options.ControlOption().setCompatibility(1))
    .setCount(`${filled.events}`);
  return new streamsPb.ReadReq().setOptions(options);
}
