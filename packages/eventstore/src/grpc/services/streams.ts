// The Streams service: its methods bound to the store.
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { Store } from "../../core/store.ts";
import { append } from "../append/append.ts";
import { batchAppend } from "../batch-append/batch-append.ts";
import { deleteStream, tombstoneStream } from "../delete.ts";
import { readMessage } from "../protocol/message.ts";
import { read } from "../read/read.ts";
import { parseReadRequest } from "../read/read-request.ts";
import { subscribe } from "../read/subscribe.ts";
import { type Method, onlyMessage, unary } from "../transport/grpc-server.ts";
import { MemoryBudget } from "../transport/memory-budget.ts";

export interface StreamsOptions {
  readonly store: Store;
  /** The most bytes of data, and of metadata, that one append may hold. */
  readonly maxAppendBytes: number;
  /** Called with the error of each append of a batch that failed. */
  readonly report: (error: unknown) => void;
}

/** The methods of the Streams service, by their paths. */
export function streamsMethods({ store, maxAppendBytes, report }: StreamsOptions): Map<string, Method> {
  const unfinishedMemory = new MemoryBudget(64 << 20);
  const writingMemory = new MemoryBudget(16 << 20);
  const methods: Record<string, Method> = {
    Append: (call) => append(store, maxAppendBytes, unfinishedMemory, call),
    BatchAppend: (call) => batchAppend(call, { store, maxAppendBytes, unfinishedMemory, writingMemory, report }),
    async Read(call) {
      const request = parseReadRequest(readMessage(streamsPb.ReadReq, await onlyMessage(call)));
      await (request.count === undefined ? subscribe : read)(store, request, call);
      call.signal.throwIfAborted();
    },
    Delete: unary(async (bytes) => {
      const response = await deleteStream(store, readMessage(streamsPb.DeleteReq, bytes));
      return response.serializeBinary();
    }),
    Tombstone: unary(async (bytes) => {
      const response = await tombstoneStream(store, readMessage(streamsPb.TombstoneReq, bytes));
      return response.serializeBinary();
    }),
  };
  return new Map(
    Object.entries(methods).map(([name, method]) => [`/event_store.client.streams.Streams/${name}`, method]),
  );
}
