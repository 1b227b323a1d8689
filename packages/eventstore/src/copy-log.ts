// Copies a data directory, also while a server writes to it: to take a backup, and to put it back.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { type Said, shutToOthers } from "@taizhang/process";
import { Damaged } from "./core/storage.ts";
import { nameFormat, requireFormat } from "./data-directory.ts";
import { StartRefused } from "./start-refused.ts";
import { diskStorage } from "./storage/disk-storage.ts";
import { valueAt } from "./storage/index-reading.ts";
import { endOfLog } from "./storage/recovery.ts";
import { endKey, indexFile, logFile, openTables, readEnd } from "./storage/tables.ts";
import { type Verification, verifyLog } from "./storage/verify.ts";
import { syncPath } from "./sync-path.ts";

type Progress = (done: number, of: number) => void;

/** Verifies the log of a directory as of now. Throws `StartRefused` if there is no log of this version. */
export async function verifyDirectory(path: string, progress: Progress): Promise<Verification> {
  requireLog(path);
  return verifyLog(path, progress);
}

/**
 * Copies the log as of one moment into a new or empty directory, and verifies the copy. Only then does the copy get its
 * `version` file, and nothing takes it for a log before. Leaves nothing behind if it fails. Throws `StartRefused`.
 */
export async function copyLog(from: string, to: string, progress: Progress): Promise<Verification> {
  requireLog(from);
  const isNew = !existsSync(to);
  mkdirSync(to, { recursive: true });
  const [stranger] = readdirSync(to);
  if (stranger !== undefined) {
    throw new StartRefused({
      zh: `${to} 不是空目录（其中有 ${stranger}）：请指定新目录或空目录`,
      en: `the directory ${to} is not empty (${stranger}): name a new or an empty one`,
    });
  }
  try {
    const tables = orRefused(from, () => openTables(from, { readOnly: true }));
    const indexEnd = orRefused(from, () => readEnd(valueAt(tables.heads, endKey)));
    // The index first, so that the log that is copied next holds everything the index refers to.
    await tables.root.backup(join(to, indexFile), true);
    await tables.root.close();
    // The copy may hold parts of what was written meanwhile: it is cut where the log ended before.
    const end = orRefused(from, () => endOfLog(join(from, logFile), indexEnd));
    copyFileSync(join(from, logFile), join(to, logFile));
    // The copy has the rights of the original, which an earlier version may have left open.
    shutToOthers(join(to, logFile));
    truncateSync(join(to, logFile), end);
    await orRefused(from, () => diskStorage(to)).close();
    for (const file of [logFile, indexFile]) syncPath(join(to, file));
    const verification = await verifyLog(to, progress);
    const [finding] = verification.findings;
    if (finding) throw damagedIn(from, finding);
    nameFormat(to);
    return verification;
  } catch (error) {
    for (const file of isNew ? [""] : readdirSync(to)) rmSync(join(to, file), { recursive: true });
    throw error;
  }
}

function requireLog(path: string): void {
  requireFormat(path);
  if (!existsSync(join(path, logFile))) {
    throw new StartRefused({
      zh: `${path} 中没有 ${logFile}：请从备份恢复`,
      en: `there is no ${logFile} in ${path}: restore a backup`,
    });
  }
  if (!existsSync(join(path, indexFile))) {
    throw new StartRefused({
      zh: `${path} 中没有 ${indexFile}：请在该目录启动一次事件库，它会由事件日志生成`,
      en: `there is no ${indexFile} in ${path}: start the event store on it once, which makes it from the log`,
    });
  }
}

function orRefused<T>(from: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Damaged ? damagedIn(from, error.said) : error;
  }
}

const damagedIn = (from: string, { zh, en }: Said) =>
  new StartRefused({
    zh: `${from} 的事件日志已损坏，未复制任何内容：${zh}`,
    en: `the log of ${from} is damaged, nothing was copied: ${en}`,
  });
