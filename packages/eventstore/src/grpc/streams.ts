// The Streams service: its methods bound to the store.
import type { IStreamsServer } from "@eventstore/db-client/generated/streams_grpc_pb.js";
import type { sendUnaryData } from "@grpc/grpc-js";
import type { Logger } from "pino";
import type { Store } from "../core/store.ts";
import { append } from "./append.ts";
import { batchAppend } from "./batch-append.ts";
import { deleteStream, tombstoneStream } from "./delete.ts";
import { isForeseen, type Refusal, shuttingDown, toRefusal } from "./errors.ts";
import { MemoryBudget } from "./memory-budget.ts";
import { read } from "./read.ts";
import { parseReadRequest } from "./read-request.ts";
import { replyTo } from "./reply.ts";
import { subscribe } from "./subscribe.ts";

export interface StreamsOptions {
  readonly store: Store;
  /** The most bytes of data, and of metadata, that one append may hold. */
  readonly maxAppendBytes: number;
  /** Aborts when the server stops; open reads then end as unavailable. */
  readonly stopping: AbortSignal;
  readonly logger: Logger;
}

/** The methods of the Streams service. */
export function streamsService({ store, maxAppendBytes, stopping, logger }: StreamsOptions): IStreamsServer {
  const unfinishedMemory = new MemoryBudget(64 << 20);
  const writingMemory = new MemoryBudget(16 << 20);
  const report = (error: unknown): void => {
    if (!isForeseen(error)) logger.error({ err: error }, "a call failed");
  };
  const refuse = (error: unknown): Refusal => {
    report(error);
    return toRefusal(error);
  };
  const answer = <T>(work: Promise<T>, callback: sendUnaryData<T>): void => {
    work.then((value) => callback(null, value)).catch((error: unknown) => callback(refuse(error)));
  };
  return {
    append(call, callback) {
      answer(append(store, maxAppendBytes, call), callback);
    },
    read(call) {
      const reply = replyTo(call, stopping);
      const serve = async () => {
        const request = parseReadRequest(call.request);
        await (request.count === undefined ? subscribe : read)(store, request, reply);
        if (stopping.aborted) throw shuttingDown();
      };
      serve()
        .then(() => call.end())
        .catch((error: unknown) => call.emit("error", refuse(error)));
    },
    delete(call, callback) {
      answer(deleteStream(store, call.request), callback);
    },
    tombstone(call, callback) {
      answer(tombstoneStream(store, call.request), callback);
    },
    batchAppend(call) {
      batchAppend(call, { store, maxAppendBytes, unfinishedMemory, writingMemory, stopping, report });
    },
  };
}
