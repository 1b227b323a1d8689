// Where each leaf of a tree stands in the log: its position, 8 bytes a leaf. Positions grow, so a leaf is found by halving.
import type { Position } from "@taizhang/log";
import type { Disk } from "./disk.ts";

const placeBytes = 8;

export interface PlaceFile {
  /** How many leaves it tells the place of. */
  size(): Promise<number>;
  /** Writes the positions of leaves from an index on. */
  write(index: number, positions: readonly Position[]): Promise<void>;
  /** The position of a leaf. Throws `RangeError` where the file does not tell it. */
  positionOf(index: number): Promise<Position>;
  /** Which of the first `size` leaves stands at a position; null if none. */
  indexAt(position: Position, size: number): Promise<number | null>;
}

export function placeFile(disk: Disk, path: string): PlaceFile {
  async function positionOf(index: number): Promise<Position> {
    const bytes = await disk.read(path, index * placeBytes, (index + 1) * placeBytes);
    if (bytes.length < placeBytes) throw new RangeError(`${path} has no position of leaf ${index}`);
    return bytes.readBigUInt64BE();
  }

  return {
    positionOf,
    size: async () => Math.floor(((await disk.sizeOf(path)) ?? 0) / placeBytes),
    async write(index, positions) {
      const bytes = Buffer.alloc(positions.length * placeBytes);
      for (const [at, position] of positions.entries()) bytes.writeBigUInt64BE(position, at * placeBytes);
      await disk.write(path, index * placeBytes, bytes);
    },
    async indexAt(position, size) {
      let [from, to] = [0, size];
      while (from < to) {
        const middle = Math.floor((from + to) / 2);
        const found = await positionOf(middle);
        if (found === position) return middle;
        if (found < position) from = middle + 1;
        else to = middle;
      }
      return null;
    },
  };
}
