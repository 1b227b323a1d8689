// What of the log's file counts after a crash: the whole commits. A commit that was cut off in its write has been answered
// to nobody and goes; but nothing is cut off behind which a later commit stands, because that was begun when all before
// was on disk: then the file is damaged, and nothing is thrown away.
import type { LogRecord } from "./record.ts";
import { RecordReader } from "./record-reader.ts";
import { soundRecords } from "./sound-records.ts";
import { Damaged } from "./storage.ts";

/** Gives the records of the commits that begin at a place, and returns where the last whole one ends. Throws `Damaged`. */
export function* recover(file: number, from: number, fileSize: number): Generator<readonly LogRecord[], number> {
  const reader = new RecordReader(file, fileSize, "forwards");
  let commitStart = from;
  let commit: LogRecord[] = [];
  let at = from;
  for (;;) {
    if (at >= fileSize) return commitStart;
    const next = orDamaged(() => reader.startingAt(at));
    if (next instanceof Damaged || next.commitStart !== commitStart) {
      if (!hasLaterCommit(file, at, fileSize, commitStart)) return commitStart;
      throw next instanceof Damaged ? next : new Damaged(`The event that follows position ${at} is another commit's`);
    }
    commit.push(next);
    at = next.end;
    if (!next.endsCommit) continue;
    yield commit;
    [commit, commitStart] = [[], at];
  }
}

function orDamaged(read: () => LogRecord): LogRecord | Damaged {
  try {
    return read();
  } catch (error) {
    if (error instanceof Damaged) return error;
    throw error;
  }
}

/** Whether behind a place a record stands whose commit began after another one. */
function hasLaterCommit(file: number, from: number, fileSize: number, commitStart: number): boolean {
  for (const found of soundRecords(file, from, fileSize)) if (found.commitStart > commitStart) return true;
  return false;
}
