// A feed cursor 游标: the place in the log up to which a reader has received everything, with the mark of what stands there.
import { type EventLog, holds, markOf, type Place, type Placed } from "@taizhang/log";
import { z } from "zod";
import { problem } from "../errors.ts";
import { opaque, readOpaque } from "../schema/opaque.ts";
import { positionIn } from "../schema/scalars.ts";

const written = z.tuple([z.string(), z.string().min(1)]);

/** The cursor of an event, opaque to clients. */
export const cursorOf = (event: Placed): string => opaque([String(event.position), markOf(event)]);

/**
 * The place of a cursor in a log; null, the beginning, without a cursor. Throws `BAD_USER_INPUT` on a malformed cursor, and
 * `CURSOR_OF_OTHER_LOG` where this log does not hold what the cursor has come from: it is of another log, or of one that was
 * restored from a backup since.
 */
export async function placeIn(log: EventLog, cursor: string | null): Promise<Place | null> {
  if (cursor === null) return null;
  const read = written.safeParse(readOpaque(cursor));
  const position = read.success ? positionIn(read.data[0]) : null;
  if (!read.success || position === null) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: "after 不是有效的游标：请原样交回收到的最后一个 cursor。",
        en: "after is not a cursor: give back the last `cursor` exactly as it was received.",
      },
      { field: "after" },
    );
  }
  const place = { position, mark: read.data[1] };
  if (!(await holds(log, place))) throw problem("CURSOR_OF_OTHER_LOG");
  return place;
}
