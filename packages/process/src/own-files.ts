// Files and directories of our own: nobody else's to read, and a sentence where they cannot be had.
import { chmodSync, statSync } from "node:fs";

/** What this process creates from now on is its user's alone: directories 0700, files 0600. */
export function keepToOurselves(): void {
  process.umask(0o077);
}

const ofOthers = 0o077;

/**
 * Shuts a directory or file that an earlier version has left open to other users of the machine. False if it stays open,
 * because it belongs to somebody else.
 */
export function shutToOthers(path: string): boolean {
  const { mode } = statSync(path);
  if ((mode & ofOthers) === 0) return true;
  try {
    chmodSync(path, mode & 0o700);
    return true;
  } catch {
    return false;
  }
}

/** Why a file or a directory cannot be had, by the code of the system's error. */
const reasons: ReadonlyMap<unknown, string> = new Map([
  ["ENOTDIR", "a part of its path is a file and no directory"],
  ["EEXIST", "there is a file in its place"],
  ["EISDIR", "there is a directory in its place"],
  ["EACCES", "this user may not write there, or not read it"],
  ["EPERM", "this user may not do that there"],
  ["EROFS", "its file system is read-only"],
  ["ENOSPC", "its disk is full"],
  ["EDQUOT", "the quota of its disk is used up"],
  ["ENOENT", "it does not exist"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ELOOP", "its path goes round in circles"],
  ["EMFILE", "this process has as many files open as it may"],
]);

/** What is wrong with a file or a directory, in a sentence; null if the error is no such one. */
export function fileTrouble(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const reason = reasons.get(error.code);
  if (reason === undefined) return null;
  const path = "path" in error && typeof error.path === "string" ? error.path : "A file";
  return `${path} cannot be used: ${reason} (${error.code}).`;
}

/** True where the disk is full, or the user's part of it. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
