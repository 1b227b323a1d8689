// The state as of any moment 追溯, folded from the log on request by the functions that make the read models.
import { type AnyAggregate, endOfDay, streamOf } from "@taizhang/domain";
import { type EventLog, type Position as LogPosition, type StoredEvent, UnreadableEvent } from "@taizhang/log";
import { type Documents, documentsAfter } from "@taizhang/projections";
import { Field, InputType } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { batched } from "./batched.ts";

@InputType({ description: "A moment of the past 追溯时点: give a position of the log, an instant, or a day." })
export class AsOf {
  @Field(() => Position, { nullable: true, description: "The log up to and including this position 位置." })
  position?: LogPosition | null;

  @Field(() => Instant, { nullable: true, description: "What had happened up to and including this instant 时刻." })
  instant?: string | null;

  @Field(() => Day, { nullable: true, description: "What had happened by the end of this day in Beijing 日终." })
  day?: string | null;
}

/** The description of the argument `asOf`. */
export const asOfArg = {
  nullable: true,
  description: "The state at a moment of the past 追溯时点; left out, as it is now.",
};

/** True for the events that a moment includes. Throws `BAD_USER_INPUT` unless it is given in exactly one way. */
function includedIn({ position, instant, day }: AsOf): (event: StoredEvent) => boolean {
  const [said, ...more] = [position, instant, day].filter((each) => each != null);
  if (said === undefined || more.length > 0) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: "asOf 应恰好给出 position、instant、day 中的一个。",
        en: "asOf takes exactly one of position, instant and day.",
      },
      { field: "asOf" },
    );
  }
  if (typeof said === "bigint") return (event) => event.position <= said;
  const until = Date.parse(day == null ? said : endOfDay(said));
  return (event) => Date.parse(event.meta.happenedAt) <= until;
}

/** The events of a stream up to a moment, as they are read. */
export async function* eventsUntil(log: EventLog, stream: string, asOf: AsOf): AsyncGenerator<StoredEvent> {
  const isIncluded = includedIn(asOf);
  try {
    for await (const event of log.read(stream)) if (isIncluded(event)) yield event;
  } catch (error) {
    // What cannot be read does not matter where it came later.
    if (!(error instanceof UnreadableEvent) || asOf.position == null || error.position <= asOf.position) throw error;
  }
}

/** The events of a stream up to a moment. */
export async function eventsAsOf(log: EventLog, stream: string, asOf: AsOf): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of eventsUntil(log, stream, asOf)) events.push(event);
  return events;
}

/** A document, and the position that it reflects. */
export interface Seen<Doc> {
  readonly doc: Doc | null;
  readonly position: LogPosition | null;
  readonly stale: boolean;
  /** The events of its stream, where it is shown as of a moment. */
  readonly past: readonly StoredEvent[] | null;
}

/** Makes the lookup of documents by the ids of an aggregate, as they are now or as of a moment. */
export function nowOrAsOf<Doc>(documents: Documents<Doc>, of: AnyAggregate) {
  const now = batched(documents);
  return async ({ log, views }: Context, id: string, asOf: AsOf | null): Promise<Seen<Doc>> => {
    if (asOf) {
      const past = await eventsAsOf(log, streamOf(of, id), asOf);
      const doc = documentsAfter(documents, past).get(id) ?? null;
      return { doc, position: past.at(-1)?.position ?? null, stale: false, past };
    }
    const { value, position, stopped } = await now(views, id);
    return { doc: value, position, stale: stopped, past: null };
  };
}
