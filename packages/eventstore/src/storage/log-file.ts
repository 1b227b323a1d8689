// The log's file: records are staged, and written in commits, each in one piece that is on disk when the write returns.
//
// The file is longer than the log: zeros are written in advance behind its end. So a commit only overwrites bytes that are
// there already, which is durable sooner, and a full disk shows before a commit and not during it.
import { close, constants, fdatasync, ftruncateSync, openSync, write, writeSync } from "node:fs";
import { promisify } from "node:util";
import { type Direction, StorageFull, type UnplacedEvent } from "../core/storage.ts";
import { Boundaries } from "./boundaries.ts";
import { decodeRecord, encodeBlank, encodeEvent, endCommit, type LogRecord } from "./record.ts";
import { RecordReader } from "./record-reader.ts";

export interface LogFileOptions {
  /** Where the log ends; the file ends there, too. */
  readonly end: number;
  /** How many bytes may still be taken from the disk. */
  readonly spareBytes: () => number;
  /** Called first when nothing of what is staged behind the end will be written. */
  readonly onLost: () => void;
  /** Leaves it to the system when to write, so that acknowledged writes may be lost. */
  readonly noSync?: boolean;
}

/** What is written at once, and who waits for it. */
interface Commit {
  readonly start: number;
  /** By the positions at which they end, in order. */
  readonly records: Map<number, Buffer>;
  end: number;
  readonly written: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

const leastRoom = 256 << 10;
const mostRoom = 16 << 20;
const zeros = Buffer.alloc(1 << 20);

const mostWaitedForHere = 64 << 10;
const longestWaitHereMs = 1;
const commitsAfterALongWait = 100;

const writeSome = promisify(write);
const syncData = promisify(fdatasync);
const closeFile = promisify(close);

export class LogFile {
  /** Of the records on disk. */
  readonly boundaries: Boundaries;
  readonly #options: LogFileOptions;
  /** One descriptor for commits, which syncs every write, and one for writing room in advance, which is synced at the end. */
  readonly #file: number;
  readonly #plainFile: number;
  #end: number;
  #room: number;
  #makingRoom: Promise<void> | undefined;
  /** How many of the next commits are left to another thread. */
  #commitsElsewhere = 0;
  /** An input/output error outside the commits; the next one fails with it. */
  #failure: unknown;
  #staged: Commit | undefined;
  #writing: Commit | undefined;

  constructor(path: string, options: LogFileOptions) {
    const { O_RDWR, O_CREAT, O_DSYNC } = constants;
    this.#options = options;
    this.#file = openSync(path, O_RDWR | O_CREAT | (options.noSync ? 0 : O_DSYNC));
    this.#plainFile = openSync(path, O_RDWR);
    this.#end = options.end;
    this.#room = options.end;
    this.boundaries = new Boundaries(options.end);
  }

  /** Where what is on disk ends. */
  get end(): number {
    return this.#end;
  }

