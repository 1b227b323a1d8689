// File systems for tests: one in a file, for power cuts, and one in memory, for a full disk.
import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { haveProgram, sayAndSkip } from "../system-program.ts";

const path = { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` };
const sh = (program: string, ...args: string[]) => execFileSync(program, args, { env: path, stdio: "pipe" });

/** Skips a test, loudly, if nothing may be mounted. */
export function requireMounts(context: TestContext): void {
  if (process.getuid?.() !== 0) sayAndSkip(context, "file systems are mounted by root only: run the tests as root");
  try {
    memoryDisk(1 << 20).remove();
  } catch (error) {
    sayAndSkip(context, `nothing can be mounted here (a container needs --privileged): ${error}`);
  }
}

/** Skips a test, loudly, if no file can be mounted as a disk. */
export function requireDisk(context: TestContext): void {
  requireMounts(context);
  if (!haveProgram("mkfs.ext4") || !haveProgram("perl"))
    sayAndSkip(context, "mkfs.ext4 and perl are needed: apt-get install e2fsprogs perl-base");
  try {
    new CuttableDisk().remove();
  } catch (error) {
    sayAndSkip(context, `there is no loop device here (a container needs --privileged): ${error}`);
  }
}

export interface MountedDisk {
  readonly folder: string;
  remove(): void;
}

/** Mounts a disk in memory. */
export function memoryDisk(bytes: number): MountedDisk {
  const folder = mkdtempSync(join(tmpdir(), "disk-"));
  sh("mount", "-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder);
  return {
    folder,
    remove() {
      sh("umount", "-l", folder);
      rmSync(folder, { recursive: true });
    },
  };
}

const diskBytes = 256 << 20;

/** An ext4 disk in a file, whose power can be cut. */
export class CuttableDisk implements MountedDisk {
  readonly folder: string;
  readonly #home = mkdtempSync(join(tmpdir(), "power-"));
  readonly #image = join(this.#home, "image");

  constructor() {
    this.folder = join(this.#home, "mounted");
    mkdirSync(this.folder);
    const image = openSync(this.#image, "w");
    ftruncateSync(image, diskBytes);
    closeSync(image);
    sh("mkfs.ext4", "-q", "-F", this.#image);
    this.#mount();
  }

  /** Loses what has not been synced, and mounts what is left. Nobody may have a file open on it. */
  cutPower(): void {
    // FS_IOC_SHUTDOWN, with EXT4_GOING_FLAGS_NOLOGFLUSH: not even the journal is written any more.
    const shutdown = 'open F, "<", $ARGV[0] or die $!; $f = pack("L", 2); ioctl(F, 0x8004587d, $f) or die $!';
    sh("perl", "-e", shutdown, this.folder);
    sh("umount", this.folder);
    this.#mount();
  }

  remove(): void {
    sh("umount", "-l", this.folder);
    rmSync(this.#home, { recursive: true });
  }

  #mount(): void {
    sh("mount", "-o", "loop", this.#image, this.folder);
  }
}
