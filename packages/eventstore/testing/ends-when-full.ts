// A broken event store that takes a full disk for a failed one.
import { orTellWhyNot, run, soundParts } from "../src/run.ts";
import { type Storage, StorageFull } from "../src/storage/storage.ts";

const endsWhenFull = (storage: Storage): Storage => ({
  ...storage,
  write: (work) =>
    storage.write(work).catch((error: unknown) => {
      throw error instanceof StorageFull ? new Error("the disk is full") : error;
    }),
});

const openStorage = (directory: string, minFreeBytes: number) =>
  endsWhenFull(soundParts.openStorage(directory, minFreeBytes));
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, openStorage }));
