// Finds where the log ends after a crash. A commit that is not whole was never acknowledged and is cut off. But if a later
// commit stands behind it, it was whole once, because commits are written one after the other: then the file is damaged,
// and nothing is cut off.
import { closeSync, fstatSync, openSync } from "node:fs";
import { Damaged } from "../core/storage.ts";
import { orDamaged } from "./damage.ts";
import type { LogRecord } from "./record.ts";
import { RecordReader } from "./record-reader.ts";
import { soundRecords } from "./sound-records.ts";

/** Gives the records of the commits that begin at a place, and returns where the last whole one ends. Throws `Damaged`. */
export function* recover(file: number, from: number, fileSize: number): Generator<readonly LogRecord[], number> {
  const reader = new RecordReader(file, fileSize, "forwards");
  let commitStart = from;
  let commit: LogRecord[] = [];
  let at = from;
  for (;;) {
    if (at >= fileSize) return commitStart;
    let next = orDamaged(() => reader.ofCommit(commitStart, at));
    if (next instanceof Damaged) {
      if (!hasLaterCommit(file, at, fileSize, commitStart)) return commitStart;
      // Another process may be writing: what stands before that commit was on disk before it began.
      reader.forget();
      next = orDamaged(() => reader.ofCommit(commitStart, at));
      if (next instanceof Damaged) throw next;
    }
    commit.push(next);
    at = next.end;
    if (!next.endsCommit) continue;
    yield commit;
    [commit, commitStart] = [[], at];
  }
}

/** Where the last whole commit ends by now, also while another process writes. `from` is where some commit ends. */
export function endOfLog(path: string, from: number): number {
  const file = openSync(path, "r");
  try {
    const commits = recover(file, from, fstatSync(file).size);
    for (;;) {
      const { value, done } = commits.next();
      if (done) return value;
    }
  } finally {
    closeSync(file);
  }
}

/** Whether behind a place a record stands whose commit began after another one. */
function hasLaterCommit(file: number, from: number, fileSize: number, commitStart: number): boolean {
  for (const found of soundRecords(file, from, fileSize)) if (found.commitStart > commitStart) return true;
  return false;
}
