// Limits how many notices are read at once: each takes a thread and its memory.
import { Overloaded } from "@taizhang/log";
import pLimit from "p-limit";
import type { ReadNoticeBytes } from "./notice.ts";

/**
 * Reads `atOnce` notices at the same time, lets `waiting` more wait, and refuses the rest with `Overloaded`. Nobody reads
 * for a request that has ended meanwhile.
 */
export function limitReadings(
  read: ReadNoticeBytes,
  { atOnce, waiting }: { atOnce: number; waiting: number },
): ReadNoticeBytes {
  const limit = pLimit(atOnce);
  return async (bytes, name, signal) => {
    if (limit.activeCount + limit.pendingCount >= atOnce + waiting) {
      throw new Overloaded(`${waiting} notices are already waiting to be read`);
    }
    return limit(async () => {
      signal?.throwIfAborted();
      return read(bytes, name, signal);
    });
  };
}
