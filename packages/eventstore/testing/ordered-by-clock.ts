// A broken event store whose positions are times, on a machine whose clock goes back.
import { systemClock, ticksPerSecond } from "../src/core/event.ts";
import { orTellWhyNot, run, soundParts } from "../src/run.ts";
import type { LogWriter, Storage } from "../src/storage/storage.ts";

function orderedByClock(storage: Storage): Storage {
  return {
    ...storage,
    write: <T>(work: (log: LogWriter) => T) =>
      storage.write((log) =>
        work({
          ...log,
          put(event) {
            log.put(event);
            return event.created;
          },
        }),
      ),
  };
}

let asked = 0n;
const clock = () => systemClock() - asked++ * ticksPerSecond;
const openStorage = (directory: string, minFreeBytes: number) =>
  orderedByClock(soundParts.openStorage(directory, minFreeBytes));
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, clock, openStorage }));
