// Streams.BatchAppend: many appends on one call, their parts mixed, each with an answer of its own.
//
// The official client sends all appends of a connection through one such call, and keeps one table of open appends for its
// whole process. So nothing that is wrong with one append may end the call, and every append has to be answered.
import type streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { ServerDuplexStream } from "@grpc/grpc-js";
import { msOf } from "../core/event.ts";
import type { Store } from "../core/store.ts";
import { AppendAssembly } from "./append-assembly.ts";
import { type Addressee, receiptTo, refusalTo } from "./batch-answer.ts";
import { streamDeletedStatus, timedOut, toStatus, wrongExpectedVersionStatus } from "./batch-status.ts";
import { shuttingDown } from "./errors.ts";
import type { MemoryBudget } from "./memory-budget.ts";
import { bytesOf, type PendingAppend, UnfinishedAppends } from "./unfinished-appends.ts";

type BatchAppendCall = ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>;

export interface BatchAppendOptions {
  readonly store: Store;
  /** The most bytes of data, and of metadata, that one append may hold. */
  readonly maxAppendBytes: number;
  /** For appends of which parts are still to come; where it is used up they are refused as busy. */
  readonly unfinishedMemory: MemoryBudget;
  /** For appends that are being written; while it is used up, calls are not read. */
  readonly writingMemory: MemoryBudget;
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal;
  /** Is told of every append that failed. */
  readonly report: (error: unknown) => void;
}

/** Serves a call until the client ends it or has gone, or the server stops. What is being written is answered before. */
export function batchAppend(call: BatchAppendCall, options: BatchAppendOptions): void {
  const { store, maxAppendBytes, unfinishedMemory, writingMemory, stopping, report } = options;
  const nowMs = () => msOf(store.clock);
  let readMs = nowMs();
  const unfinished = new UnfinishedAppends(
    unfinishedMemory,
    nowMs,
    // What the call is not asked for it cannot bring.
    () => (call.isPaused() ? nowMs() : readMs),
    ({ to }) => answer(refusalTo(to, timedOut())),
  );
  const assembly = new AppendAssembly(maxAppendBytes, nowMs, unfinished);
  let writing = 0;
  let onAllWritten = () => {};

  call.on("data", (request: streamsPb.BatchAppendReq) => {
    const assembled = assembly.take(request);
    if (assembled?.kind === "whole") write(assembled.append);
    if (assembled?.kind === "failed") fail(assembled.to, assembled.error);
    keepPace();
  });
  call.once("end", () => {
    for (const { to } of unfinished.drain()) answer(refusalTo(to, timedOut()));
    whenAllWritten(() => call.end());
  });
  stopping.addEventListener("abort", stop);
  call.once("close", () => {
    unfinished.drain();
    stopping.removeEventListener("abort", stop);
  });
  if (stopping.aborted) stop();

  function write(append: PendingAppend): void {
    const { to, stream, expected, content } = append;
    writing += 1;
    writingMemory.overdraw(bytesOf(append));
    store
      .append(stream, expected, content.events)
      .then((outcome) => {
        if (outcome.kind === "done") answer(receiptTo(to, outcome));
        else if (outcome.kind === "streamDeleted") answer(refusalTo(to, streamDeletedStatus(stream)));
        else answer(refusalTo(to, wrongExpectedVersionStatus(expected, outcome.current)));
      })
      .catch((error: unknown) => fail(to, error))
      .finally(() => {
        writing -= 1;
        writingMemory.give(bytesOf(append));
        if (writing === 0) onAllWritten();
      });
  }

  function fail(to: Addressee, error: unknown): void {
    report(error);
    answer(refusalTo(to, toStatus(error)));
  }

  function answer(message: streamsPb.BatchAppendResp): void {
    if (!call.cancelled && !call.writableEnded) call.write(message);
  }

  /** Reads no further than what can be written, and no faster than the client takes its answers. */
  function keepPace(): void {
    if (stopping.aborted) return;
    readMs = nowMs();
    if (!writingMemory.hasRoom) {
      call.pause();
      writingMemory.onceRoom(keepPace);
    } else if (call.writableNeedDrain) {
      call.pause();
      call.once("drain", keepPace);
    } else call.resume();
  }

  function stop(): void {
    call.pause();
    unfinished.drain();
    whenAllWritten(() => call.emit("error", shuttingDown()));
  }

  function whenAllWritten(end: () => void): void {
    onAllWritten = end;
    if (writing === 0) end();
  }
}
