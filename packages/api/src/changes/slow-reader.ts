// Patience with readers: a feed whose reader does not take what is offered is ended, with the cursor to go on from.
import type { ChangesMessage } from "./message.ts";

/**
 * Hands messages on as they are asked for. Where the next one is not asked for within `patienceMs`, `ending` is aborted,
 * which lets go of the log, and the reader finds `Lagging` as its last message.
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
