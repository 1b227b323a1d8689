// Finds the events of a history: in one stream, or in the streams that a read model lists.
import {
  type AnyAggregate,
  completion,
  completionIdOf,
  denial,
  readsDenials,
  roster,
  streamOf,
} from "@taizhang/domain";
import type { Position as LogPosition, StoredEvent } from "@taizhang/log";
import { type Answer, type DeniedTarget, type Documents, deniedTargets, unitLedger } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { streamOfLine } from "../ledger/line-stream.ts";
import { earlier } from "../reading/positions.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { streamsInOrder } from "./streams.ts";

/** What to tell the history of: one aggregate, which is one stream, a unit's completion report on a plan, or a unit or a region's denials, which are many. */
export type Source =
  | { readonly of: AnyAggregate; readonly id: string }
  | { readonly planId: string; readonly reportOfUnit: string }
  | { readonly unitId: string }
  | { readonly denied: true };

/** A plan with its tasks and reports, or a person: everything that is found through the read model of places. */
export type PlacedSource = { readonly planWithTasks: string } | { readonly actor: string };

/** Events in the order of the log, and the position that the search for them reflects. */
export interface Events {
  readonly events: readonly StoredEvent[];
  readonly position: LogPosition | null;
  readonly stopped: boolean;
}

/** The events of a source, in the order of the log. Only auditors get those of denied attempts. */
export function eventsFrom(context: Context, source: Source): Promise<Events> {
  if ("of" in source) return eventsAt(context, streamOf(source.of, source.id), streamOf(denial, source.id));
  if ("reportOfUnit" in source) return eventsOfReport(context, source);
  return "unitId" in source ? eventsOfUnit(context, source.unitId) : eventsDenied(context);
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

/** Everything that touched a unit: in the roster, in what its ledger is about, and for auditors in denied attempts. */
async function eventsOfUnit(context: Context, unitId: string): Promise<Events> {
  const reader = readerOf(context);
  const index = `unit/${unitId}`;
  const lines = await streamsUnder(context, unitLedger, index, (line) => streamOfLine(context.identity, line));
  const denials = readsDenials(reader) ? await streamsUnder(context, deniedTargets, index, streamOfTarget) : lines;
  const streams = new Set([streamOf(roster, reader.regionId), ...lines.value, ...denials.value]);
  return {
    events: await streamsInOrder(context.log, [...streams], ({ meta }) => meta.unitIds.includes(unitId)),
    position: earlier(lines.position, denials.position),
    stopped: lines.stopped || denials.stopped,
  };
}

/** Everything that was denied in the reader's region; nothing for readers other than auditors. */
async function eventsDenied(context: Context): Promise<Events> {
  const reader = readerOf(context);
  const { value, ...seen } = await streamsUnder(context, deniedTargets, `region/${reader.regionId}`, streamOfTarget);
  return { ...seen, events: await streamsInOrder(context.log, readsDenials(reader) ? value : [], () => true) };
}

const streamOfTarget = ({ stream }: DeniedTarget) => stream;

/** The streams that a read model lists under an index. */
async function streamsUnder<Doc>(
  context: Context,
  model: Documents<Doc>,
  index: string,
  streamOfDoc: (doc: Doc) => string,
): Promise<Answer<readonly string[]>> {
  const { value, ...seen } = await wholeIndex(context.views, model, index);
  return { ...seen, value: value.map(({ doc }) => streamOfDoc(doc)) };
}
