// Programs of the system that tests need: found on the path, or installed if that is allowed. Else a test is left out, loudly.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

/**
 * The programs, each with the packages of Debian that bring it, or else another one that does as well, and the variable that names
 * one elsewhere.
 */
const programs = {
  "redis-server": { packages: [["redis-server"]], insteadBy: "REDIS_URL" },
  // The letters of Chinese come with the browser: without them a page is full of boxes.
  "chromium-headless-shell": {
    packages: [
      ["chromium-headless-shell", "fonts-noto-cjk"],
      ["chromium", "fonts-noto-cjk"],
    ],
    insteadBy: "CHROMIUM_PATH",
  },
  strace: { packages: [["strace"]], insteadBy: null },
  faketime: { packages: [["faketime"]], insteadBy: null },
  "mkfs.ext4": { packages: [["e2fsprogs"]], insteadBy: null },
  perl: { packages: [["perl-base"]], insteadBy: null },
} as const;

/** Whether one of these programs is there; a program that the set-up would not install does not compile here. */
export const haveProgram = (name: keyof typeof programs): boolean => isOnPath(name);

/** Whether a program is on the path, or among those of the system's administrator. */
export function isOnPath(name: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** Skips a test that cannot be carried out on this machine, loudly. */
export function sayAndSkip(context: TestContext, why: string): never {
  process.stderr.write(`\n!!! NOT TESTED: ${context.task.name}\n!!! ${why}\n\n`);
  return context.skip(why);
}

/**
 * Vitest's global set-up: on Debian, as root and with TAIZHANG_INSTALL=1, what is missing is installed before the first test, because
 * two workers cannot install at once. What cannot be installed is not there, and whoever needs it says so.
 */
export default function setup(): void {
  const mayInstall = process.env.TAIZHANG_INSTALL === "1" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) return;
  const missing = Object.entries(programs).filter(
    ([name, { insteadBy }]) => !(insteadBy && process.env[insteadBy]) && !isOnPath(name),
  );
  if (missing.length > 0) apt("update");
  for (const [, { packages }] of missing)
    packages.some((names) => {
      process.stderr.write(`Installing ${names.join(" ")} for the tests …\n`);
      return apt("install", "--no-install-recommends", ...names);
    });
}

/** Runs it; false where it fails, which it says. */
function apt(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-q", "-y", ...args], { env, stdio: ["ignore", "ignore", 2] }).status === 0;
}
