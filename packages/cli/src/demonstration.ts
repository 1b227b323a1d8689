// The demonstration: on first start the rosters, notices and story of the seeds are played into the empty ledger.
import { readFile } from "node:fs/promises";
import type { Sources } from "@taizhang/api";
import { readNotice } from "@taizhang/documents";
import type { Identity } from "@taizhang/domain";
import type { EventLog, Executor } from "@taizhang/log";
import { playStory, rosters, type StoryNotice, seedFile, storyNotices } from "@taizhang/seeds";

const begun = "demonstration-begun";
const done = "demonstration-done";

/** The regions of the demonstration, by name. */
export const demonstrationRegions = (): ReadonlyMap<string, string> =>
  new Map(rosters().map(({ regionId, name }) => [regionId, name]));

export interface DemonstrationParts {
  readonly log: EventLog;
  readonly executor: Executor;
  readonly identity: Identity;
  readonly sources: Sources;
  /** Called with the number of acts played so far, and of all acts. */
  readonly progress: (played: number, of: number) => void;
}

// Only that these checkpoints are there says something.
const noPlace = { position: 0n, mark: null };

/**
 * Plays the demonstration if the ledger is empty, or goes on where an earlier start was cut off. A ledger with anything
 * else in it is left alone. Answers whether anything was to be done.
 */
export async function playDemonstration(parts: DemonstrationParts): Promise<boolean> {
  const { log } = parts;
  if ((await log.checkpoint(done)) !== null) return false;
  if ((await log.checkpoint(begun)) === null && (await log.head()) !== null) return false;
  await log.storeCheckpoint(begun, noPlace);
  await playStory({ ...parts, notices: await keptNotices(parts.sources) }, parts.progress);
  await log.storeCheckpoint(done, noPlace);
  return true;
}

/** Reads the notices of the story, and keeps their bytes as if somebody had sent them in. */
async function keptNotices(sources: Sources): Promise<Map<string, StoryNotice>> {
  const notices = new Map<string, StoryNotice>();
  for (const { key, file } of storyNotices) {
    const bytes = await readFile(seedFile(file));
    const name = file.slice(file.lastIndexOf("/") + 1);
    const read = readNotice([{ bytes, name }]);
    if ("error" in read) throw new Error(`the seeds hold a notice that cannot be read, ${file}: ${read.error.message}`);
    const sha256 = await sources.keep({ bytes, name });
    const readingSha256 = await sources.keep({ bytes: read.reading, name: `${name}.reading.json` });
    notices.set(key, { sourceName: name, sha256, byteCount: bytes.length, readingSha256, draft: read.draft });
  }
  return notices;
}
