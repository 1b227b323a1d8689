// A data directory copied, while a server writes to it or not: a backup taken, and a backup put back.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { formatVersion, nameFormat, readFormat } from "./data-directory.ts";
import { StartRefused } from "./start-refused.ts";
import { logFile, openTables } from "./storage/tables.ts";
import { type Verification, verifyLog } from "./storage/verify.ts";

type Progress = (done: number, of: number) => void;

/** Verifies the log of a directory as of now. Throws `StartRefused` if there is none of this version. */
export async function verifyDirectory(path: string, progress: Progress): Promise<Verification> {
  requireCurrent(path);
  return verifyFile(path, progress);
}

/**
 * Copies the log as of one moment into a directory that is new or empty, and verifies the copy. Until that is done the
 * copy has no format and nothing takes it for a log; if it fails, nothing is left. Throws `StartRefused`.
 */
export async function copyLog(from: string, to: string, progress: Progress): Promise<Verification> {
  requireCurrent(from);
  const isNew = !existsSync(to);
  mkdirSync(to, { recursive: true });
  const [stranger] = readdirSync(to);
  if (stranger !== undefined) {
    throw new StartRefused(`The directory ${to} is not empty (${stranger}): name a new or an empty one.`);
  }
  try {
    const tables = openTables(from, { readOnly: true });
    // The copy holds only what is in use, page after page.
    await tables.root.backup(join(to, logFile), true);
    await tables.root.close();
    syncFile(join(to, logFile));
    const verification = await verifyFile(to, progress);
    const [finding] = verification.findings;
    if (finding !== undefined) throw new StartRefused(`The log of ${from} is damaged, nothing was copied: ${finding}.`);
    nameFormat(to);
    return verification;
  } catch (error) {
    for (const file of isNew ? [""] : readdirSync(to)) rmSync(join(to, file), { recursive: true });
    throw error;
  }
}

function requireCurrent(path: string): void {
  const found = readFormat(path);
  if (found === formatVersion) return;
  throw new StartRefused(
    `The data directory ${path} has format ${found}, this version works on ${formatVersion}: start the event store on it once, which upgrades it.`,
  );
}

async function verifyFile(path: string, progress: Progress): Promise<Verification> {
  if (!existsSync(join(path, logFile))) throw new StartRefused(`There is no ${logFile} in ${path}: restore a backup.`);
  const tables = openTables(path, { readOnly: true });
  try {
    return verifyLog(tables, progress);
  } finally {
    await tables.root.close();
  }
}

function syncFile(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}
