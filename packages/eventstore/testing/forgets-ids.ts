// A broken event store that knows the ids of events only as long as it runs, as EventStoreDB does: tests of retries have to catch it.
import { orTellWhyNot, run, soundParts } from "../src/run.ts";
import type { LogWriter, Storage } from "../src/storage/storage.ts";

function forgetsIds(storage: Storage): Storage {
  const known = new Set<string>();
  return {
    ...storage,
    write: <T>(work: (log: LogWriter) => T) =>
      storage.write((log) =>
        work({
          ...log,
          put(event) {
            known.add(`${event.id} ${event.stream}`);
            return log.put(event);
          },
          revisionOf: (stream, id) => (known.has(`${id} ${stream}`) ? log.revisionOf(stream, id) : undefined),
        }),
      ),
  };
}

const openStorage = (directory: string, minFreeBytes: number) =>
  forgetsIds(soundParts.openStorage(directory, minFreeBytes));
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, openStorage }));
