// A notice as it is kept 来文存档: one file, or several that are known by the hash of their ordered hashes.
import { most } from "@taizhang/domain";
import type { NoticeFile } from "./notice.ts";
import type { Sources } from "./sources.ts";

/** A file that is kept. */
export interface KeptFile extends NoticeFile {
  readonly sha256: string;
}

/** A notice that is kept: the name that stands for it, and its files in their order. */
export interface KeptNotice {
  readonly name: string;
  readonly files: readonly KeptFile[];
}

/**
 * Keeps the files of a notice, and resolves with its hash. Of several files the list of their hashes, one a line, is kept
 * as well: its own hash is that of the notice, so that whatever keeps, copies or gives out sources needs to know nothing
 * of lists.
 */
export async function keepNotice(
  sources: Sources,
  files: readonly NoticeFile[],
): Promise<{ readonly sourceSha256: string; readonly sources: readonly { name: string; sha256: string }[] }> {
  const kept: { name: string; sha256: string }[] = [];
  for (const { bytes, name } of files) kept.push({ name, sha256: await sources.keep({ bytes, name }) });
  const [first] = kept;
  if (!first) throw new Error("a notice has at least one file");
  if (kept.length === 1) return { sourceSha256: first.sha256, sources: kept };
  const bytes = new TextEncoder().encode(kept.map(({ sha256 }) => `${sha256}\n`).join(""));
  const name = `${first.name}等${kept.length}个文件.txt`;
  return { sourceSha256: await sources.keep({ bytes, name }), sources: kept };
}

/** Finds a notice by its hash; null where it was never received. */
export async function findNotice(sources: Sources, sourceSha256: string): Promise<KeptNotice | null> {
  const source = await sources.find(sourceSha256);
  if (!source) return null;
  const hashes = hashesIn(source.bytes);
  if (hashes === null) return { name: source.name, files: [{ ...source, sha256: sourceSha256 }] };
  const files: KeptFile[] = [];
  for (const sha256 of hashes) {
    const file = await sources.find(sha256);
    if (!file) throw new Error(`the file ${sha256} of the notice ${sourceSha256} is missing: restore it from a backup`);
    files.push({ ...file, sha256 });
  }
  return { name: source.name, files };
}

const lineBytes = 65;
const list = /^(?:[0-9a-f]{64}\n){2,}$/;

/** The hashes of a list; null for any other file, which a list cannot be: nobody could read it as a notice. */
function hashesIn(bytes: Uint8Array): string[] | null {
  if (bytes.byteLength > most.noticeFiles * lineBytes) return null;
  const text = new TextDecoder("latin1").decode(bytes);
  return list.test(text) ? text.trimEnd().split("\n") : null;
}
