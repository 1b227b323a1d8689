// Few notices are read at once: each reading has a thread and its memory, and many uploads must not take the machine.
import { Overloaded } from "@taizhang/log";
import pLimit from "p-limit";
import type { ReadNoticeBytes } from "./notice.ts";

/** Reads `atOnce` notices at the same time, lets `waiting` more wait, and refuses the rest with `Overloaded`. */
export function limitReadings(
  read: ReadNoticeBytes,
  { atOnce, waiting }: { atOnce: number; waiting: number },
): ReadNoticeBytes {
  const limit = pLimit(atOnce);
  return async (bytes, name) => {
    if (limit.activeCount + limit.pendingCount >= atOnce + waiting) {
      throw new Overloaded(`${waiting} notices wait to be read already`);
    }
    return limit(read, bytes, name);
  };
}
