// Links: an event of type `$>` whose body `<revision>@<stream>` names another event.

import { type RecordedEvent, tombstoneRevision } from "./event.ts";
import type { LogReader } from "./storage.ts";
import { isFound, isShown, streamState } from "./stream-state.ts";

const linkType = "$>";

/** An event as a reader gets it. With `link`, `event` is what the link points to; it is missing if it cannot be read. */
export interface ResolvedEvent {
  readonly event?: RecordedEvent;
  readonly link?: RecordedEvent;
}

/** Follows a link by one step. An event that is not a link, or whose body has no number, is returned as it is. */
export function resolveLink(log: LogReader, event: RecordedEvent, now: bigint): ResolvedEvent {
  const target = event.type === linkType ? parseTarget(event.data) : undefined;
  if (!target) return { event };
  const { stream, revision } = target;
  if (stream === undefined) return { link: event };
  const state = streamState(log, stream, now);
  if (!isFound(state) || state.tombstoned) return { link: event };
  const found = log.event(stream, revision === -1n ? state.last : revision);
  return found && isShown(state, found) ? { event: found, link: event } : { link: event };
}

/** Read as .NET does: blanks around the number are allowed, and the name may be missing, which leads nowhere. */
function parseTarget(body: Uint8Array): { stream: string | undefined; revision: bigint } | undefined {
  const text = Buffer.from(body).toString("utf8");
  const [, digits, stream] = /^[\t-\r ]*([+-]?\d+)[\t-\r ]*(?:@(.*))?$/s.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const revision = BigInt(digits.replace("+", ""));
  return revision <= tombstoneRevision && revision >= -tombstoneRevision - 1n ? { stream, revision } : undefined;
}
