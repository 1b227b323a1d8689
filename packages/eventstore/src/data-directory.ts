// The directory that holds the log: which version wrote it, and which process has it open.
import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shutToOthers } from "@taizhang/process";
import { StartRefused } from "./start-refused.ts";
import { syncPath } from "./sync-path.ts";

/** The one format that this version writes and reads. Raise it with any change that an older version could not read. */
export const formatVersion = 3;

export interface DataDirectory {
  readonly path: string;
  /** True if other users of the machine can look into it, because it belongs to one of them. */
  readonly isOpenToOthers: boolean;
  /** Makes sure that files created in it are still in it after a power cut. */
  sync(): void;
  /** Lets another process have it. */
  release(): void;
}

/** Creates the directory if need be and locks it for this process. Throws `StartRefused`. */
export function openDataDirectory(path: string): DataDirectory {
  mkdirSync(path, { recursive: true });
  const lock = join(path, "lock");
  takeLock(lock, path);
  const release = () => rmSync(lock, { force: true });
  try {
    if (isNew(path)) nameFormat(path);
    requireFormat(path);
    return { path, isOpenToOthers: !shutToOthers(path), sync: () => syncPath(path), release };
  } catch (error) {
    release();
    throw error;
  }
}

const versionFile = "version";

/** Writes this version's format to the directory, which then counts as a log. */
export function nameFormat(path: string): void {
  writeDurably(join(path, versionFile), `${formatVersion}\n`);
}

function isNew(path: string): boolean {
  if (existsSync(join(path, versionFile))) return false;
  const strangers = readdirSync(path).filter((name) => !name.startsWith("lock"));
  if (strangers.length === 0) return true;
  throw new StartRefused({
    zh: `数据目录 ${path} 里有不属于事件库的文件（${strangers[0]}）：请指定另一目录或空目录`,
    en: `the data directory ${path} holds files that are not an event store's (${strangers[0]}): name another or empty one`,
  });
}

/** Throws `StartRefused` unless the directory holds a log of this version's format. */
export function requireFormat(path: string): void {
  const file = join(path, versionFile);
  if (!existsSync(file))
    throw new StartRefused({
      zh: `${path} 中没有事件库的日志：请指定有日志的目录`,
      en: `the directory ${path} holds no event store's log: name one that does`,
    });
  const found = readFileSync(file, "utf8").trim();
  if (found === `${formatVersion}`) return;
  if (!/^\d+$/.test(found))
    throw new StartRefused({
      zh: `文件 ${file} 没有写明数据目录的格式：请从备份恢复`,
      en: `the file ${file} does not say which format the data directory has: restore a backup`,
    });
  throw new StartRefused({
    zh: `数据目录 ${path} 的格式是 ${found}，本版本只读格式 ${formatVersion}：请启动写下它的版本`,
    en: `the data directory ${path} has format ${found}, and this version reads format ${formatVersion} only: start the version that wrote it`,
  });
}

/** The lock names its process, so that the lock of a killed process can be taken over. */
function takeLock(lock: string, path: string): void {
  // Processes of several containers may have one number.
  const mine = `${lock}.${randomUUID()}`;
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}\n`);
  try {
    for (;;) {
      try {
        linkSync(mine, lock);
        return;
      } catch (error) {
        if (!isFileError(error, "EEXIST")) throw error;
      }
      const holder = holderOf(lock);
      if (holder && isRunning(holder)) {
        throw new StartRefused({
          zh: `数据目录 ${path} 正由进程 ${holder.pid} 使用：请停止该进程，或指定另一目录`,
          en: `the data directory ${path} is in use by process ${holder.pid}: stop that or name another directory`,
        });
      }
      removeStale(lock, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

interface Holder {
  readonly pid: number;
  readonly start: string;
  readonly text: string;
}

function holderOf(lock: string): Holder | undefined {
  try {
    const text = readFileSync(lock, "utf8");
    const [pid, start = ""] = text.trim().split(" ");
    return { pid: Number(pid), start, text };
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Two processes may find the same stale lock: the file that was moved away has to be the one that was looked at. */
function removeStale(lock: string, judged: Holder | undefined): void {
  const aside = `${lock}.stale.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isFileError(error, "ENOENT")) return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== judged?.text && !existsSync(lock)) linkSync(aside, lock);
  rmSync(aside, { force: true });
}

function isRunning({ pid, start }: Holder): boolean {
  // A power cut may empty the lock; nothing else leaves one that names no process.
  if (!(pid > 0)) return false;
  if (pid === process.pid) return start === startOf(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isFileError(error, "EPERM");
  }
  return start === startOf(pid);
}

/** When the process started, because process ids are reused; empty if the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function writeDurably(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
  syncPath(join(file, ".."));
}
