// What is at a path, brought to the disk.
import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes sure of a file that its bytes, of a directory that its entries, are still there after a power cut. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
