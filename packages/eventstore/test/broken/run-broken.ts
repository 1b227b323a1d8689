// What the broken event stores have in common: a sound one, of which the storage is exchanged for another that lies over it.

import type { LogWriter, Storage } from "../../src/core/storage.ts";
import { orTellWhyNot, type Parts, run, soundParts } from "../../src/run.ts";

/** Serves as the arguments say, with the storage that `broken` makes of the sound one, and with other parts if there are any. */
export async function runBroken(broken: (storage: Storage) => Storage, parts: Partial<Parts> = {}): Promise<void> {
  const openStorage = (directory: string, minFreeBytes: number) =>
    broken(soundParts.openStorage(directory, minFreeBytes));
  await orTellWhyNot(run(process.argv.slice(2), { ...soundParts, ...parts, openStorage }));
}

/** The storage, whose writers have some of their powers exchanged for others. */
export function withWriter(storage: Storage, change: (log: LogWriter) => Partial<LogWriter>): Storage {
  return { ...storage, write: (work) => storage.write((log) => work({ ...log, ...change(log) })) };
}
