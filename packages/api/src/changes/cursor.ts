// A feed cursor 游标: the place in the log up to which a reader has received everything, and the id of that log.
import type { EventLog, Position } from "@taizhang/log";
import { z } from "zod";
import { problem } from "../errors.ts";
import { opaque, readOpaque } from "../schema/opaque.ts";

const written = z.tuple([z.string().regex(/^\d{1,20}$/), z.string().min(1)]);

/** Makes the cursors of a log, opaque to clients. The log is asked for its id when the first one is needed. */
export function cursorsOf(log: EventLog): (position: Position) => Promise<string> {
  let logId: string | null = null;
  return async (position) => {
    logId ??= await log.id();
    return opaque([String(position), logId]);
  };
}

/**
 * The position of a cursor in a log; null, the beginning, without a cursor. Throws `BAD_USER_INPUT` on a malformed
 * cursor, and `CURSOR_OF_OTHER_LOG` on a cursor of another log, whose positions mean nothing here.
 */
export async function positionOf(cursor: string | null, log: EventLog): Promise<Position | null> {
  if (cursor === null) return null;
  const read = written.safeParse(readOpaque(cursor));
  if (!read.success) {
    throw problem(
      "BAD_USER_INPUT",
      {
        zh: "after 不是有效的游标：请原样交回收到的最后一个 cursor。",
        en: "after is not a cursor: give back the last `cursor` exactly as it was received.",
      },
      { field: "after" },
    );
  }
  const [position, logId] = read.data;
  if (logId !== (await log.id())) throw problem("CURSOR_OF_OTHER_LOG");
  return BigInt(position);
}
