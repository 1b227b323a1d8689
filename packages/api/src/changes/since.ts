// Where a reader begins that has a position and no cursor, such as that of the answer on its screen.
import type { Position } from "@taizhang/log";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { lastKnown } from "../reading/last-of-region.ts";
import { requireReached } from "../reading/log-end.ts";
import type { Since } from "./cursor.ts";

/**
 * Finds where to follow the log from: an event of the reader's own region. What stands at a position of other regions is
 * nothing, so that nobody can try positions and learn when others acted. Throws `CURSOR_OF_OTHER_LOG` on a position that the
 * log has not come to.
 */
export async function sinceOf(context: Context, position: Position): Promise<Since> {
  await requireReached(context, position, "since", "CURSOR_OF_OTHER_LOG");
  const there = await context.feeds.log.eventAt(position);
  const isOwn = there !== null && there.regionId === readerOf(context).regionId;
  // Where the read model has not come as far, more is followed, and left out.
  return { position, last: isOwn ? position : (await lastKnown(context, position)).position };
}
