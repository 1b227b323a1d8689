// The moment of an export 时点: all that is in a file is of one, however long it takes and whatever happens meanwhile.
import { beijingDay, type NameOf, nameOfOn, type RosterState, roster, streamOf } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type Documents, taskCards } from "@taizhang/projections";
import { z } from "zod";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { type AsOf, documentsAsOf, eventsAsOf } from "../reading/as-of.ts";
import { requireReached } from "../reading/log-end.ts";
import { momentOf } from "../reading/moment.ts";
import { instantIn, positionIn } from "../schema/scalars.ts";

/** The moment of one export. */
export interface ExportMoment {
  /** It as a moment of the past, also where it is the present: then it is how far the views had come at the start. */
  readonly asOf: AsOf;
  /** Whether it is the present of the start, of which the views tell for as long as they stay there. */
  readonly isNow: boolean;
  readonly position: LogPosition | null;
  /** The Beijing day by which it is judged what is due. */
  readonly day: string;
  /** Whether the read models have stopped, or are behind the log. */
  readonly isStale: boolean;
}

const aDay = z.iso.date();

/**
 * The moment that an address asks for: the end of a day, an instant, or a position; the present where nothing is said.
 * Throws `BAD_USER_INPUT` on anything else, and on a position that the log has not come to.
 */
export async function momentAsked(context: Context, said: string | undefined): Promise<ExportMoment> {
  const { now } = context;
  const asked = saidAsOf(said);
  if (typeof asked !== "string") {
    await requireReached(context, asked?.position, "asOf");
    context.views.atLeast(asked?.position);
  }
  const moment =
    typeof asked === "string" ? await momentOf(context, { on: asked }) : await momentOf(context, { asOf: asked });
  const { value: _, position, stopped } = await context.views.count(taskCards, "");
  const { asOf, day } = moment;
  // What has not happened yet cannot be in it either: it is the present.
  const isNow = asOf === null || isAhead(asOf, position, now());
  const here = { position: position ?? -1n };
  return {
    asOf: isNow ? here : asOf,
    isNow,
    position: isNow ? position : (asOf.position ?? null),
    day,
    isStale: stopped,
  };
}

const isAhead = ({ position, instant }: AsOf, here: LogPosition | null, now: string): boolean =>
  position == null ? Date.parse(instant ?? now) >= Date.parse(now) : here !== null && position >= here;

/** A day as it is; an instant and a position as a moment; null where nothing is said. */
function saidAsOf(said: string | undefined): string | AsOf | null {
  if (said === undefined) return null;
  if (aDay.safeParse(said).success) return said;
  const instant = instantIn(said);
  if (instant !== null) return { instant };
  const position = positionIn(said);
  if (position !== null) return { position };
  // A + that stands in an address as it is means a blank.
  const isUnescaped = instantIn(said.replace(" ", "+")) !== null;
  throw problem("BAD_USER_INPUT", isUnescaped ? unescapedPlus : badMoment, { field: "asOf" });
}

const badMoment = {
  zh: "asOf 应为日期（2021-09-30）、带时区的时刻（2021-09-30T18:00:00+08:00）或日志位置。",
  en: "asOf takes a day (2021-09-30), an instant with its zone (2021-09-30T18:00:00+08:00) or a position of the log.",
};

const unescapedPlus = {
  zh: "asOf 的时刻里有空格：地址中的 + 应写作 %2B。",
  en: "asOf is an instant with a blank: in an address, write + as %2B.",
};

/** A document that is wanted, and the stream of which it is made. */
interface Wanted {
  readonly key: string;
  readonly stream: string;
}

/**
 * Documents as of the moment, in order; null for each that there was not. They come from the views as long as those
 * are where they were at the start, and else from the log.
 */
export async function docsAt<Doc>(
  context: Context,
  { asOf, isNow, position: here }: ExportMoment,
  of: Documents<Doc>,
  wanted: readonly Wanted[],
): Promise<readonly (Doc | null)[]> {
  if (wanted.length === 0) return [];
  if (isNow) {
    const { value, position } = await context.views.getMany(
      of,
      wanted.map(({ key }) => key),
    );
    if (position === here) return value;
  }
  const streams = [...new Set(wanted.map(({ stream }) => stream))];
  const folded = await fewAtOnce(
    streams,
    async (stream) => [stream, await documentsAsOf(context, of, stream, asOf)] as const,
  );
  const byStream = new Map(folded);
  return wanted.map(({ key, stream }) => byStream.get(stream)?.docs.get(key) ?? null);
}

/** Names by the day. */
export type NamesByDay = (day: string) => NameOf;

/** The names of a region's units and groups by the day, as of the moment. An id that the roster did not know stands for itself. */
export async function namesAt({ log }: Context, { asOf }: ExportMoment, regionId: string): Promise<NamesByDay> {
  const events = await eventsAsOf(log, streamOf(roster, regionId), asOf);
  const known = events.reduce<RosterState>(
    (state, { fact, revision }) => roster.evolve(state, fact, revision),
    roster.initial,
  );
  return (day) => (id) => nameOfOn(known, id, day);
}

/** A moment in the words of a file: 「2021年9月30日」. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** An instant in Beijing time: 「2021-09-30 18:05」. */
export const beijingTime = (instant: string): string =>
  `${beijingDay(instant)} ${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)}`;
