// Tells what the storage serves of a directory; in a process of its own, because a damaged file may end its reader.
//
// Each line of input is a question in JSON, each line of output its answer: for the whole log and for each stream, in both
// directions, the digests of its events, or the reason why it is refused; `start` is the reason why nothing is served.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import type { RecordedEvent } from "../../src/core/event.ts";
import type { Storage } from "../../src/core/storage.ts";
import { diskStorage } from "../../src/storage/disk-storage.ts";
import { logFile } from "../../src/storage/tables.ts";
import { verifyLog } from "../../src/storage/verify.ts";

export interface Question {
  readonly directory: string;
  readonly streams: readonly string[];
  /** Who is asked: the storage and then verification, only verification, or a reader that trusts the disk, which tests have to notice. */
  readonly whom: "both" | "verification" | "trusting";
}

export interface Answer {
  readonly served: Readonly<Record<string, readonly string[] | string>>;
  /** What verification finds. */
  /** What verification finds, in English. */
  readonly findings: readonly string[];
}

const digest = (...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part).update("\n"), createHash("sha1")).digest("base64");

/** Everything in the event counts. */
export const digestOf = ({
  position,
  revision,
  stream,
  id,
  type,
  json,
  created,
  data,
  metadata,
}: RecordedEvent): string => digest([position, revision, stream, id, type, json, created].join(), data, metadata);

async function answer({ directory, streams, whom }: Question): Promise<Answer> {
  if (whom === "trusting") return { served: trusted(directory), findings: [] };
  const served = whom === "both" ? await serve(directory, streams) : {};
  const { findings } = await verifyLog(directory);
  return { served, findings: findings.map(({ en }) => en) };
}

async function serve(directory: string, streams: readonly string[]): Promise<Answer["served"]> {
  let storage: Storage;
  try {
    storage = diskStorage(directory);
  } catch (error) {
    return { start: String(error) };
  }
  const served: Record<string, string[] | string> = {
    forwards: orReason(() => [...storage.all(0n, "forwards")].map(digestOf)),
    backwards: orReason(() => [...storage.all(2n ** 63n, "backwards")].map(digestOf).reverse()),
  };
  for (const stream of streams) {
    served[`${stream} forwards`] = orReason(() => [...storage.stream(stream, 0n, "forwards")].map(digestOf));
    served[`${stream} backwards`] = orReason(() => {
      const last = storage.lastRevision(stream);
      return last < 0n ? [] : [...storage.stream(stream, last, "backwards")].map(digestOf).reverse();
    });
  }
  await storage.close();
  return served;
}

/** Takes all lengths, and everything else, for right. */
function trusted(directory: string): Answer["served"] {
  const log = readFileSync(join(directory, logFile));
  const forwards: string[] = [];
  for (let at = 0; at < log.length; at += log.readUInt32BE(at))
    forwards.push(digest(log.subarray(at, at + log.readUInt32BE(at))));
  return { forwards };
}

function orReason(read: () => string[]): string[] | string {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}

const watchdog = new Worker(new URL("watchdog.mjs", import.meta.url));
watchdog.unref();
for await (const line of createInterface(process.stdin)) {
  watchdog.postMessage("a question");
  const answered = await answer(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(answered)}\n`);
}
