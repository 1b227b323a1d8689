// Finds the events of a history that is that of one stream.
import { type AnyAggregate, completion, completionIdOf, denial, readsDenials, streamOf } from "@taizhang/domain";
import type { Position as LogPosition, StoredEvent } from "@taizhang/log";
import type { PlacesOf } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { streamsInOrder } from "./streams.ts";

/** What to tell the history of: one aggregate, which is one stream, or a unit's completion report on a plan. */
export type Source =
  | { readonly of: AnyAggregate; readonly id: string }
  | { readonly planId: string; readonly reportOfUnit: string };

/** A region, a plan with its tasks and reports, a person, a unit, or denied attempts: everything that is found through the read model of places. */
export interface PlacedSource {
  readonly placesOf: PlacesOf;
}

/** Events in the order of the log, and the position that the search for them reflects. */
export interface Events {
  readonly events: readonly StoredEvent[];
  readonly position: LogPosition | null;
  readonly stopped: boolean;
}

/** The events of a source, in the order of the log. Only auditors get those of denied attempts. */
export function eventsFrom(context: Context, source: Source): Promise<Events> {
  if ("of" in source) return eventsAt(context, streamOf(source.of, source.id), streamOf(denial, source.id));
  return eventsOfReport(context, source);
}

/** The events of a unit's completion report; denied attempts at it are kept with those at its plan. */
async function eventsOfReport(
  context: Context,
  { planId, reportOfUnit: unitId }: { readonly planId: string; readonly reportOfUnit: string },
): Promise<Events> {
  const stream = streamOf(completion, completionIdOf(context.identity, planId, unitId));
  const { events, ...seen } = await eventsAt(context, stream, streamOf(denial, planId));
  const isAttempt = ({ fact }: StoredEvent) =>
    fact.type === "AttemptDenied" && fact.data.action in completion.actions && fact.data.targetUnitId === unitId;
  return { ...seen, events: events.filter((event) => event.stream === stream || isAttempt(event)) };
}

/** Reads one stream from the log itself, so the answer includes the head of the log. */
async function eventsAt(context: Context, stream: string, denials: string): Promise<Events> {
  const position = await context.log.head();
  const streams = readsDenials(readerOf(context)) ? [stream, denials] : [stream];
  return { events: await streamsInOrder(context.log, streams, () => true), position, stopped: false };
}
