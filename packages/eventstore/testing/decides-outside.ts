// A broken event store that decides on what it sees before its turn to write, so that two may win one revision.
import type { RecordedEvent } from "../src/core/event.ts";
import { orTellWhyNot, run, soundParts } from "../src/run.ts";
import type { LogWriter, Storage } from "../src/storage/storage.ts";

function decidesOutside(storage: Storage): Storage {
  return {
    ...storage,
    async write<T>(work: (log: LogWriter) => T) {
      const planned: RecordedEvent[] = [];
      const result = work({
        ...storage,
        lastPosition: () => planned.at(-1)?.position ?? storage.lastPosition(),
        put: (event) => void planned.push(event),
        reserve: () => {},
      });
      await storage.write((log) => {
        for (const event of planned) log.put({ ...event, position: log.lastPosition() + 1n });
      });
      return result;
    },
  };
}

const openStorage = (directory: string, minFreeBytes: number) =>
  decidesOutside(soundParts.openStorage(directory, minFreeBytes));
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, openStorage }));
