// Where a history is: in one stream, or in the streams that a read model remembers.
import { type AnyAggregate, denial, readsDenials, roster, streamOf, task } from "@taizhang/domain";
import type { Position as LogPosition, StoredEvent } from "@taizhang/log";
import { type Answer, type DeniedTarget, type Documents, deniedTargets, unitLedger } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { streamsInOrder } from "./streams.ts";

/** What happened to one thing is in one stream; what touched a unit, or was denied in a region, is in many. */
export type Source =
  | { readonly of: AnyAggregate; readonly id: string }
  | { readonly unitId: string }
  | { readonly denied: true };

/** Events in the order of the log, and how far what they were found by has come. */
export interface Events {
  readonly events: readonly StoredEvent[];
  readonly position: LogPosition | null;
  readonly stopped: boolean;
}

/** The events of a source, in the order of the log. Those of denied attempts are among them for auditors alone. */
export function eventsFrom(context: Context, source: Source): Promise<Events> {
  if ("of" in source) return eventsAt(context, streamOf(source.of, source.id), streamOf(denial, source.id));
  return "unitId" in source ? eventsOfUnit(context, source.unitId) : eventsDenied(context);
}

/** A stream is read from the log itself, so the answer is as fresh as the log was when it was asked. */
async function eventsAt(context: Context, stream: string, denials: string): Promise<Events> {
  const position = await context.log.head();
  const streams = readsDenials(readerOf(context)) ? [stream, denials] : [stream];
  return { events: await streamsInOrder(context.log, streams, () => true), position, stopped: false };
}

/** Everything that touched a unit: in the roster, in the tasks its ledger remembers, and for auditors what was denied. */
async function eventsOfUnit(context: Context, unitId: string): Promise<Events> {
  const reader = readerOf(context);
  const index = `unit/${unitId}`;
  const tasks = await remembered(context, unitLedger, index, ({ taskId }) => streamOf(task, taskId));
  const denials = readsDenials(reader) ? await remembered(context, deniedTargets, index, streamOfTarget) : tasks;
  const streams = new Set([streamOf(roster, reader.regionId), ...tasks.value, ...denials.value]);
  return {
    events: await streamsInOrder(context.log, [...streams], ({ meta }) => meta.unitIds.includes(unitId)),
    position: earlier(tasks.position, denials.position),
    stopped: tasks.stopped || denials.stopped,
  };
}

/** Everything that was denied in the reader's region; nothing for who may not know of it. */
async function eventsDenied(context: Context): Promise<Events> {
  const reader = readerOf(context);
  const { value, ...seen } = await remembered(context, deniedTargets, `region/${reader.regionId}`, streamOfTarget);
  return { ...seen, events: await streamsInOrder(context.log, readsDenials(reader) ? value : [], () => true) };
}

const streamOfTarget = ({ stream }: DeniedTarget) => stream;

/** The streams that a read model remembers under an index. */
async function remembered<Doc>(
  context: Context,
  model: Documents<Doc>,
  index: string,
  streamOfDoc: (doc: Doc) => string,
): Promise<Answer<readonly string[]>> {
  const { value, ...seen } = await wholeIndex(context.views, model, index);
  return { ...seen, value: value.map(({ doc }) => streamOfDoc(doc)) };
}

/** The position that both answers include. */
const earlier = (a: LogPosition | null, b: LogPosition | null) => (a === null || b === null ? null : a < b ? a : b);
