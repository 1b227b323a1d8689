// Links: an event of type `$>` whose body `<revision>@<stream>` names another event.
import type { LogReader } from "../storage/storage.ts";
import { type RecordedEvent, tombstoneRevision } from "./event.ts";
import { isFound, isShown, streamState } from "./stream-index.ts";

const linkType = "$>";

/** An event as a reader gets it; with `link`, `event` is what the link points to, if that is there to be read. */
export interface ResolvedEvent {
  readonly event?: RecordedEvent;
  readonly link?: RecordedEvent;
}

/** Follows a link by one step; what is no link, or has an unreadable body, is given as it stands. */
export function resolveLink(log: LogReader, event: RecordedEvent, now: bigint): ResolvedEvent {
  const target = event.type === linkType ? parseTarget(event.data) : undefined;
  if (!target) return { event };
  const state = streamState(log, target.stream, now);
  if (!isFound(state) || state.tombstoned) return { link: event };
  const found = log.event(target.stream, target.revision === -1n ? state.last : target.revision);
  return found && isShown(state, found) ? { event: found, link: event } : { link: event };
}

function parseTarget(body: Uint8Array): { stream: string; revision: bigint } | undefined {
  const [, digits, stream] = /^\s*([+-]?\d+)\s*@(.*)$/s.exec(Buffer.from(body).toString("utf8")) ?? [];
  if (digits === undefined || stream === undefined) return undefined;
  const revision = BigInt(digits.replace("+", ""));
  return revision <= tombstoneRevision && revision >= -tombstoneRevision - 1n ? { stream, revision } : undefined;
}
