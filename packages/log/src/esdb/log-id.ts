// What tells this log from any other: its first domain event, and when it was stored.
import { LogUnavailable } from "../event-log.ts";
import type { Reading } from "./read.ts";
import { subscription } from "./subscription.ts";

/**
 * The id of the log; null while it holds no domain event. Ids of events are derived from what they name, so that two
 * logs may begin with the same one; the instant at which the store took it tells them apart.
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
