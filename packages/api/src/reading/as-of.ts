// The state as of any moment 追溯, folded from the log on request by the functions that make the read models.
import { type AnyAggregate, endOfDay, streamOf } from "@taizhang/domain";
import { type EventLog, type Position as LogPosition, type StoredEvent, UnreadableEvent } from "@taizhang/log";
import { type Answer, type Documents, type Past, type PastMoment, taskCards } from "@taizhang/projections";
import { Field, InputType } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { batchedAs } from "./batched.ts";
import { hasLog, requireReached } from "./log-end.ts";
import type { MomentSaid } from "./moment-said.ts";
import type { Reading } from "./reading.ts";

@InputType({ description: "A moment of the past 追溯时点: give a position of the log, an instant, or a day." })
export class AsOf implements MomentSaid {
  @Field(() => Position, {
    nullable: true,
    description: "The log up to and including this position 位置; one that it has not come to is refused.",
  })
  position?: LogPosition | null;

  @Field(() => Instant, {
    nullable: true,
    description: "What had happened up to and including this instant 时刻; of one to come, what has happened so far.",
  })
  instant?: string | null;

  @Field(() => Day, { nullable: true, description: "What had happened by the end of this day in Beijing 日终." })
  day?: string | null;
}

/**
 * An argument that says a moment: one that is not given in exactly one way, or that the log has not come to, is refused before
 * anything is read.
 */
export const momentArg = (name: string, description: string) => ({
  description,
  validateFn: (said: AsOf | null | undefined, _type: unknown, { context }: { readonly context: object }) => {
    if (!hasLog(context)) throw new Error(`${name} is looked at without the context of a request`);
    if (said != null) wayOf(said, name);
    return requireReached(context, said?.position, `${name}.position`);
  },
});

/** The argument `asOf`. */
export const asOfArg = {
  ...momentArg("asOf", "The state at a moment of the past 追溯时点; left out, as it is now."),
  nullable: true,
};

// One moment is asked for by many parts of an answer.
const moments = new WeakMap<AsOf, Promise<PastMoment>>();

/** The moment that is meant. */
export function momentIn(context: Pick<Context, "views">, asOf: AsOf): Promise<PastMoment> {
  const moment = moments.get(asOf) ?? momentGiven(context, asOf);
  moments.set(asOf, moment);
  return moment;
}

async function momentGiven({ views }: Pick<Context, "views">, asOf: AsOf): Promise<PastMoment> {
  const given = wayOf(asOf);
  return "position" in given ? given : { ...given, seen: await views.positionOf(taskCards.model) };
}

/**
 * The one way in which a moment is given; an instant in milliseconds since 1970. Throws `BAD_USER_INPUT` with the name of the
 * argument where it is given in none, or in several.
 */
function wayOf(
  { position, instant, day }: AsOf,
  name = "asOf",
): { readonly position: LogPosition } | { readonly instant: number } {
  const [said, ...more] = [position, instant, day].filter((each) => each != null);
  if (said === undefined || more.length > 0) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: `${name} 应恰好给出 position、instant、day 中的一个。`,
        en: `${name} takes exactly one of position, instant and day.`,
      },
      { field: name },
    );
  }
  return typeof said === "bigint" ? { position: said } : { instant: Date.parse(day == null ? said : endOfDay(said)) };
}

/** The events of a stream up to a moment, as they are read. */
export async function* eventsUntil(log: EventLog, stream: string, asOf: AsOf): AsyncGenerator<StoredEvent> {
  const moment = wayOf(asOf);
  const isIncluded = ({ position, meta }: StoredEvent) =>
    "position" in moment ? position <= moment.position : Date.parse(meta.happenedAt) <= moment.instant;
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

/** The documents of one kind that a stream shows as of a moment. */
export async function documentsAsOf<Doc>(
  context: Pick<Context, "past" | "views" | "signal">,
  of: Documents<Doc>,
  stream: string,
  asOf: AsOf,
): Promise<Past<Doc>> {
  const { past, signal } = context;
  return past.at(of, stream, await momentIn(context, asOf), { signal });
}

/** A document, and the position that it reflects. */
export interface Seen<Doc> {
  readonly doc: Doc | null;
  readonly position: LogPosition | null;
  readonly stale: boolean;
}

/** Makes the lookup of documents by the ids of an aggregate, as they are now or as of a moment. */
export const nowOrAsOf = <Doc>(documents: Documents<Doc>, of: AnyAggregate) =>
  shownNowOrAsOf(documents, of, (seen) => seen);

/**
 * The same, of what is shown for a document. It is made once for all who ask for its id at the same time, and at once where the
 * document was read beside a page.
 */
export function shownNowOrAsOf<Doc, Shown>(
  documents: Documents<Doc>,
  of: AnyAggregate,
  shownFor: (seen: Seen<Doc>, asOf: AsOf | null) => Shown,
) {
  const shownNow = ({ value: doc, position, stopped: stale }: Answer<Doc | null>): Shown =>
    shownFor({ doc, position, stale }, null);
  const now = batchedAs(documents, shownNow);
  const before = new WeakMap<Reading, Map<string, Shown>>();

  function shownBefore(views: Reading, id: string): Shown | undefined {
    const answer = views.known(documents, id);
    if (!answer) return undefined;
    const shown = before.get(views) ?? new Map<string, Shown>();
    before.set(views, shown);
    const made = shown.get(id) ?? shownNow(answer);
    shown.set(id, made);
    return made;
  }

  async function past(context: Context, id: string, asOf: AsOf): Promise<Shown> {
    const { docs, position } = await documentsAsOf(context, documents, streamOf(of, id), asOf);
    return shownFor({ doc: docs.get(id) ?? null, position, stale: false }, asOf);
  }

  return (context: Context, id: string, asOf: AsOf | null): Promise<Shown> | Shown => {
    if (asOf) return past(context, id, asOf);
    return shownBefore(context.views, id) ?? now(context.views, id);
  };
}
