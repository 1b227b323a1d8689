// The file `.env` of the current directory: settings that are not in the environment.
import { existsSync } from "node:fs";
import { inBoth } from "@taizhang/process";

/** Adds the settings of a file to the environment, which wins. Does nothing without one; throws a sentence if it cannot be read. */
export function readEnvFile(file: string): void {
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (cause) {
    const zh = `${file} 读不出来：应为设置文件，且本用户可读`;
    const en = `${file} cannot be read: it must be a file of settings, and readable for this user`;
    throw new Error(inBoth({ zh, en }), { cause });
  }
}
