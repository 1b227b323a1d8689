// What is done with files: a port, so that a test can cut the work off at every step of it.
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files, by path. */
export interface Disk {
  /** How many bytes a file has; null if there is none. */
  sizeOf(path: string): Promise<number | null>;
  /** The bytes of a file from one place up to another, or up to its end where that comes first; none without a file. */
  read(path: string, from: number, to: number): Promise<Buffer>;
  /** Writes over what stands at a place, in a file that is made if there is none. */
  write(path: string, at: number, bytes: Uint8Array): Promise<void>;
  /** Writes behind what stands in a file, which is made if there is none. */
  append(path: string, bytes: Uint8Array): Promise<void>;
  /** Takes away what stands behind a place. */
  cut(path: string, size: number): Promise<void>;
  /** Resolves when what was written to files of a directory would survive a power cut. */
  sync(directory: string, names: readonly string[]): Promise<void>;
  /** Puts a text in the place of a file's, all or nothing, so that it would survive a power cut. */
  replace(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes a directory and those above it. */
  makeDirectory(path: string): Promise<void>;
  /** The names in a directory; none if there is no such directory. */
  list(path: string): Promise<readonly string[]>;
}

/** The text of a file; null if there is none. */
export async function textOf(disk: Pick<Disk, "sizeOf" | "read">, path: string): Promise<string | null> {
  const size = await disk.sizeOf(path);
  return size === null ? null : (await disk.read(path, 0, size)).toString("utf8");
}

/** The files of this machine. */
export const machineDisk: Disk = {
  sizeOf: async (path) => (await stat(path).catch(absent))?.size ?? null,
  async read(path, from, to) {
    const file = await open(path).catch(absent);
    if (file === null) return Buffer.alloc(0);
    try {
      const bytes = Buffer.alloc(Math.max(0, to - from));
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, from + length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await file.close();
    }
  },
  async write(path, at, bytes) {
    const file = await open(path, "r+").catch(async (error) => {
      absent(error);
      return open(path, "w+");
    });
    try {
      for (let length = 0; length < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, length, bytes.length - length, at + length);
        length += bytesWritten;
      }
    } finally {
      await file.close();
    }
  },
  async append(path, bytes) {
    const file = await open(path, "a");
    try {
      await file.appendFile(bytes);
    } finally {
      await file.close();
    }
  },
  cut: truncate,
  async sync(directory, names) {
    for (const path of [...names.map((name) => join(directory, name)), directory]) {
      const file = await open(path);
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    }
  },
  async replace(path, text) {
    // A name that nobody else writes to: neither this process at the same time nor another of the same number elsewhere.
    const aside = `${path}.${randomUUID()}.new`;
    try {
      const file = await open(aside, "wx");
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
    await machineDisk.sync(dirname(path), []);
  },
  remove: (path) => rm(path, { force: true }),
  async makeDirectory(path) {
    const first = await mkdir(path, { recursive: true });
    if (first !== undefined) await machineDisk.sync(dirname(first), []);
  },
  list: async (path) => (await readdir(path).catch(absent)) ?? [],
};

function absent(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
