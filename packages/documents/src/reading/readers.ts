// The readers of notices: a few processes that are started before they are needed and replaced when they end.
import { settledWithin } from "@taizhang/process";
import type { NoticeFile, ReadResult } from "../read-notice.ts";
import type { Order } from "./messages.ts";
import { type Reader, startReader } from "./reader.ts";
import { ReadersBusy, type ReadingBounds } from "./refusals.ts";

/** How many readers there are, and what one file may take. */
export interface ReadersOptions extends Partial<ReadingBounds> {
  /** How many files are read at the same time, each by a process of its own. */
  readonly count?: number;
  /** How long a file may wait and be read in all, in milliseconds: far longer than it takes, so that only a busy machine exceeds it. */
  readonly patienceMs?: number;
}

/** Processes that read notices. */
export interface NoticeReaders {
  /**
   * The same as `readNotice`, in a process with bounds on CPU time and memory: a notice that exceeds one is an error result. Rejects
   * with `ReadersBusy` where the machine does not get to it, and with the signal's reason once that is aborted.
   */
  read(files: readonly NoticeFile[], known?: readonly string[], signal?: AbortSignal): Promise<ReadResult>;
  /** Ends all of them. A process that does not call this is kept running by its readers, and ends them however it ends. */
  close(): Promise<void>;
}

/** Somebody who waits for a reader. */
interface Waiter {
  take(reader: Reader): void;
  fail(error: unknown): void;
}

/** Starts the readers. */
export function noticeReaders({
  count = 2,
  patienceMs = 60_000,
  cpuMs = 10_000,
  residentMb = 768,
}: ReadersOptions = {}): NoticeReaders {
  const all = new Set<Reader>();
  const idle: Reader[] = [];
  const waiters = new Set<Waiter>();
  let isClosed = false;

  /** Gives a reader to whoever waits longest. */
  function offer(reader: Reader): void {
    const [first] = waiters;
    if (!first) return void idle.push(reader);
    waiters.delete(first);
    first.take(reader);
  }

  function startAll(): void {
    while (!isClosed && all.size < count) {
      const reader = startReader({ cpuMs, residentMb });
      all.add(reader);
      void follow(reader);
    }
  }

  /** Sees a reader through its life. One that cannot start is not started again before it is needed. */
  async function follow(reader: Reader): Promise<void> {
    try {
      await reader.ready;
    } catch (error) {
      all.delete(reader);
      const [first] = waiters;
      if (first) waiters.delete(first);
      first?.fail(error);
      if (waiters.size > 0) startAll();
      return;
    }
    offer(reader);
    await reader.ended;
    all.delete(reader);
    if (idle.includes(reader)) idle.splice(idle.indexOf(reader), 1);
    startAll();
  }

  function nextIdle(signal: AbortSignal): Promise<Reader> {
    startAll();
    return new Promise((resolve, reject) => {
      const reader = idle.shift();
      if (reader) return resolve(reader);
      const waiter: Waiter = { take: resolve, fail: reject };
      waiters.add(waiter);
      signal.addEventListener("abort", () => {
        waiters.delete(waiter);
        reject(signal.reason);
      });
    });
  }

  async function readBy(notice: Pick<Order, "files" | "known">, signal: AbortSignal) {
    const reader = await nextIdle(signal);
    try {
      return await reader.read(notice, signal);
    } finally {
      if (reader.isFit()) offer(reader);
    }
  }

  startAll();
  return {
    async read(files, known = [], signal) {
      signal?.throwIfAborted();
      if (isClosed) throw new ReadersBusy("the readers are closed");
      const ending = new AbortController();
      signal?.addEventListener("abort", () => ending.abort(signal.reason), { signal: ending.signal });
      const work = readBy({ files: [...files], known: [...known] }, ending.signal);
      if (!(await settledWithin(work, patienceMs))) {
        ending.abort(new ReadersBusy(`no answer within ${patienceMs / 1000} s`));
      }
      // Nobody listens to the request any more.
      return work.finally(() => ending.abort());
    },
    async close() {
      isClosed = true;
      for (const { fail } of waiters) fail(new ReadersBusy("the readers are closed"));
      for (const reader of all) reader.end();
      await Promise.all([...all].map(({ ended }) => ended));
    },
  };
}
