// The events among which a page of a history is looked for, in the order wanted and behind the cursor.
import type { Position, StoredEvent } from "@taizhang/log";
import { positionIn } from "../schema/scalars.ts";

/** In which order a history is told. */
export type HistoryOrder = "oldestFirst" | "newestFirst";

/** The other order: in it, a page is found that is counted from the end. */
export const turned = (order: HistoryOrder): HistoryOrder => (order === "oldestFirst" ? "newestFirst" : "oldestFirst");

/** What of a history is wanted, and in which order it is looked for. */
export interface Narrowed {
  readonly order: HistoryOrder;
  /** Behind what stands at this position in that order; null for all. */
  readonly after: Position | null;
  /** Event types; null for all. */
  readonly types: ReadonlySet<string> | null;
  /** Days in Beijing, both included; an open end where one is null. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One event that was looked at, or a place up to which nothing was to be looked at. */
export interface Looked {
  /** The place in the history: from here on, another page can go on. */
  readonly sort: string;
  readonly event: StoredEvent | null;
}

/** The events, as they are read, and the position that the search for them reflects. */
export interface Candidates {
  readonly looked: AsyncIterable<Looked> | Iterable<Looked>;
  readonly position: Position | null;
  readonly stopped: boolean;
}

type Placed = Pick<StoredEvent, "position">;

/** Where an event stands in a history. */
export const sortOf = ({ position }: Placed): string => String(position).padStart(20, "0");

/** The position that stands there; null for what no event can have. */
export const positionAt = (sort: string): Position | null =>
  /^\d{20}$/.test(sort) ? positionIn(String(BigInt(sort))) : null;

/** True behind the cursor. */
export function isBehind(event: Placed, { order, after }: Pick<Narrowed, "order" | "after">): boolean {
  if (after === null) return true;
  return order === "oldestFirst" ? event.position > after : event.position < after;
}

/** True for an event of the types and days that are wanted. */
export const isWithin = (
  { type, day }: { readonly type: string; readonly day: string },
  { types, from, to }: Pick<Narrowed, "types" | "from" | "to">,
): boolean => (types === null || types.has(type)) && (from === null || day >= from) && (to === null || day <= to);

/** Events that are in the order of the log, in the order wanted. */
export const inWantedOrder = <Each>(events: readonly Each[], order: HistoryOrder): readonly Each[] =>
  order === "oldestFirst" ? events : events.toReversed();
