// A disk that is cut off after some steps, as a kill of the process would: what was begun may be done by half.
import type { Disk } from "../src/disk.ts";

/** The process was killed. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/**
 * A disk on which only so many steps that change something succeed. The next one is cut off: half of its bytes are written,
 * or none. `steps` counts those that succeeded.
 */
export function cutDisk(disk: Disk, most: number): Disk & { readonly steps: number } {
  let steps = 0;
  let isDead = false;

  async function step<Value>(work: () => Promise<Value>, byHalf: () => Promise<unknown> = async () => {}) {
    if (!isDead && steps < most) {
      steps += 1;
      return work();
    }
    if (!isDead) await byHalf();
    isDead = true;
    throw new Killed(`after ${steps} steps`);
  }
  const half = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2));

  return {
    get steps() {
      return steps;
    },
    sizeOf: disk.sizeOf,
    read: disk.read,
    list: disk.list,
    write: (path, at, bytes) =>
      step(
        () => disk.write(path, at, bytes),
        () => disk.write(path, at, half(bytes)),
      ),
    append: (path, bytes) =>
      step(
        () => disk.append(path, bytes),
        () => disk.append(path, half(bytes)),
      ),
    cut: (path, size) => step(() => disk.cut(path, size)),
    sync: (directory, names) => step(() => disk.sync(directory, names)),
    replace: (path, text) => step(() => disk.replace(path, text)),
    remove: (path) => step(() => disk.remove(path)),
    makeDirectory: (path) => step(() => disk.makeDirectory(path)),
  };
}
