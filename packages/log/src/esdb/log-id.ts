// The id of the log, which no other log has: its first domain event, and when that was stored.
import { LogUnavailable } from "../event-log.ts";
import type { Reading } from "./read.ts";
import { subscription } from "./subscription.ts";

/**
 * Finds the id of the log; null while it holds no domain event. Two logs may begin with the same event id, because ids
 * are derived from what they name. The time at which the store took the event makes the difference.
 */
export function logIdOf({ connection, readTimeoutMs }: Reading): () => Promise<string | null> {
  const doing = "looking for the first event";
  let known: string | null = null;

  return async () => {
    const { client, closed } = connection;
    const onSilence = async () => {
      throw connection.unanswered(client, doing, readTimeoutMs);
    };
    known ??= await connection.twice(doing, Number.POSITIVE_INFINITY, async () => {
      for await (const told of subscription(client, null, { silenceMs: readTimeoutMs, onSilence, signal: closed })) {
        if (told.kind === "event") return `${told.recorded.id}@${told.recorded.created.toISOString()}`;
        if (told.kind === "caughtUp") return null;
      }
      throw new LogUnavailable(`${doing}: the reading was ended`);
    });
    return known;
  };
}
