// Where a reader begins that has a position and no cursor, such as that of the answer on its screen.
import { Abandoned, Outage, type Position } from "@taizhang/log";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { lastKnown } from "../reading/last-of-region.ts";
import { requireReached } from "../reading/log-end.ts";
import type { Since } from "./cursor.ts";

/**
 * Finds where to follow the log from: an event of the reader's own region. What stands at a position of other regions is
 * nothing, so that nobody can try positions and learn when others acted. Throws `CURSOR_OF_OTHER_LOG` on a position that the
 * log has not come to. The read models only make it short: the feed needs the log alone, and goes on without them.
 */
export async function sinceOf(context: Context, position: Position): Promise<Since> {
  await requireReached(context, position, "since", "CURSOR_OF_OTHER_LOG");
  const there = await context.feeds.log.eventAt(position);
  const isOwn = there !== null && there.regionId === readerOf(context).regionId;
  return { position, last: isOwn ? position : await lastBefore(context, position) };
}

/**
 * The last event of the reader's region up to a position, as far as the read model knows. Where it has not come as far more of the log is
 * followed, and left out; all of it where it is being rebuilt or cannot be reached.
 */
async function lastBefore(context: Context, position: Position): Promise<Position | null> {
  try {
    return (await lastKnown(context, position)).position;
  } catch (error) {
    if (error instanceof Outage && !(error instanceof Abandoned)) return null;
    throw error;
  }
}
