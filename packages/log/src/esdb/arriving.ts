// Reads a stream of the client item by item, and notices when the store falls silent.
import type { Readable } from "node:stream";
import { settledWithin } from "@taizhang/process";

export interface Patience {
  /** How long the store may be silent while a consumer waits for it. */
  readonly silenceMs: number;
  /** Called after every such silence; rejects to give the stream up. */
  readonly onSilence: () => Promise<void>;
  /** Ends the stream at once, without an error. */
  readonly signal: AbortSignal;
}

/**
 * Reads a stream of the client to its end, and always calls `cancel`, which stops it at the server. The consumer may take
 * its time: only waiting for the store counts as silence, and meanwhile only the stream's own small buffer fills.
 */
export async function* arriving<T>(
  stream: Readable,
  cancel: () => Promise<void>,
  { silenceMs, onSilence, signal }: Patience,
): AsyncGenerator<T, void> {
  // The iterator reports errors too. This is for an error that comes after the reading: it would end the process.
  stream.on("error", () => undefined);
  const end = () => void stream.destroy();
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  const items: AsyncIterator<T> = stream[Symbol.asyncIterator]();
  try {
    while (true) {
      const isWaiting = stream.readableLength === 0;
      const next = items.next();
      while (isWaiting && !(await settledWithin(next, silenceMs))) await onSilence();
      const item = await next;
      if (item.done) return;
      yield item.value;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", end);
    stream.destroy();
    cancel().catch(() => undefined);
  }
}
