// Plays the story of the seeds on a log, with notices that the product has read.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readNotice } from "@taizhang/documents";
import { type EventLog, executor, identity, memoryLog } from "@taizhang/log";
import { playStory, type StoryNotice, seedFile, storyNotices } from "@taizhang/seeds";

/** The notices of the story as read. */
export function readStoryNotices(): Map<string, StoryNotice> {
  return new Map(
    storyNotices.map(({ key, file }) => {
      const bytes = readFileSync(seedFile(file));
      const read = readNotice([{ bytes, name: file }]);
      if ("error" in read) throw new Error(`${file}: ${read.error.message}`);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return [key, { sourceName: file, sha256, byteCount: bytes.length, draft: read.draft }];
    }),
  );
}

/** The files of the notices, as received. */
export const storySources = {
  async find(sha256: string): Promise<{ bytes: Buffer; name: string } | null> {
    const found = [...readStoryNotices().values()].find((notice) => notice.sha256 === sha256);
    return found ? { bytes: readFileSync(seedFile(found.sourceName)), name: found.sourceName } : null;
  },
};

/** Plays the whole story, on a log in memory unless another is given. */
export async function storyLog(log: EventLog = memoryLog(() => new Date().toISOString())): Promise<EventLog> {
  const parts = { log, identity, executor: executor({ log, identity, usedCommand: async () => null }) };
  await playStory({ ...parts, notices: readStoryNotices() }, () => {});
  return log;
}
