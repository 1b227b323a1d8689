// The process of the gRPC peer: it stores nothing, and sends answers that it was given, except to appends.
import { once } from "node:events";
import featuresGrpc from "@eventstore/db-client/generated/serverfeatures_grpc_pb.js";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsGrpc from "@eventstore/db-client/generated/streams_grpc_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from "@grpc/grpc-js";
import { z } from "zod";

const recorded = z.object({ features: z.instanceof(Uint8Array), events: z.array(z.instanceof(Uint8Array)) });

type Read = ServerWritableStream<streamsPb.ReadReq, Uint8Array>;

const place = "1000";
const { StreamsService } = streamsGrpc;
const { Success, Position } = streamsPb.AppendResp;
const at = new Position().setCommitPosition(place).setPreparePosition(place);
const appended = new streamsPb.AppendResp()
  .setSuccess(new Success().setCurrentRevision(place).setPosition(at))
  .serializeBinary();
const confirmed = new streamsPb.ReadResp()
  .setConfirmation(new streamsPb.ReadResp.SubscriptionConfirmation().setSubscriptionId("peer"))
  .serializeBinary();

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const asIs = (bytes: Buffer) => bytes;

process.once("disconnect", () => process.exit());
process.once("message", async (message) => {
  const { features, events } = recorded.parse(message);
  const [event = new Uint8Array()] = events;
  const listening = new Set<Read>();
  const deliver = () => {
    for (const call of listening) call.write(event);
  };

  const server = new Server();
  server.addService(
    {
      append: { ...StreamsService.append, requestDeserialize: asIs, responseSerialize: asBuffer },
      read: { ...StreamsService.read, responseSerialize: asBuffer },
      batchAppend: StreamsService.batchAppend,
    },
    {
      append(call: ServerReadableStream<Buffer, Uint8Array>, answer: sendUnaryData<Uint8Array>) {
        call.resume().once("end", () => {
          answer(null, appended);
          deliver();
        });
      },
      async read(call: Read) {
        const options = call.request.getOptions();
        if (options?.hasCount()) {
          await send(call, events.slice(0, Number(options.getCount())));
          call.end();
        } else if (options?.hasAll()) {
          await send(call, [confirmed, ...events]);
        } else {
          call.write(confirmed);
          listening.add(call);
          call.once("cancelled", () => listening.delete(call));
        }
      },
      batchAppend(call: ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>) {
        call.on("data", (request: streamsPb.BatchAppendReq) => {
          if (!request.getIsFinal()) return;
          call.write(batchAppended(request));
          deliver();
        });
        call.once("end", () => call.end());
      },
    },
  );
  server.addService(
    { getSupportedMethods: { ...featuresGrpc.ServerFeaturesService.getSupportedMethods, responseSerialize: asBuffer } },
    {
      getSupportedMethods: (_call: ServerUnaryCall<sharedPb.Empty, Uint8Array>, answer: sendUnaryData<Uint8Array>) =>
        answer(null, features),
    },
  );
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.send?.(port);
  });
});

/** Sends as fast as the reader reads, until the reader is gone. */
async function send(call: Read, messages: readonly Uint8Array[]): Promise<void> {
  const gone = new AbortController();
  call.once("cancelled", () => gone.abort());
  for (const message of messages) {
    if (gone.signal.aborted) return;
    if (!call.write(message)) await once(call, "drain", { signal: gone.signal }).catch(() => undefined);
  }
}

/** The only answer that has to be made each time, because it names its request. */
function batchAppended(request: streamsPb.BatchAppendReq): streamsPb.BatchAppendResp {
  const { Success } = streamsPb.BatchAppendResp;
  const at = new sharedPb.AllStreamPosition().setCommitPosition(place).setPreparePosition(place);
  return new streamsPb.BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(request.getOptions()?.getStreamIdentifier())
    .setSuccess(new Success().setCurrentRevision(place).setPosition(at));
}
