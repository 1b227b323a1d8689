// A data directory copied, while a server writes to it or not: a backup taken, and a backup put back.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { Damaged } from "./core/storage.ts";
import { nameFormat, requireFormat } from "./data-directory.ts";
import { StartRefused } from "./start-refused.ts";
import { diskStorage } from "./storage/disk-storage.ts";
import { endOfLog } from "./storage/recovery.ts";
import { endKey, indexFile, logFile, openTables, readEnd } from "./storage/tables.ts";
import { type Verification, verifyLog } from "./storage/verify.ts";
import { syncPath } from "./sync-path.ts";

type Progress = (done: number, of: number) => void;

/** Verifies the log of a directory as of now. Throws `StartRefused` if there is none of this version. */
export async function verifyDirectory(path: string, progress: Progress): Promise<Verification> {
  requireLog(path);
  return verifyLog(path, progress);
}

/**
 * Copies the log as of one moment into a directory that is new or empty, and verifies the copy. Until that is done the
 * copy has no format and nothing takes it for a log; if it fails, nothing is left. Throws `StartRefused`.
 */
export async function copyLog(from: string, to: string, progress: Progress): Promise<Verification> {
  requireLog(from);
  const isNew = !existsSync(to);
  mkdirSync(to, { recursive: true });
  const [stranger] = readdirSync(to);
  if (stranger !== undefined) {
    throw new StartRefused(`The directory ${to} is not empty (${stranger}): name a new or an empty one.`);
  }
  try {
    const tables = openTables(from, { readOnly: true });
    const indexEnd = orRefused(() => readEnd(tables.heads.get(endKey)));
    // The index first, so that the copied log holds all it speaks of; only what is in use, page after page.
    await tables.root.backup(join(to, indexFile), true);
    await tables.root.close();
    // What is written during the copy is in it here and there: it ends where the log did before.
    const end = orRefused(() => endOfLog(join(from, logFile), indexEnd));
    copyFileSync(join(from, logFile), join(to, logFile));
    truncateSync(join(to, logFile), end);
    await orRefused(() => diskStorage(to)).close();
    for (const file of [logFile, indexFile]) syncPath(join(to, file));
    const verification = await verifyLog(to, progress);
    const [finding] = verification.findings;
    if (finding !== undefined) throw new StartRefused(`The log of ${from} is damaged, nothing was copied: ${finding}.`);
    nameFormat(to);
    return verification;
  } catch (error) {
    for (const file of isNew ? [""] : readdirSync(to)) rmSync(join(to, file), { recursive: true });
    throw error;
  }
}

function requireLog(path: string): void {
  requireFormat(path);
  if (!existsSync(join(path, logFile))) throw new StartRefused(`There is no ${logFile} in ${path}: restore a backup.`);
  if (!existsSync(join(path, indexFile))) {
    throw new StartRefused(
      `There is no ${indexFile} in ${path}: start the event store on it once, which makes it from the log.`,
    );
  }
}

function orRefused<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Damaged
      ? new StartRefused(`The log is damaged, nothing was copied: ${error.message}.`)
      : error;
  }
}
