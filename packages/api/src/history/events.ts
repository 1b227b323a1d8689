// The history of one stream, read from the log itself.
import {
  type AnyAggregate,
  beijingDay,
  completion,
  completionIdOf,
  denial,
  readsDenials,
  streamOf,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { type Candidates, isWithin, type Looked, type Narrowed, sortOf } from "./candidates.ts";
import { streamsInOrder } from "./streams.ts";

/** What to tell the history of: one aggregate, which is one stream, or a unit's completion report on a plan. */
export type StreamSource =
  | { readonly of: AnyAggregate; readonly id: string }
  | { readonly planId: string; readonly reportOfUnit: string };

/** The events of one stream; auditors get those of the attempts at it that were denied, too. */
export async function candidatesIn(context: Context, source: StreamSource, narrowed: Narrowed): Promise<Candidates> {
  const { log } = context;
  // Asked before the events are read, which therefore hold all up to there. Later ones are left to later pages: of those that
  // come meanwhile, an earlier one may stand in a stream that has been read by then, and no cursor would lead to it.
  const position = await log.head();
  const { stream, denials, isOf } = streamsOf(context, source);
  const streams = readsDenials(readerOf(context)) ? [stream, denials] : [stream];

  async function* looked(): AsyncGenerator<Looked> {
    for await (const event of streamsInOrder(log, streams, narrowed)) {
      if (position === null || event.position > position) continue;
      const day = beijingDay(event.meta.happenedAt);
      if (isOf(event) && isWithin({ type: event.fact.type, day }, narrowed)) yield { sort: sortOf(event), event };
    }
  }
  return { looked: looked(), position, stopped: false };
}

/** The stream of a source, that of the denied attempts at it, and which events of both are of it. */
function streamsOf({ identity }: Pick<Context, "identity">, source: StreamSource) {
  if ("of" in source)
    return { stream: streamOf(source.of, source.id), denials: streamOf(denial, source.id), isOf: () => true };
  const { planId, reportOfUnit: unitId } = source;
  const stream = streamOf(completion, completionIdOf(identity, planId, unitId));
  // Denied attempts at a report are kept with those at its plan.
  const isOf = ({ stream: at, fact }: StoredEvent) =>
    at === stream ||
    (fact.type === "AttemptDenied" && fact.data.action in completion.actions && fact.data.targetUnitId === unitId);
  return { stream, denials: streamOf(denial, planId), isOf };
}
