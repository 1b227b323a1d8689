// A broken event store that answers when the work is decided, before the commit: tests of crashes have to catch it.
import { setTimeout as delay } from "node:timers/promises";
import { orTellWhyNot, run, soundParts } from "../src/run.ts";
import type { LogWriter, Storage } from "../src/storage/storage.ts";

/** How long a commit lies behind its answer, as where commits are gathered. */
const lateMs = 20;

function answersEarly(storage: Storage): Storage {
  return {
    ...storage,
    write<T>(work: (log: LogWriter) => T) {
      return new Promise<T>((resolve, reject) => {
        const late = async (log: LogWriter) => {
          resolve(work(log));
          await delay(lateMs);
        };
        storage.write(late).catch(reject);
      });
    },
  };
}

const openStorage = (directory: string, minFreeBytes: number) =>
  answersEarly(soundParts.openStorage(directory, minFreeBytes));
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, openStorage }));
