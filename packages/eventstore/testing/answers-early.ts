// A broken event store that answers when the work is decided, before the commit: tests of crashes have to catch it.
import { orTellWhyNot, run, soundParts } from "../src/run.ts";
import type { LogWriter, Storage } from "../src/storage/storage.ts";

function answersEarly(storage: Storage): Storage {
  return {
    ...storage,
    write<T>(work: (log: LogWriter) => T) {
      return new Promise<T>((resolve, reject) => {
        storage
          .write((log) => {
            const result = work(log);
            resolve(result);
            return result;
          })
          .catch(reject);
      });
    },
  };
}

const openStorage = (directory: string, minFreeBytes: number) =>
  answersEarly(soundParts.openStorage(directory, minFreeBytes));
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, openStorage }));
