// The moment that an answer is of 时点: now or in the past, with the day by which it is judged what is due. States and lamps
// of one answer are always those of one moment.
import { beijingDay, endOfDay } from "@taizhang/domain";
import type { Position } from "@taizhang/log";
import { eventPlaces, includes, type LastOf, placesIn, stretchesOf } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { type AsOf, momentIn } from "./as-of.ts";
import { lastKnown } from "./last-of-region.ts";

/** A moment: `asOf` is null for the present, and `day` is the Beijing day lamps are lit for. */
export interface Moment {
  readonly asOf: AsOf | null;
  readonly day: string;
}

/** The description of the argument `on`. */
export const onArg = {
  nullable: true,
  description:
    "The day by which it is judged what is due 判定日; left out, today in Beijing. A past day shows states and lamps as they were " +
    "at its end, a later one how the present states would be judged then. Not beside `asOf`.",
};

/**
 * The moment that a question is about. A day in the past is its end; a later day judges the present. Throws
 * `BAD_USER_INPUT` where both are said.
 */
export async function momentOf(
  context: Context,
  { asOf, on }: { readonly asOf?: AsOf | null | undefined; readonly on?: string | null | undefined },
): Promise<Moment> {
  if (on == null) return { asOf: asOf ?? null, day: await dayOf(context, asOf ?? null) };
  if (asOf != null) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: "on 与 asOf 只能给出一个：它们各说一个时点。",
        en: "Give either on or asOf: each of them says a moment.",
      },
      { field: "on" },
    );
  }
  return { asOf: on < context.today ? { instant: endOfDay(on) } : null, day: on };
}

/**
 * The instant that an answer is of: now for the present, also where a later day judges it, and for a moment that is still to
 * come; when the last event of the reader's region up to a position happened, null where there was none. Throws `BAD_USER_INPUT` as `momentOf` does.
 */
export async function instantOf(context: Context, said: Parameters<typeof momentOf>[1]): Promise<string | null> {
  const { asOf } = await momentOf(context, said);
  const now = context.now();
  if (asOf === null) return now;
  const moment = await momentIn(context, asOf);
  if ("position" in moment) return lastHappenedAt(context, moment);
  return moment.instant < Date.parse(now) ? new Date(moment.instant).toISOString() : now;
}

// One moment is asked for by many parts of an answer.
const days = new WeakMap<AsOf, Promise<string>>();

/** The Beijing day of a moment; today for the present. */
export function dayOf(context: Context, asOf: AsOf | null): Promise<string> | string {
  if (asOf === null) return context.today;
  if (asOf.position == null) return asOf.day ?? beijingDay(asOf.instant ?? context.now());
  const day = days.get(asOf) ?? dayAt(context, asOf);
  days.set(asOf, day);
  return day;
}

/** The day by which the roster is read for a moment of this day: today where it is still to come, since nobody is called yet as they will be. */
export const rosterDayFor = ({ today }: Pick<Context, "today">, day: string): string => (day < today ? day : today);

/**
 * The day on which the last event of the reader's region up to a position happened, or else the first one of the region: nothing
 * of it was there yet, and nothing of the present is. Today in a region without events.
 */
async function dayAt(context: Context, asOf: AsOf): Promise<string> {
  const moment = await momentIn(context, asOf);
  const happenedAt = "position" in moment ? await lastHappenedAt(context, moment) : context.now();
  return happenedAt === null ? ((await firstDay(context)) ?? context.today) : beijingDay(happenedAt);
}

/** When the last event of the reader's region up to a position happened: what stands there of others is not for the reader. */
function lastHappenedAt(context: Context, moment: { readonly position: Position }): Promise<string | null> {
  return context.past.lastHappenedAt(readerOf(context).regionId, moment, () => lastOf(context, moment.position));
}

/** The day of the first event of the reader's region; null where there is none. */
async function firstDay({ bearer, views }: Context): Promise<string | null> {
  const index = stretchesOf(readerOf({ bearer }).regionId, { region: true });
  const { value } = await views.list(eventPlaces, index, { first: 1 });
  return value.items.flatMap(({ doc }) => placesIn(doc))[0]?.day ?? null;
}

/** Where the last event of the reader's region up to a position stands; waits for the read model to come as far. */
async function lastOf(context: Context, position: Position): Promise<LastOf> {
  let found = await lastKnown(context, position);
  // A model that has stopped will not come as far.
  if (!found.stopped && !includes(found.seen, position)) {
    context.views.atLeast(position);
    found = await lastKnown(context, position);
  }
  return { position: found.position, isSure: !found.stopped };
}
