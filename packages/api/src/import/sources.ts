// The notices received 来文原件: their bytes, kept by SHA-256 for as long as the ledger exists.
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";

/** A notice as received. */
export interface Source {
  readonly bytes: Uint8Array;
  /** The file's name as first sent. */
  readonly name: string;
}

/** A source that is to be sent: its bytes are as received, and come piece by piece. */
export interface SourceToSend {
  readonly name: string;
  readonly byteCount: number;
  readonly read: () => Readable;
}

/** Where the bytes are kept. The same bytes sent twice are one source, under the first name. */
export interface Sources {
  /** Keeps a source, and resolves with its SHA-256 once it is on disk. */
  keep(source: Source): Promise<string>;
  find(sha256: string): Promise<Source | null>;
  /** As `find`, without holding the bytes in memory. */
  open(sha256: string): Promise<SourceToSend | null>;
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const altered = (sha256: string) =>
  new Error(`the notice ${sha256} has been altered on disk: restore it from a backup`);

/** Sources in memory, for tests and rehearsals. */
export function memorySources(): Sources {
  const kept = new Map<string, Source>();
  return {
    async open(sha256) {
      const source = kept.get(sha256);
      if (!source) return null;
      const { bytes, name } = source;
      return { name, byteCount: bytes.byteLength, read: () => Readable.from([bytes]) };
    },
    async keep(source) {
      const sha256 = sha256Of(source.bytes);
      if (!kept.has(sha256)) kept.set(sha256, source);
      return sha256;
    },
    find: async (sha256) => kept.get(sha256) ?? null,
  };
}

/**
 * Sources as files of a directory: `<sha256>` holds the bytes and `<sha256>.name` the name. Where several machines
 * serve the API they share the directory.
 */
export function fileSources(directory: string): Sources {
  const nameOf = (sha256: string) => readFile(join(directory, `${sha256}.name`), "utf8");
  const find = async (sha256: string): Promise<Source | null> => {
    if (!isSha256(sha256)) return null;
    const bytes = await readFile(join(directory, sha256)).catch(absent);
    if (bytes === null) return null;
    if (sha256Of(bytes) !== sha256) throw altered(sha256);
    return { bytes, name: await nameOf(sha256) };
  };
  return {
    find,
    // What is sent cannot be taken back, so the whole file is checked before its first byte is.
    async open(sha256) {
      if (!isSha256(sha256)) return null;
      const file = join(directory, sha256);
      const size = (await stat(file).catch(absent))?.size;
      if (size === undefined) return null;
      const hash = createHash("sha256");
      for await (const piece of createReadStream(file)) hash.update(piece);
      if (hash.digest("hex") !== sha256) throw altered(sha256);
      return { name: await nameOf(sha256), byteCount: size, read: () => createReadStream(file) };
    },
    async keep({ bytes, name }) {
      const sha256 = sha256Of(bytes);
      if (await find(sha256)) return sha256;
      await mkdir(directory, { recursive: true });
      // The bytes come last: where they exist, so does the name.
      await write(directory, [
        [`${sha256}.name`, name],
        [sha256, bytes],
      ]);
      return sha256;
    },
  };
}

/**
 * Copies all notices of one directory to another, each verified by its hash. Those that are there already stay. Resolves with
 * how many there are; rejects at one that has been altered.
 */
export async function copySources(from: string, to: string): Promise<number> {
  const [source, target] = [fileSources(from), fileSources(to)];
  let count = 0;
  for (const name of (await readdir(from).catch(absent)) ?? []) {
    const found = await source.find(name);
    if (!found) continue;
    await target.keep(found);
    count += 1;
  }
  return count;
}

/**
 * Writes files, all or none, even after a power cut: each to another file that is synced, then all renamed in their order, and
 * the directory synced. Nothing is left of files that do not fit on the disk.
 */
async function write(directory: string, files: readonly (readonly [name: string, content: string | Uint8Array])[]) {
  const written = files.map(([name, content]) => ({
    name,
    content,
    aside: join(directory, `${name}.${randomUUID()}.new`),
  }));
  try {
    for (const { aside, content } of written) await writeFile(aside, content, { flag: "wx", flush: true });
    for (const { aside, name } of written) await rename(aside, join(directory, name));
  } catch (error) {
    for (const { aside } of written) await rm(aside, { force: true });
    throw error;
  }
  const folder = await open(directory);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function absent(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
