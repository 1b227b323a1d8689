// The hashes of a tree in a file, 32 bytes each, in the order in which they are completed.
import type { NodeHashes } from "@taizhang/proofs";
import { hashBytes } from "@taizhang/proofs";
import type { Disk } from "./disk.ts";

/** Places that stand so close are read at once, with what is between them. */
const near = 64;

/** Hashes kept in a file. It is opened for each call, so that there is nothing to close, however many regions there are. */
export function fileNodes(disk: Disk, path: string): NodeHashes {
  return {
    async read(places) {
      const sorted = [...new Set(places)].sort((one, other) => one - other);
      const found = new Map<number, Uint8Array>();
      for (const { from, to, wanted } of runsOf(sorted)) {
        const bytes = await disk.read(path, from * hashBytes, to * hashBytes);
        for (const place of wanted) {
          const hash = bytes.subarray((place - from) * hashBytes, (place - from + 1) * hashBytes);
          if (hash.length !== hashBytes) throw new NodesLost(`${path} has no hash at place ${place}`);
          found.set(place, hash);
        }
      }
      return places.map((place) => found.get(place) ?? missing(place));
    },
    async write(place, hashes) {
      const size = (await disk.sizeOf(path)) ?? 0;
      if (size < place * hashBytes) throw new NodesLost(`${path} ends before place ${place}: it was cut`);
      await disk.write(path, place * hashBytes, hashes);
    },
  };
}

/** The file of a tree's hashes is shorter than what was signed. They are made again from the log. */
export class NodesLost extends Error {
  override readonly name = "NodesLost";
}

interface Run {
  readonly from: number;
  to: number;
  readonly wanted: number[];
}

function runsOf(sorted: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const place of sorted) {
    const last = runs.at(-1);
    if (last && place - last.to < near) {
      last.to = place + 1;
      last.wanted.push(place);
    } else runs.push({ from: place, to: place + 1, wanted: [place] });
  }
  return runs;
}

function missing(place: number): never {
  throw new Error(`place ${place} was not read`);
}
