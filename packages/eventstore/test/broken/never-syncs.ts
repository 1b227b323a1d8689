// A broken event store that leaves it to the system when its log goes to disk: a power cut shows it, a kill does not.
import { exitOnFailure, run, soundParts } from "../../src/run.ts";
import { diskStorage } from "../../src/storage/disk-storage.ts";

const openStorage = (directory: string, minFreeBytes: number) => diskStorage(directory, minFreeBytes, { noSync: true });
await exitOnFailure(run(process.argv.slice(2), { ...soundParts, openStorage }));
