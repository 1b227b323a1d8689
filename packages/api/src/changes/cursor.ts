// A feed cursor 游标: the place in the log up to which a reader has received everything, with a digest of what stands there.
import { createHash } from "node:crypto";
import { type EventLog, markOf, type Place, type Placed, type Position, placeOf, type Stored } from "@taizhang/log";
import { z } from "zod";
import { problem } from "../errors.ts";
import { opaque, readOpaque } from "../schema/opaque.ts";
import { positionIn } from "../schema/scalars.ts";

const written = z.tuple([z.string(), z.string().min(1)]);

// A cursor may stand at an event that its reader may not know of: of its mark, which says when that was stored, it holds a digest.
const digestOf = (event: Stored): string => createHash("sha256").update(markOf(event)).digest("base64url");

/** The cursor of an event, opaque to clients. */
export const cursorOf = (event: Placed): string => opaque([String(event.position), digestOf(event)]);

/** A position, and from where the log is to be followed to get all that comes behind it. */
export interface Since {
  readonly position: Position;
  /** An event at or before the position, of the reader's region; null for the beginning of the log. */
  readonly last: Position | null;
}

/** Where a reader begins. */
export interface Start {
  /** Behind the last cursor that it has received. */
  readonly after: string | null;
  /** Behind a position, such as that of the answer it has on its screen. */
  readonly since: Since | null;
}

/** From where to follow the log. */
export interface Begun {
  /** Null at the beginning. */
  readonly from: Place | null;
  /** The cursor of that place. */
  readonly cursor: string | null;
  /** Up to this position nothing is told; null where there is nothing to leave out. */
  readonly unsaidUpTo: Position | null;
}

/**
 * Finds a reader's start in a log; without a cursor and a position, that is the beginning. Throws `BAD_USER_INPUT` where
 * both are given and on a malformed cursor, and `CURSOR_OF_OTHER_LOG` where this log does not hold what the reader has come
 * from: that is of another log, or of one that was restored from a backup since.
 */
export async function begin(log: Pick<EventLog, "eventAt">, { after, since }: Start): Promise<Begun> {
  if (after !== null && since !== null) throw problem("BAD_USER_INPUT", oneStart, { field: "since" });
  if (since !== null) return beginBehind(log, since);
  return { from: after === null ? null : await placeIn(log, after), cursor: after, unsaidUpTo: null };
}

async function beginBehind(log: Pick<EventLog, "eventAt">, { position, last }: Since): Promise<Begun> {
  if (last === null) return { from: null, cursor: null, unsaidUpTo: position };
  const stored = await log.eventAt(last);
  if (stored === null) throw problem("CURSOR_OF_OTHER_LOG", undefined, { field: "since" });
  const event = { position: last, ...stored };
  return { from: placeOf(event), cursor: cursorOf(event), unsaidUpTo: position };
}

async function placeIn(log: Pick<EventLog, "eventAt">, cursor: string): Promise<Place> {
  const read = written.safeParse(readOpaque(cursor));
  const position = read.success ? positionIn(read.data[0]) : null;
  if (!read.success || position === null) throw problem("BAD_USER_INPUT", noCursor, { field: "after" });
  const [, said] = read.data;
  const stored = await log.eventAt(position);
  // Earlier versions wrote the mark itself.
  const isThere = stored !== null && (said === digestOf(stored) || said === markOf(stored));
  if (!isThere) throw problem("CURSOR_OF_OTHER_LOG");
  return placeOf({ position, ...stored });
}

const noCursor = {
  zh: "after（或 Last-Event-ID）不是有效的游标：请原样交回收到的最后一个游标。",
  en: "after (or Last-Event-ID) is not a cursor: give back the last one exactly as it was received.",
};
const oneStart = {
  zh: "after 和 since 最多给出一个：有收到过的游标用 after，只有位置用 since。",
  en: "Give at most one of after and since: after where you have received a cursor, since where you only have a position.",
};
