// What the client streams, item by item: with an eye on silence, and an ear for the end.
import type { Readable } from "node:stream";
import { settledWithin } from "@taizhang/process";

export interface Patience {
  /** How long nothing may come while somebody waits for it. */
  readonly silenceMs: number;
  /** Asked after every such silence; rejects where it is not to be borne. */
  readonly onSilence: () => Promise<void>;
  /** Ends the stream at once, as if nothing more came. */
  readonly signal: AbortSignal;
}

/**
 * Reads a stream of the client to its end; `cancel` stops it at the server, and is called in any case. A consumer may
 * take its time: only waiting for the store counts as silence, and the stream's own small buffer is all that fills.
 */
export async function* arriving<T>(
  stream: Readable,
  cancel: () => Promise<void>,
  { silenceMs, onSilence, signal }: Patience,
): AsyncGenerator<T, void> {
  // The iterator hears errors as well; this is for one that comes when nobody reads any more, and would end the process.
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
