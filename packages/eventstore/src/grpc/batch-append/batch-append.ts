// Streams.BatchAppend: many appends on one call, their parts mixed, each with an answer of its own.
//
// The official client sends all appends of a connection through one such call, and keeps one table of open appends for its
// whole process. So nothing that is wrong with one append may end the call, and every append has to be answered.
import { msOf } from "../../core/event.ts";
import type { Store } from "../../core/store.ts";
import type { Call } from "../transport/call.ts";
import type { MemoryBudget } from "../transport/memory-budget.ts";
import { AppendAssembly } from "./append-assembly.ts";
import { type Addressee, receiptTo, refusalTo } from "./batch-answer.ts";
import { readBatchRequest } from "./batch-request.ts";
import { streamDeletedStatus, timedOut, toStatus, wrongExpectedVersionStatus } from "./batch-status.ts";
import { bytesOf, type PendingAppend, UnfinishedAppends } from "./unfinished-appends.ts";

export interface BatchAppendOptions {
  readonly store: Store;
  /** The most bytes of data, and of metadata, that one append may hold. */
  readonly maxAppendBytes: number;
  /** For appends that are not complete yet; when it is used up they are refused as busy. */
  readonly unfinishedMemory: MemoryBudget;
  /** For appends that are being written; while it is used up, calls are not read. */
  readonly writingMemory: MemoryBudget;
  /** Called with the error of each append that failed. */
  readonly report: (error: unknown) => void;
}

/** Serves a call until the client ends it or is gone, or the server stops; first answers what is being written. */
export async function batchAppend(call: Call, options: BatchAppendOptions): Promise<void> {
  const { store, maxAppendBytes, unfinishedMemory, writingMemory, report } = options;
  const nowMs = () => msOf(store.clock);
  let heardMs = nowMs();
  let heardBytes = 0;
  let isHeld = false;
  const unfinished = new UnfinishedAppends(unfinishedMemory, nowMs, lastHeardMs, ({ to }) =>
    answer(refusalTo(to, timedOut())),
  );
  const assembly = new AppendAssembly(maxAppendBytes, nowMs, unfinished);
  let writing = 0;
  let onAllWritten = () => {};

  try {
    for (let bytes = await call.next(); bytes; bytes = await call.next()) {
      [heardMs, heardBytes] = [nowMs(), call.receivedBytes];
      const assembled = assembly.take(readBatchRequest(bytes, heardMs));
      if (assembled?.kind === "whole") write(assembled.append);
      if (assembled?.kind === "failed") fail(assembled.to, assembled.error);
      if (!writingMemory.hasRoom || !call.hasRoom) await untilRoom();
    }
    for (const { to } of unfinished.drain()) answer(refusalTo(to, timedOut()));
  } finally {
    unfinished.drain();
    await allWritten();
  }

  /** When the call last brought anything, also a part of a message. While it is not read it counts as heard. */
  function lastHeardMs(): number {
    if (isHeld || call.receivedBytes > heardBytes) heardMs = nowMs();
    heardBytes = call.receivedBytes;
    return heardMs;
  }

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

  function answer(message: Buffer): void {
    call.sendFramed(message);
  }

  /** Resolves when more can be written, and the client has taken its answers. */
  async function untilRoom(): Promise<void> {
    isHeld = true;
    await writingMemory.untilRoom(call.signal);
    await call.untilRoom();
    isHeld = false;
    heardMs = nowMs();
  }

  async function allWritten(): Promise<void> {
    if (writing > 0) await new Promise<void>((resolve) => (onAllWritten = resolve));
  }
}
