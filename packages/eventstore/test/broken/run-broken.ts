// Runs a sound event store with a broken layer over its storage.

import type { LogWriter, Storage } from "../../src/core/storage.ts";
import { exitOnFailure, type Parts, run, soundParts } from "../../src/run.ts";

/** Serves with the storage that `broken` makes of the sound one, and with these other parts. */
export async function runBroken(broken: (storage: Storage) => Storage, parts: Partial<Parts> = {}): Promise<void> {
  const openStorage = (directory: string, minFreeBytes: number) =>
    broken(soundParts.openStorage(directory, minFreeBytes));
  await exitOnFailure(run(process.argv.slice(2), { ...soundParts, ...parts, openStorage }));
}

/** The storage, with some methods of its writers replaced. */
export function withWriter(storage: Storage, change: (log: LogWriter) => Partial<LogWriter>): Storage {
  return { ...storage, write: (work) => storage.write((log) => work({ ...log, ...change(log) })) };
}
