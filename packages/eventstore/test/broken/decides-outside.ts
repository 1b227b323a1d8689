// A broken event store that decides before its turn to write, so that two writers may win one revision.
import type { LogWriter, Storage, UnplacedEvent } from "../../src/core/storage.ts";
import { runBroken } from "./run-broken.ts";

function decidesOutside(storage: Storage): Storage {
  return {
    ...storage,
    async write<T>(work: (log: LogWriter) => T) {
      const planned: UnplacedEvent[] = [];
      const result = work({
        ...storage,
        put: (event) => storage.lastPosition() + BigInt(planned.push(event)),
        reserve: storage.lastPosition,
      });
      // Its turn comes later, as when writers queue.
      await new Promise(setImmediate);
      await storage.write((log) => {
        for (const event of planned) log.put(event);
      });
      return result;
    },
  };
}

await runBroken(decidesOutside);
