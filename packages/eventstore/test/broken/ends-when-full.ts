// A broken event store that takes a full disk for a failed one.
import { type Storage, StorageFull } from "../../src/core/storage.ts";
import { runBroken } from "./run-broken.ts";

const endsWhenFull = (storage: Storage): Storage => ({
  ...storage,
  write: (work) =>
    storage.write(work).catch((error: unknown) => {
      throw error instanceof StorageFull ? new Error("the disk is full") : error;
    }),
});

await runBroken(endsWhenFull);
