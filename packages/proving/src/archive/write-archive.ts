// Writes an archive: what was signed first, then every event beside the hash that was signed of it, and the notices.
import { createHash } from "node:crypto";
import type { EventLog, LogOfBytes } from "@taizhang/log";
import { digestOf, type MerkleLog, merkleLog, type Sentence } from "@taizhang/proofs";
import { cosignedNotes, type LeftOut } from "../cosigned.ts";
import type { Disk } from "../disk.ts";
import { regionFiles } from "../region-files.ts";
import { regionsOf } from "../regions.ts";
import { readState } from "../state.ts";
import { written } from "./lines.ts";
import { sourcesNamedBy } from "./named-sources.ts";

export interface ArchiveParts {
  readonly log: Pick<EventLog, "read"> & LogOfBytes;
  readonly disk: Disk;
  /** The directory of the proofs. */
  readonly directory: string;
  /** The notices received, by the SHA-256 of their bytes. */
  readonly sources: { find(sha256: string): Promise<{ readonly bytes: Uint8Array; readonly name: string } | null> };
  /** Told of what is left out of the archive, in words. */
  readonly leftOut: (what: Sentence) => void;
  /** This instant, ISO in UTC. */
  readonly now: () => string;
  /** Told of every event. */
  readonly progress?: (events: number) => void;
}

/** Nothing of the region was signed yet. */
export class NothingSigned extends Error {
  override readonly name = "NothingSigned";
}

/** How many hashes are read at once. */
const hashesAtOnce = 512;

/** The lines of a region's archive. Only a few are held at a time. Throws `NothingSigned`. */
export async function* archiveLines(parts: ArchiveParts, regionId: string): AsyncGenerator<string, void> {
  const { log, disk, directory, sources, now, progress } = parts;
  const state = await readState(disk, directory);
  const size = state?.sizes[regionId] ?? 0;
  const files = state && regionFiles(disk, directory, state.logId, regionId);
  const key = (await files?.key()) ?? null;
  if (state === null || files === null || size === 0 || key === null)
    throw new NothingSigned(
      `${directory} 中尚无行政区划 ${regionId} 签署过的检查点 / nothing of region ${regionId} was signed yet in ${directory}`,
    );

  yield written.head({ regionId, origin: key.slice(0, key.indexOf("+")), key, writtenAt: now() });
  const leftOut: LeftOut = (file, { sentence }) => parts.leftOut(noNote(file, sentence));
  for await (const source of files.checkpoints.after(0))
    yield written.checkpoint(await cosignedNotes(disk, files.directory, leftOut).joinedTo(source));

  const leaves = leafHashes(await merkleLog(digestOf(state.digest), files.nodes, size));
  const regionOf = regionsOf(log);
  const archived = new Set<string>();
  let events = 0;
  let count = 0;
  for await (const event of log.bytes(null)) {
    const found = regionOf(event);
    if ((typeof found === "string" ? found : await found) !== regionId) continue;
    yield written.event(event);
    events += 1;
    progress?.(events);
    const leaf = await leaves.next();
    if (!leaf.done) yield written.leaf(leaf.value);
    for (const { sha256 } of sourcesNamedBy(event)) {
      const source = archived.has(sha256) ? null : await sources.find(sha256);
      if (source === null) continue;
      archived.add(sha256);
      count += 1;
      yield written.source({ sha256, ...source });
    }
  }
  // What was signed and is in the log no more.
  for await (const leaf of leaves) yield written.leaf(leaf);
  yield written.end({ events, sources: count });
}

const noNote = (file: string, { zh, en }: Sentence): Sentence => ({
  zh: `保存的见证签名 ${file} 不是其检查点的签名文本（${zh}），未收入档案；请删除该文件，并可请见证重新提交`,
  en: `the kept cosignature ${file} is no note of its checkpoint (${en}) and is left out of the archive; remove the file, and the witness may send its line again`,
});

async function* leafHashes(tree: MerkleLog): AsyncGenerator<Uint8Array, void> {
  for (let begin = 0; begin < tree.size; begin += hashesAtOnce)
    yield* await tree.leafHashes({ begin, end: Math.min(tree.size, begin + hashesAtOnce) });
}

/** The SHA-256 of bytes, as notices are known by it. */
export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
