// Syncs a file or a directory to disk.
import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes sure that the bytes of a file, or the entries of a directory, survive a power cut. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
