// The log on disk: a file that only grows, which is the truth, and an index, which can be made from it again.
import { closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";
import { Damaged, type LogWriter, type Storage, StorageFull } from "../core/storage.ts";
import { cutOff } from "./damage.ts";
import { freeBytes } from "./free-bytes.ts";
import { LogFile } from "./log-file.ts";
import { LogIndex } from "./log-index.ts";
import { stagedView, writtenView } from "./log-view.ts";
import { recover } from "./recovery.ts";
import { logFile, openTables, type Tables } from "./tables.ts";

interface DiskOptions {
  /** Leaves it to the system when to write, so that acknowledged writes may be lost. */
  readonly noSync?: boolean;
}

/** How many entries are saved in the index together, and after how long fewer are saved. */
const savedTogether = 1024;
const savedAfterMs = 1_000;

/** When more than this many wait to be saved, writers wait, too. */
const mostUnsaved = 64 * savedTogether;

/**
 * How many bytes must be free on the disk to save in the index. Otherwise entries stay in memory, no more than events fit
 * in the room that is left. So the index meets a full disk only if another process fills it at that moment.
 */
const roomToSaveBytes = 16 << 20;

/**
 * Opens or creates the log in a directory that this process has locked, and brings the index up to its end. Writes are
 * refused while fewer than `minFreeBytes` are free on the disk. Throws `Damaged`.
 */
export function diskStorage(directory: string, minFreeBytes = 0, { noSync = false }: DiskOptions = {}): Storage {
  const tables = openTables(directory);
  const hasRoomToSave = () => freeBytes(directory) >= Math.max(minFreeBytes, roomToSaveBytes);
  const { index, end } = opened(directory, tables, hasRoomToSave);
  const file = new LogFile(join(directory, logFile), {
    end,
    spareBytes: () => freeBytes(directory) - minFreeBytes,
    onLost: () => index.takeBack(file.end),
    noSync,
  });
  const staged = stagedView(file, index);
  const writer: LogWriter = {
    ...staged,
    put(event) {
      const isFirstWithId = index.revisionOf(event.stream, event.id, Number.MAX_SAFE_INTEGER) === undefined;
      const position = file.stage(event);
      index.add({ stream: event.stream, revision: event.revision, id: event.id, isFirstWithId, position });
      return BigInt(position);
    },
    reserve: () => BigInt(file.stageBlank()),
  };

  let saving: Promise<void> | undefined;
  let failure: unknown;
  let timer: NodeJS.Timeout | undefined;

  const canSave = () => !failure && index.end < file.end && hasRoomToSave();

  /** Saves in the index what is on disk, and goes on while there is much to save. */
  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!canSave()) return;
    saving = index
      .save(file.end)
      .catch((error: unknown) => {
        // Another process may have filled the disk meanwhile; then it is tried again later.
        if (hasRoomToSave()) failure = error;
      })
      .finally(() => {
        saving = undefined;
        saveSoon();
      });
  }

  function saveSoon(): void {
    if (saving || failure) return;
    if (index.unsavedCount >= savedTogether) save();
    else if (index.unsavedCount > 0) timer ??= setTimeout(save, savedAfterMs).unref();
  }

  return {
    ...writtenView(file, index),
    async write(work) {
      if (failure) throw failure;
      if (freeBytes(directory) < minFreeBytes)
        throw new StorageFull(`Fewer than ${minFreeBytes} bytes are free on the disk.`);
      const before = file.stagedEnd;
      let result: ReturnType<typeof work>;
      try {
        result = work(writer);
      } catch (error) {
        file.unstage(before);
        index.takeBack(before);
        throw error;
      }
      await file.written();
      saveSoon();
      if (index.unsavedCount > mostUnsaved) await saving;
      return result;
    },
    async close() {
      await file.written().catch(() => {});
      // When one save ends, another may begin.
      while (saving) await saving;
      // What cannot be saved now is read from the log at the next start.
      save();
      await saving;
      clearTimeout(timer);
      await file.close();
      await tables.root.close();
    },
  };
}

function opened(directory: string, tables: Tables, hasRoomToSave: () => boolean): { index: LogIndex; end: number } {
  try {
    const index = new LogIndex(tables);
    return { index, end: recovered(join(directory, logFile), index, hasRoomToSave) };
  } catch (error) {
    tables.root.close();
    throw error;
  }
}

/** Finds where the log ends, adds to the index what it lacks, and cuts off what a crash left behind the end. */
function recovered(path: string, index: LogIndex, hasRoomToSave: () => boolean): number {
  const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT);
  try {
    const { size } = fstatSync(descriptor);
    if (size < index.end) throw new Damaged(cutOff(size, index.end));
    // What a killed process wrote may not be on disk yet, and the index must not get ahead of it.
    fdatasyncSync(descriptor);
    const commits = recover(descriptor, index.end, size);
    for (;;) {
      const { value, done } = commits.next();
      if (done) {
        if (value < size) ftruncateSync(descriptor, value);
        fdatasyncSync(descriptor);
        if (index.unsavedCount > 0 && hasRoomToSave()) index.saveNow(value);
        return value;
      }
      for (const { event, end } of value) {
        if (!event) continue;
        const { stream, revision, id } = event;
        const isFirstWithId = index.revisionOf(stream, id, end) === undefined;
        index.add({ stream, revision, id, isFirstWithId, position: end });
      }
      if (index.unsavedCount >= mostUnsaved && hasRoomToSave()) index.saveNow(value.at(-1)?.end ?? index.end);
    }
  } finally {
    closeSync(descriptor);
  }
}
