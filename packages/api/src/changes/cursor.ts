// A feed cursor 游标: the place in the log up to which a reader has received everything, with the mark of what stands there.
import { type EventLog, holds, markOf, type Place, type Placed, type Position, placeOf } from "@taizhang/log";
import { z } from "zod";
import { problem } from "../errors.ts";
import { opaque, readOpaque } from "../schema/opaque.ts";
import { positionIn } from "../schema/scalars.ts";

const written = z.tuple([z.string(), z.string().min(1)]);

/** The cursor of an event, opaque to clients. */
export const cursorOf = (event: Placed): string => opaque([String(event.position), markOf(event)]);

/** Where a reader begins. */
export interface Start {
  /** Behind the last cursor that it has received. */
  readonly after: string | null;
  /** Behind the event at a position, such as that of the answer it has on its screen. */
  readonly since: Position | null;
}

/** The place from which to follow the log, and the cursor of it; both null at the beginning. */
export interface Begun {
  readonly from: Place | null;
  readonly cursor: string | null;
}

/**
 * Finds a reader's start in a log; without a cursor and a position, that is the beginning. Throws `BAD_USER_INPUT` where
 * both are given and on a malformed cursor, and `CURSOR_OF_OTHER_LOG` where this log does not hold what the reader has come
 * from: that is of another log, or of one that was restored from a backup since.
 */
export async function begin(log: Pick<EventLog, "eventAt">, { after, since }: Start): Promise<Begun> {
  if (after !== null && since !== null) throw problem("BAD_USER_INPUT", oneStart, { field: "since" });
  if (since !== null) return beginBehind(log, since);
  return { from: after === null ? null : await placeIn(log, after), cursor: after };
}

async function beginBehind(log: Pick<EventLog, "eventAt">, position: Position): Promise<Begun> {
  const stored = await log.eventAt(position);
  if (stored === null) throw problem("CURSOR_OF_OTHER_LOG", noSuchPosition(position), { field: "since" });
  const event = { position, ...stored };
  return { from: placeOf(event), cursor: cursorOf(event) };
}

async function placeIn(log: Pick<EventLog, "eventAt">, cursor: string): Promise<Place> {
  const read = written.safeParse(readOpaque(cursor));
  const position = read.success ? positionIn(read.data[0]) : null;
  if (!read.success || position === null) throw problem("BAD_USER_INPUT", noCursor, { field: "after" });
  const place = { position, mark: read.data[1] };
  if (!(await holds(log, place))) throw problem("CURSOR_OF_OTHER_LOG");
  return place;
}

const noCursor = {
  zh: "after（或 Last-Event-ID）不是有效的游标：请原样交回收到的最后一个游标。",
  en: "after (or Last-Event-ID) is not a cursor: give back the last one exactly as it was received.",
};
const oneStart = {
  zh: "after 和 since 最多给出一个：有收到过的游标用 after，只有位置用 since。",
  en: "Give at most one of after and since: after where you have received a cursor, since where you only have a position.",
};
const noSuchPosition = (position: Position) => ({
  zh: `since：事件日志在位置 ${position} 没有事件；请给出回执或查询结果所载的位置。恢复备份之后旧位置可能不再有效：请重新查询。`,
  en:
    `since: the event log holds no event at position ${position}; give one as a receipt or an answer carries it. After a ` +
    "restore from a backup earlier positions may be gone: ask anew.",
});
