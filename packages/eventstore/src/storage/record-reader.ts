// Reads records from the log's file through a window, which grows as long as one record after the other is asked for.
import { readSync } from "node:fs";
import { damagedAt, decodeRecord, type LogRecord, lengthIn } from "./record.ts";
import { soundRecords } from "./sound-records.ts";
import { Damaged, type Direction } from "./storage.ts";

const smallestWindow = 4 << 10;
const largestWindow = 256 << 10;

/** A reader for one walk in one direction; what it has read once it does not read again. */
export class RecordReader {
  readonly #file: number;
  /** Where the log ends: nothing behind it is read. */
  readonly #end: number;
  readonly #forwards: boolean;
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #size = smallestWindow;

  constructor(file: number, end: number, direction: Direction) {
    this.#file = file;
    this.#end = end;
    this.#forwards = direction === "forwards";
  }

  /** The record that ends at a position. Throws `Damaged` if none does. */
  endingAt(position: number): LogRecord {
    if (position < 4 || position > this.#end) throw damagedAt(position);
    const length = lengthIn(this.#bytes(position - 4, position), 0);
    if (length === undefined || length > position) throw damagedAt(position);
    return decodeRecord(this.#bytes(position - length, position), position);
  }

  /** The record that begins at a place. Throws `Damaged` if none does. */
  startingAt(start: number): LogRecord {
    const lengthEnd = start + 4;
    const length = lengthEnd <= this.#end ? lengthIn(this.#bytes(start, lengthEnd), 0) : undefined;
    if (length === undefined || start + length > this.#end)
      throw new Damaged(`The event that follows position ${start} is damaged: it does not say how long it is`);
    return decodeRecord(this.#bytes(start, start + length), start + length);
  }

  /** Sound records at a place or behind it, wherever they begin: for where the record here is damaged. */
  *soundFrom(place: number): Generator<LogRecord> {
    for (const { start } of soundRecords(this.#file, place, this.#end)) yield this.startingAt(start);
  }

  #bytes(from: number, to: number): Buffer {
    if (from < this.#windowStart || to > this.#windowStart + this.#window.length) this.#load(from, to);
    return this.#window.subarray(from - this.#windowStart, to - this.#windowStart);
  }

  /** Around these bytes: some before them, because a record is asked for by its end, and more of what is next. */
  #load(from: number, to: number): void {
    const ahead = this.#window.length === 0 ? 0 : this.#size;
    const start = Math.max(0, from - (this.#forwards ? smallestWindow : Math.max(ahead, smallestWindow)));
    const end = this.#forwards ? Math.min(this.#end, to + ahead) : to;
    const bytes = Buffer.allocUnsafeSlow(end - start);
    let read = 0;
    while (read < bytes.length) {
      const some = readSync(this.#file, bytes, read, bytes.length - read, start + read);
      if (some === 0) throw new Damaged(`The log's file ends at ${start + read} and shall go on to ${this.#end}`);
      read += some;
    }
    [this.#window, this.#windowStart] = [bytes, start];
    this.#size = Math.min(this.#size * 4, largestWindow);
  }
}
