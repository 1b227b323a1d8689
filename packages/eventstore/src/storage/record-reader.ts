// Reads records from the log's file through a window that grows while records near each other are asked for.
import { readSync } from "node:fs";
import { Damaged, type Direction } from "../core/storage.ts";
import { cutOff } from "./damage.ts";
import { damagedAt, decodeRecord, type LogRecord, lengthIn } from "./record.ts";
import { soundRecords } from "./sound-records.ts";

const lengthSize = 4;
const smallestWindow = 4 << 10;
const largestWindow = 256 << 10;

/** A reader for one pass in one direction; it does not read the same bytes twice. */
export class RecordReader {
  readonly #file: number;
  /** Where the log ends: nothing behind it is read. */
  readonly #end: number;
  readonly #forwards: boolean;
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #ahead = 0;

  constructor(file: number, end: number, direction: Direction) {
    this.#file = file;
    this.#end = end;
    this.#forwards = direction === "forwards";
  }

  /** The record that ends at a position. Throws `Damaged` if none does. */
  endingAt(position: number): LogRecord {
    if (position < lengthSize || position > this.#end) throw damagedAt(position);
    const length = this.#lengthAt(position - lengthSize);
    if (length === undefined || length > position) throw damagedAt(position);
    return decodeRecord(this.#bytes(position - length, length), position);
  }

  /** The record that begins at a place. Throws `Damaged` if none does. */
  startingAt(start: number): LogRecord {
    const length = start + lengthSize <= this.#end ? this.#lengthAt(start) : undefined;
    if (length === undefined || start + length > this.#end)
      throw new Damaged({
        zh: `位置 ${start} 之后的事件已损坏：没有写明其长度`,
        en: `The event that follows position ${start} is damaged: it does not say how long it is`,
      });
    return decodeRecord(this.#bytes(start, length), start + length);
  }

  /** The record of this commit that begins at a place. Throws `Damaged` if none does. */
  ofCommit(commitStart: number, start: number): LogRecord {
    const record = this.startingAt(start);
    if (record.commitStart === commitStart) return record;
    throw new Damaged({
      zh: `位置 ${start} 之后的事件属于另一次写入`,
      en: `The event that follows position ${start} belongs to another commit`,
    });
  }

  /** Forgets what was read: another process may have changed it since. */
  forget(): void {
    this.#window = Buffer.alloc(0);
  }

  /** The sound records at a place or behind it, for when the record here is damaged. */
  *soundFrom(place: number): Generator<LogRecord> {
    for (const { start } of soundRecords(this.#file, place, this.#end)) yield this.startingAt(start);
  }

  #lengthAt(place: number): number | undefined {
    const at = this.#reach(place, place + lengthSize);
    return lengthIn(this.#window, at);
  }

  #bytes(from: number, length: number): Buffer {
    const at = this.#reach(from, from + length);
    return this.#window.subarray(at, at + length);
  }

  /** Brings these bytes into the window; returns where in it they begin. */
  #reach(from: number, to: number): number {
    if (from < this.#windowStart || to > this.#windowStart + this.#window.length) this.#load(from, to);
    return from - this.#windowStart;
  }

  /** Loads these bytes, some before them, because a record is found by its end, and more in the reading direction. */
  #load(from: number, to: number): void {
    const windowEnd = this.#windowStart + this.#window.length;
    const distance = Math.abs(this.#forwards ? from - windowEnd : this.#windowStart - to);
    const isNear = this.#window.length > 0 && distance <= this.#ahead + this.#window.length;
    this.#ahead = isNear ? Math.min(this.#ahead * 4 + smallestWindow, largestWindow) : 0;
    const start = Math.max(0, from - (this.#forwards ? smallestWindow : Math.max(this.#ahead, smallestWindow)));
    const end = this.#forwards ? Math.min(this.#end, to + this.#ahead) : to;
    const bytes = Buffer.allocUnsafeSlow(end - start);
    let read = 0;
    while (read < bytes.length) {
      const some = readSync(this.#file, bytes, read, bytes.length - read, start + read);
      // The room behind the log is cut off when the process that writes it ends.
      if (some === 0 && start + read >= to) break;
      if (some === 0) throw new Damaged(cutOff(start + read, this.#end));
      read += some;
    }
    [this.#window, this.#windowStart] = [bytes.subarray(0, read), start];
  }
}
