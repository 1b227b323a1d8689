// A broken event store that leaves it to the system when its log goes to disk: a kill does not show it, a power cut does.
import { orTellWhyNot, run, soundParts } from "../../src/run.ts";
import { diskStorage } from "../../src/storage/disk-storage.ts";

const openStorage = (directory: string, minFreeBytes: number) => diskStorage(directory, minFreeBytes, { noSync: true });
await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, openStorage }));