  /** Where what is staged ends. */
  get stagedEnd(): number {
    return (this.#staged ?? this.#writing)?.end ?? this.#end;
  }

  /** Stages an event; returns its position. */
  stage(event: UnplacedEvent): number {
    return this.#add((start, commitStart) => encodeEvent(event, { start, commitStart }));
  }

  stageBlank(): number {
    return this.#add((start, commitStart) => encodeBlank({ start, commitStart }));
  }

  /** Takes back what was staged behind a position since this turn began. */
  unstage(to: number): void {
    const staged = this.#staged;
    while (staged && staged.end > to) {
      const { end, records } = staged;
      staged.end -= records.get(end)?.length ?? 0;
      records.delete(end);
    }
  }

  /** The record that ends at a position, if it is not on disk yet. */
  stagedRecord(position: number): LogRecord | undefined {
    const bytes = this.#writing?.records.get(position) ?? this.#staged?.records.get(position);
    return bytes && decodeRecord(bytes, position);
  }

  /** Resolves when all that is staged by now is on disk. Rejects with `StorageFull`, or with the disk's error. */
  written(): Promise<void> {
    return (this.#staged ?? this.#writing)?.written ?? Promise.resolve();
  }

  /** A reader of what is on disk by now. */
  reader(direction: Direction): RecordReader {
    return new RecordReader(this.#plainFile, this.#end, direction);
  }

  /** Waits for what is staged, and then cuts the file where the log ends. */
  async close(): Promise<void> {
    await this.written().catch(() => {});
    await this.#makingRoom?.catch(() => {});
    ftruncateSync(this.#plainFile, this.#end);
    await Promise.all([closeFile(this.#file), closeFile(this.#plainFile)]);
  }

  #add(encode: (start: number, commitStart: number) => Buffer): number {
    const start = this.stagedEnd;
    const commit = this.#staged ?? newCommit(start);
    const bytes = encode(start, commit.start);
    commit.end += bytes.length;
    commit.records.set(commit.end, bytes);
    if (!this.#staged) {
      this.#staged = commit;
      // Whatever else is staged in this turn shares the commit.
      if (!this.#writing) setImmediate(() => this.#writeStaged());
    }
    return commit.end;
  }

  async #writeStaged(): Promise<void> {
    while (this.#staged) {
      const commit = this.#staged;
      [this.#writing, this.#staged] = [commit, undefined];
      try {
        await this.#write(commit);
        this.#advance(commit);
        this.#writing = undefined;
        commit.resolve();
      } catch (error) {
        // What was staged meanwhile was decided on events that will not be there.
        const lost = [commit, this.#staged];
        this.#writing = this.#staged = undefined;
        this.#options.onLost();
        for (const each of lost) each?.reject(error);
      }
    }
  }

  #advance({ end, records }: Commit): void {
    this.#end = end;
    for (const each of records.keys()) this.boundaries.add(each);
  }

  async #write({ start, end, records }: Commit): Promise<void> {
    const last = records.get(end);
    if (!last) return;
    endCommit(last, end);
    if (end > this.#room) await this.#makeRoom(end - this.#room);
    if (this.#failure) throw this.#failure;
    await this.#writeThrough(records.size === 1 ? last : Buffer.concat([...records.values()]), start);
    if (this.#room - end < this.#step / 2 && !this.#makingRoom && this.#options.spareBytes() > 4 * this.#step) {
      this.#makeRoom(this.#step).catch((error: unknown) => {
        // The commit that needs the room will be told that there is none.
        if (!(error instanceof StorageFull)) this.#failure = error;
      });
    }
  }

  /**
   * Waits for the disk on this thread while it is quick, because that takes less time than to ask another thread. After a
   * slow write another thread waits during the next commits, so that nothing else has to.
   */
  async #writeThrough(bytes: Buffer, at: number): Promise<void> {
    if (bytes.length > mostWaitedForHere || this.#commitsElsewhere > 0) {
      this.#commitsElsewhere = Math.max(0, this.#commitsElsewhere - 1);
      await writeAll(this.#file, bytes, at);
      return;
    }
    const before = performance.now();
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done);
    if (performance.now() - before > longestWaitHereMs) this.#commitsElsewhere = commitsAfterALongWait;
  }

  /** As the log grows it takes room in larger pieces. */
  get #step(): number {
    return Math.min(Math.max(this.#end >> 3, leastRoom), mostRoom);
  }

  async #makeRoom(needed: number): Promise<void> {
    const end = this.#room + needed;
    while (this.#makingRoom) await this.#makingRoom.catch(() => {});
    if (this.#room >= end) return;
    const spare = this.#options.spareBytes();
    if (end - this.#room > spare)
      throw new StorageFull(`There is no room left on the disk: ${spare} bytes may be used.`);
    const size = Math.min(Math.max(end - this.#room, this.#step), Math.max(end - this.#room, spare >> 2));
    this.#makingRoom = this.#writeZeros(size);
    try {
      await this.#makingRoom;
    } finally {
      this.#makingRoom = undefined;
    }
  }

  async #writeZeros(size: number): Promise<void> {
    try {
      for (let done = 0; done < size; done += zeros.length)
        await writeAll(this.#plainFile, zeros.subarray(0, size - done), this.#room + done);
      if (!this.#options.noSync) await syncData(this.#plainFile);
      this.#room += size;
    } catch (error) {
      if (!isNoSpace(error)) throw error;
      ftruncateSync(this.#plainFile, this.#room);
      throw new StorageFull("There is no room left on the disk.");
    }
  }
}

async function writeAll(file: number, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await writeSome(file, bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

const isNoSpace = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

function newCommit(start: number): Commit {
  let settle: Pick<Commit, "resolve" | "reject"> | undefined;
  const written = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error("A promise runs its function at once.");
  // Perhaps nobody waits for it; a rejection must not count as unhandled then.
  written.catch(() => {});
  return { start, end: start, records: new Map(), written, ...settle };
}
