// A broken event store that answers once the work is decided, before the commit: tests of crashes have to notice it.
import type { LogWriter, Storage } from "../../src/core/storage.ts";
import { runBroken } from "./run-broken.ts";

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

await runBroken(answersEarly);
