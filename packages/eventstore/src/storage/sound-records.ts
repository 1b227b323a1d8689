// Finds the records in a damaged part of a file, where nothing tells where they begin.
import { readSync } from "node:fs";
import { commitStartIn, isSound, layoutVersion, lengthIn, soughtHead } from "./record.ts";

const chunkSize = 1 << 20;
const lengthSize = 4;

/** Where a record begins, and its commit. */
export interface Found {
  readonly start: number;
  readonly commitStart: number;
}

/** The sound records that begin at a place or behind it, also those inside another record's body. */
export function* soundRecords(file: number, from: number, fileSize: number): Generator<Found> {
  for (let at = from; at < fileSize; at += chunkSize) {
    const bytes = bytesAt(file, at, Math.min(chunkSize + soughtHead.size, fileSize - at));
    const { versionAt } = soughtHead;
    for (let i = bytes.indexOf(layoutVersion, versionAt); i >= 0; i = bytes.indexOf(layoutVersion, i + 1)) {
      const head = i - versionAt;
      if (head >= chunkSize || head + soughtHead.size > bytes.length) break;
      const length = lengthIn(bytes, head);
      const start = at + head;
      if (length === undefined || start + length > fileSize) continue;
      // Its last four bytes almost always tell; to read whole records at every place would take the square of the size.
      if (lengthIn(bytesAt(file, start + length - lengthSize, lengthSize), 0) !== length) continue;
      if (isSound(bytesAt(file, start, length), start + length))
        yield { start, commitStart: commitStartIn(bytes, head, start) };
    }
  }
}

function bytesAt(file: number, from: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  readSync(file, bytes, 0, size, from);
  return bytes;
}
