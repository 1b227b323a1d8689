// How much room is left on a disk.
import { statfsSync } from "node:fs";

/** The bytes that are free on the disk of a directory. */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}
