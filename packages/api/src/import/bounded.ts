// Readings are few at once: each has a thread and its memory, and a crowd of uploads must not take the machine.
import { Overloaded } from "@taizhang/log";
import type { ReadNoticeBytes } from "./notice.ts";

/** Reads `atOnce` notices at the same time, lets `waiting` more wait, and refuses the rest with `Overloaded`. */
export function bounded(
  read: ReadNoticeBytes,
  { atOnce, waiting }: { atOnce: number; waiting: number },
): ReadNoticeBytes {
  const queue: (() => void)[] = [];
  let reading = 0;
  return async (bytes, name) => {
    if (reading >= atOnce) {
      if (queue.length >= waiting) throw new Overloaded(`${waiting} notices wait to be read already`);
      await new Promise<void>((resolve) => queue.push(resolve));
    } else reading += 1;
    try {
      return await read(bytes, name);
    } finally {
      // The place goes to whoever waits longest; only where nobody does is it free.
      const next = queue.shift();
      if (next) next();
      else reading -= 1;
    }
  };
}
