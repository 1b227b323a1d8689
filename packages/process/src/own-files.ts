// Files and directories of our own: nobody else's to read, and a sentence where they cannot be had.
import { chmodSync, statSync } from "node:fs";
import type { Said } from "./said.ts";

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
const reasons: ReadonlyMap<unknown, Said> = new Map([
  ["ENOTDIR", { zh: "路径中有一段是文件，不是目录", en: "a part of its path is a file and no directory" }],
  ["EEXIST", { zh: "该处已有文件", en: "there is a file in its place" }],
  ["EISDIR", { zh: "该处是目录", en: "there is a directory in its place" }],
  ["EACCES", { zh: "当前用户无权写入或读取", en: "this user may not write there, or not read it" }],
  ["EPERM", { zh: "当前用户不得在该处这样做", en: "this user may not do that there" }],
  ["EROFS", { zh: "所在文件系统为只读", en: "its file system is read-only" }],
  ["ENOSPC", { zh: "磁盘已满", en: "its disk is full" }],
  ["EDQUOT", { zh: "磁盘配额已用完", en: "the quota of its disk is used up" }],
  ["ENOENT", { zh: "不存在", en: "it does not exist" }],
  ["ENAMETOOLONG", { zh: "名称过长", en: "its name is too long" }],
  ["ELOOP", { zh: "路径循环", en: "its path goes round in circles" }],
  ["EMFILE", { zh: "本进程打开的文件已达上限", en: "this process has as many files open as it may" }],
]);

/** What is wrong with a file or a directory, in a sentence; null if the error is no such one. */
export function fileTrouble(error: unknown): Said | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const reason = reasons.get(error.code);
  if (reason === undefined) return null;
  const path = "path" in error && typeof error.path === "string" ? error.path : null;
  return {
    zh: `${path ?? "文件"}无法使用：${reason.zh}（${error.code}）。`,
    en: `${path ?? "A file"} cannot be used: ${reason.en} (${error.code}).`,
  };
}

/** True where the disk is full, or the user's part of it. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
