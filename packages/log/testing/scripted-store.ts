// An event store that follows a test's script, call by call, for behaviour that a real one shows too seldom.
import type { EventEmitter } from "node:events";
import featuresGrpc from "@eventstore/db-client/generated/serverfeatures_grpc_pb.js";
import featuresPb from "@eventstore/db-client/generated/serverfeatures_pb.js";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsGrpc, { type IStreamsServer } from "@eventstore/db-client/generated/streams_grpc_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { Metadata, Server, ServerCredentials, status } from "@grpc/grpc-js";

/** What the store answers to one call; a refusal is a gRPC status, with an exception trailer if one is named. */
export type Refusal = { readonly code: status; readonly exception?: string };

export interface Appended {
  readonly stream: string;
  readonly expected: string;
  readonly ids: readonly string[];
}

/** One subscription or read, for the script to answer. */
export interface Reader {
  /** The position it starts after, or `start`; `end` for a read back from the end. */
  readonly from: string;
  send(...messages: streamsPb.ReadResp[]): void;
  end(refusal?: Refusal): void;
}

export interface Script {
  /** Answers the `nth` append, from 1: its revision and position, or a refusal. */
  append?(nth: number): { readonly revision: number; readonly position: bigint } | Refusal;
  /** Serves the `nth` subscription, from 1, that begins at a position; it stays open until it is ended. */
  subscription?(nth: number, reader: Reader, from: string): void;
  /** Serves a read of everything back from the end. */
  backwards?(reader: Reader): void;
  /** Serves a read on from a position, inclusive: whether an event is still there. */
  forwards?(reader: Reader): void;
}

export interface ScriptedStore {
  readonly url: string;
  readonly appends: readonly Appended[];
  /** The position where each subscription began. */
  readonly subscriptions: readonly string[];
  /** How often a client called the shared stream of batches, which the store claims to have. */
  readonly batches: () => number;
  close(): void;
}

export async function scriptedStore(script: Script): Promise<ScriptedStore> {
  const appends: Appended[] = [];
  const subscriptions: string[] = [];
  let batches = 0;

  const streams: Pick<IStreamsServer, "append" | "batchAppend" | "read"> = {
    append(call, callback) {
      let stream = "";
      let expected = "";
      const ids: string[] = [];
      const incoming: EventEmitter = call;
      incoming.on("data", (request: streamsPb.AppendReq) => {
        const options = request.getOptions();
        if (options) {
          stream = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
          expected = options.hasNoStream() ? "none" : options.getRevision();
        }
        const id = request.getProposedMessage()?.getId()?.getString();
        if (id) ids.push(id);
      });
      incoming.on("end", () => {
        appends.push({ stream, expected, ids });
        const answer = script.append?.(appends.length) ?? { code: status.UNIMPLEMENTED };
        if ("code" in answer) return callback(refusal(answer));
        const success = new streamsPb.AppendResp.Success().setCurrentRevision(`${answer.revision}`);
        const position = new streamsPb.AppendResp.Position();
        position.setCommitPosition(`${answer.position}`).setPreparePosition(`${answer.position}`);
        callback(null, new streamsPb.AppendResp().setSuccess(success.setPosition(position)));
      });
    },
    batchAppend(call) {
      batches += 1;
      call.emit("error", refusal({ code: status.INTERNAL }));
    },
    read(call) {
      const options = call.request.getOptions();
      const all = options?.getAll();
      const from = all?.hasStart() ? "start" : all?.hasEnd() ? "end" : (all?.getPosition()?.getCommitPosition() ?? "");
      const reader: Reader = {
        from,
        send(...messages) {
          for (const message of messages) call.write(message);
        },
        end: (reason) => void (reason ? call.emit("error", refusal(reason)) : call.end()),
      };
      if (!options?.hasSubscription()) {
        const isBackwards = options?.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS;
        return isBackwards ? script.backwards?.(reader) : script.forwards?.(reader);
      }
      subscriptions.push(from);
      script.subscription?.(subscriptions.length, reader, from);
    },
  };

  const server = new Server();
  server.addService(streamsGrpc.StreamsService, { ...streams });
  const batch = new featuresPb.SupportedMethod().setMethodName("batchappend");
  batch.setServiceName("event_store.client.streams.streams");
  const features = new featuresPb.SupportedMethods().setMethodsList([batch]).setEventStoreServerVersion("23.10.0");
  server.addService(featuresGrpc.ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, callback: (error: null, answer: featuresPb.SupportedMethods) => void) =>
      callback(null, features),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    appends,
    subscriptions,
    batches: () => batches,
    close: () => server.forceShutdown(),
  };
}

function refusal({ code, exception }: Refusal): Error & { code: status; details: string; metadata: Metadata } {
  const metadata = new Metadata();
  if (exception) metadata.set("exception", exception);
  return Object.assign(new Error("refused"), { code, details: "refused by the script", metadata });
}

export interface Recorded {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly id: string;
}

/** An event as the store sends it; its revision is its position. */
export function recorded(position: bigint, { stream, type, data, metadata, id }: Recorded): streamsPb.ReadResp {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const record = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  record.setId(new sharedPb.UUID().setString(id)).setStreamIdentifier(identifier).setStreamRevision(`${position}`);
  record.setCommitPosition(`${position}`).setPreparePosition(`${position}`);
  record.getMetadataMap().set("type", type).set("content-type", "application/json").set("created", "16212132000000000");
  record.setData(Buffer.from(JSON.stringify(data))).setCustomMetadata(Buffer.from(JSON.stringify(metadata) ?? ""));
  const read = new streamsPb.ReadResp.ReadEvent();
  read.setEvent(record).setCommitPosition(`${position}`);
  return new streamsPb.ReadResp().setEvent(read);
}

/** The store has looked at everything up to here. */
export function checkpoint(position: bigint): streamsPb.ReadResp {
  const reached = new streamsPb.ReadResp.Checkpoint();
  reached.setCommitPosition(`${position}`).setPreparePosition("0");
  return new streamsPb.ReadResp().setCheckpoint(reached);
}

/** History is over. */
export const caughtUp = (): streamsPb.ReadResp =>
  new streamsPb.ReadResp().setCaughtUp(new streamsPb.ReadResp.CaughtUp());
