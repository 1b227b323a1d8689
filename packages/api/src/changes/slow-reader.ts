// Ends the feed of a reader that takes too long over a message, and tells it the cursor to resume from.
import type { ChangesMessage } from "./message.ts";

/**
 * Passes messages on as they are asked for. Where the next one is not asked for within `patienceMs`, `ending` is aborted,
 * which stops following the log, and the reader gets `Lagging` as its last message.
 */
export async function* patiently(
  messages: AsyncIterable<ChangesMessage>,
  patienceMs: number,
  ending: AbortController,
): AsyncGenerator<ChangesMessage, void> {
  for await (const message of messages) {
    const timer = setTimeout(() => ending.abort(), patienceMs);
    try {
      yield message;
    } finally {
      clearTimeout(timer);
    }
    if (ending.signal.aborted) {
      yield { kind: "Lagging", cursor: message.cursor };
      return;
    }
  }
}
