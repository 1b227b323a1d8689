// Ends the feed of a reader that takes too long over a message, and tells it the cursor to resume from.
import { over, type Supply } from "@taizhang/log";
import type { ChangesMessage } from "./message.ts";

/**
 * Passes messages on as they are asked for. Where the next one is not asked for within `patienceMs`, `ending` is aborted,
 * which stops following the log, and the reader gets `Lagging` as its last message. Leaving it aborts `ending`, too.
 */
export function patiently(
  messages: Supply<ChangesMessage>,
  patienceMs: number,
  ending: AbortController,
): Supply<ChangesMessage> {
  let taken: ChangesMessage | null = null;
  let takenAt = 0;
  let isOver = false;
  // Said here, too: asking the signal takes longer than the rest of a delivery in this file.
  let isLate = false;
  // One timer for all messages, which nothing touches when one is taken: this runs for every delivery.
  let timer = setTimeout(look, patienceMs).unref();

  function look(): void {
    const leftMs = taken === null ? patienceMs : takenAt + patienceMs - performance.now();
    if (leftMs > 0) {
      timer = setTimeout(look, Math.ceil(leftMs)).unref();
      return;
    }
    isLate = true;
    ending.abort();
  }

  return {
    take() {
      const last = taken;
      taken = null;
      if (isOver) return over;
      if (last && isLate) {
        isOver = true;
        return { kind: "Lagging", cursor: last.cursor };
      }
      const next = messages.take();
      if (next === over || next instanceof Promise) return next;
      taken = next;
      takenAt = performance.now();
      return next;
    },
    leave() {
      isOver = true;
      clearTimeout(timer);
      ending.abort();
      return messages.leave();
    },
  };
}
