// One subscription of the client to the domain events, with its messages put back into order.
import {
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  START,
  streamNameFilter,
} from "@eventstore/db-client";
import { streamPrefixes } from "@taizhang/domain";
import { LogUnavailable, type Position } from "../event-log.ts";
import { arriving, type Patience } from "./arriving.ts";
import { meaning } from "./operating.ts";

/** What the store sends, in the order of the log. */
export type Told =
  | { readonly kind: "event"; readonly position: Position; readonly recorded: AllStreamRecordedEvent }
  | { readonly kind: "checkpoint"; readonly position: Position }
  | { readonly kind: "caughtUp" };

/** How many events the store looks at between two checkpoints: few enough to resume close by, and cheap. */
const checkpointEvery = 500;

/**
 * Follows the domain events after a position until it is aborted. It never reconnects: it rejects, with `LogUnavailable`
 * if a new subscription may succeed. The client reports checkpoints and catching up through callbacks, while earlier
 * events are still unread. Both are therefore pushed into the stream of events, to be read in their turn.
 */
export async function* subscription(
  client: EventStoreDBClient,
  after: Position | null,
  patience: Patience,
): AsyncGenerator<Told, void> {
  const filter = streamNameFilter({
    prefixes: [...streamPrefixes],
    maxSearchWindow: checkpointEvery,
    checkpointReached(through, { commit }) {
      through.push({ kind: "checkpoint", position: commit } satisfies Told);
    },
  });
  const fromPosition = after === null ? START : { commit: after, prepare: after };
  const stream = client.subscribeToAll({ fromPosition, filter, requiresLeader: true });
  stream.on("caughtUp", () => stream.push({ kind: "caughtUp" } satisfies Told));

  const items = arriving<AllStreamResolvedEvent | Told>(stream, () => stream.unsubscribe(), patience);
  try {
    for await (const item of items) {
      if ("kind" in item) yield item;
      else if (item.event) yield { kind: "event", position: item.event.position.commit, recorded: item.event };
    }
  } catch (error) {
    throw meaning(error, "following the log");
  }
  if (!patience.signal.aborted) throw new LogUnavailable("following the log: the event store ended the subscription");
}
