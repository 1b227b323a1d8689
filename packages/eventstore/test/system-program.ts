// Programs of the system that tests need: found on the path, or installed if that is allowed. Else a test is left out, loudly.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

/** Whether the program is there. On Debian, as root and with TAIZHANG_INSTALL=1, it is installed if it is not. */
export function haveProgram(name: string, debianPackages: string): boolean {
  if (found(name)) return true;
  const mayInstall = process.env.TAIZHANG_INSTALL === "1" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) return false;
  process.stderr.write(`Installing ${debianPackages} for the tests …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) =>
    execFileSync("apt-get", ["-q", "-y", ...args], { env, stdio: ["ignore", "ignore", 2] });
  apt("update");
  apt("install", "--no-install-recommends", ...debianPackages.split(" "));
  return found(name);
}

/** Skips a test that cannot be carried out on this machine, loudly. */
export function sayAndSkip(context: TestContext, why: string): never {
  process.stderr.write(`\n!!! NOT TESTED: ${context.task.name}\n!!! ${why}\n\n`);
  return context.skip(why);
}

function found(name: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => existsSync(join(folder, name)));
}
