// What can be wrong on disk, in the words of all who meet it.
import type { Said } from "@taizhang/process";
import { Damaged } from "../core/storage.ts";

/** A revision that its stream has gone past is not there; null stands for a stream whose name cannot be told. */
export const missing = (revision: bigint, stream: string | null): Said => ({
  zh: `${stream === null ? "某个流" : `流 ${stream}`}缺少版本 ${revision}`,
  en: `Revision ${revision} of ${stream === null ? "a stream" : `stream ${stream}`} is missing`,
});

/** The file is shorter than what is known to have been written. */
export const cutOff = (at: number, end: number): Said => ({
  zh: `日志文件止于位置 ${at}，应至 ${end}`,
  en: `The log's file ends at ${at} but should go on to ${end}`,
});

/** What is read, or the damage that is met. */
export function orDamaged<T>(read: () => T): T | Damaged {
  try {
    return read();
  } catch (error) {
    if (error instanceof Damaged) return error;
    throw error;
  }
}
