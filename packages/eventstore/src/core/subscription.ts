// Subscriptions: history first, then what arrives, each event once and in order.
//
// A subscriber keeps only the place it has reached, and reads on from there when something arrives. So no queue can
// overflow, no event is lost between history and live, and a slow reader reads from disk.
import { setImmediate as macrotask } from "node:timers/promises";
import { everything } from "./arrivals.ts";
import { CheckpointMeter, type Pace } from "./checkpoint-meter.ts";
import { type RecordedEvent, tombstoneRevision } from "./event.ts";
import type { Filter } from "./filter.ts";
import { describedBy, isMetastream } from "./metadata.ts";
import { isHiddenFromAll, takePage } from "./reading.ts";
import type { Store } from "./store.ts";
import { isFound, shownEvents } from "./stream-state.ts";

/** What a subscriber is told. `streamDeleted` comes last, when the stream was ended for good. */
export type Notice =
  | { readonly kind: "event"; readonly event: RecordedEvent }
  | { readonly kind: "checkpoint"; readonly position: bigint }
  | { readonly kind: "caughtUp" }
  | { readonly kind: "streamDeleted" };

const caughtUp: Notice = { kind: "caughtUp" };

/** Where a subscription starts: after a revision or position, or with what arrives from now on. */
export type Start = bigint | "end";

/**
 * Follows a stream from after a revision, −1 for its beginning. Truncation hides history, but nothing that arrives later.
 * Ends when the signal aborts or the stream is ended for good.
 */
export async function* followStream(
  store: Store,
  stream: string,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<readonly Notice[]> {
  const { log, arrivals } = store;
  let isLive = start === "end";
  let next = (start === "end" ? log.lastRevision(stream) : start) + 1n;
  // A metastream ends with its stream, without an event of its own.
  const ending = isMetastream(stream) ? describedBy(stream) : stream;
  const hasEnded = () => log.lastRevision(ending) === tombstoneRevision;
  if (isLive) yield [caughtUp];
  while (!signal.aborted) {
    const state = store.state(stream);
    if (state.tombstoned && !isLive) {
      yield [{ kind: "streamDeleted" }];
      return;
    }
    const history = isFound(state) ? shownEvents(log, stream, state, next, "forwards") : [];
    const { events, isLast } = takePage(isLive ? log.stream(stream, next, "forwards") : history);
    const notices = events.map((event): Notice => ({ kind: "event", event }));
    next = (events.at(-1)?.revision ?? next - 1n) + 1n;
    if (isLast && !isLive) {
      isLive = true;
      next = next > state.last ? next : state.last + 1n;
      notices.push(caughtUp);
    }
    const isEnded = isLast && state.tombstoned;
    if (isEnded) notices.push({ kind: "streamDeleted" });
    yield notices;
    if (isEnded) return;
    if (isLast) await arrivals.until(stream, () => log.lastRevision(stream) >= next || hasEnded(), signal);
    else await macrotask();
  }
}

/** The filter of a subscription, and how often it sends a checkpoint. */
export interface FilteredBy {
  readonly filter: Filter;
  readonly pace: Pace;
}

/** Follows the whole log from after a position. Ends when the signal aborts. */
export async function* followAll(
  store: Store,
  start: Start,
  filtered: FilteredBy | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly Notice[]> {
  const { log, arrivals } = store;
  const meter = filtered && new CheckpointMeter(filtered.pace);
  let isLive = start === "end";
  // Beyond the end means from the end.
  const end = log.lastPosition();
  let reached = start === "end" || start > end ? end : start;
  const patience = new Patience(filtered ? store.checkpointMs : 0);
  if (isLive) yield [caughtUp];
  while (!signal.aborted) {
    const { events, isLast } = takePage(log.all(reached + 1n, "forwards"));
    const lastPosition = log.lastPosition();
    const considered = events.filter((event) => !isHiddenFromAll(event));
    const matching = filtered?.filter(considered);
    const notices: Notice[] = [];
    for (const [i, event] of considered.entries()) {
      const matches = matching ? matching[i] === true : true;
      if (matches) notices.push({ kind: "event", event });
      const checkpoint = meter?.consider(event.position, matches, isLive);
      if (checkpoint !== undefined) notices.push({ kind: "checkpoint", position: checkpoint });
    }
    reached = isLast ? lastPosition : (events.at(-1)?.position ?? reached);
    patience.note(considered.at(-1)?.position, positionTold(notices));
    if (isLive && patience.leftMs === 0) {
      notices.push({ kind: "checkpoint", position: reached });
      patience.note(reached, reached);
    }
    if (isLast && !isLive) {
      isLive = true;
      notices.push(caughtUp);
    }
    yield notices;
    if (isLast) await arrivals.until(everything, () => log.lastPosition() > reached, signal, patience.leftMs);
    else await macrotask();
  }
}

/** The position that these notices take the subscriber to, if they name one. */
function positionTold(notices: readonly Notice[]): bigint | undefined {
  const last = notices.at(-1);
  if (last?.kind === "event") return last.event.position;
  return last?.kind === "checkpoint" ? last.position : undefined;
}

/** How long a subscriber may go without hearing about events that were skipped. */
class Patience {
  readonly #ms: number;
  #silentSince: number | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** Notes how far the log was looked at just now, and how far the subscriber was told. */
  note(considered: bigint | undefined, told: bigint | undefined): void {
    if (told !== undefined) this.#silentSince = undefined;
    const isSilent = considered !== undefined && (told === undefined || considered > told);
    if (isSilent && this.#ms > 0) this.#silentSince ??= performance.now();
  }

  /** The time left; undefined while the subscriber has heard about everything. */
  get leftMs(): number | undefined {
    if (this.#silentSince === undefined) return undefined;
    return Math.max(0, Math.ceil(this.#silentSince + this.#ms - performance.now()));
  }
}
