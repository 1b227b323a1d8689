// What proofs cost: keeping them beside a log, compared with reading it, and verifying an archive, compared with reading the file.
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { EsdbLog } from "@taizhang/log/esdb";
import { everything } from "@taizhang/log/testing/shell";
import { archiveLines, keeper, keptProofs, machineDisk, verifyFile } from "@taizhang/proving";
import { storySources } from "@taizhang/test/support/story";
import type { After } from "../after.ts";
import { startBusyLog } from "../busy-log.ts";
import type { Round, Rounds } from "../line.ts";

/** Rounds without single durations. */
const round = (work: () => Promise<number>) => async (): Promise<Round> => ({ done: await work(), times: [] });

/** A directory for proofs. */
async function freshDirectory(after: After): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "taizhang-bench-"));
  after(() => rm(made, { recursive: true }));
  return made;
}

/** Keeps the proofs of a log from its first event on, and signs them. */
const kept = (log: EsdbLog, directory: string): Promise<void> =>
  keeper({
    ...{ log, disk: machineDisk, directory, ledger: "bench", digest: "sha256" },
    secret: Buffer.alloc(32, 7),
    newId: randomUUID,
    logger: { info() {}, warn() {} },
  }).round();

const keeping: Rounds = {
  name: "proofs-keeping",
  unit: "events",
  async open({ after }) {
    const log = await startBusyLog(after);
    const directory = await freshDirectory(after);
    const { length } = await everything(log);
    let nth = 0;
    return {
      ours: {
        name: "keeper",
        round: round(async () => {
          await kept(log, join(directory, String(nth++)));
          return length;
        }),
      },
      peers: [
        { name: "reading the bytes alone", round: round(() => counted(log.bytes(null))) },
        { name: "reading and decoding alone", round: round(async () => (await everything(log)).length) },
      ],
    };
  },
};

const verifying: Rounds = {
  name: "proofs-verify",
  unit: "events",
  async open({ after }) {
    const log = await startBusyLog(after);
    const directory = await freshDirectory(after);
    await kept(log, join(directory, "proofs"));
    const { regionId, checkpoint, size } = await largest(log, join(directory, "proofs"));
    const file = join(directory, "archive.jsonl");
    const parts = {
      log,
      disk: machineDisk,
      directory: join(directory, "proofs"),
      now: () => "2022-01-05T00:00:00.000Z",
      leftOut() {},
    };
    const lines = archiveLines({ ...parts, sources: storySources }, regionId);
    await pipeline(Readable.from(lines), createWriteStream(file));
    return {
      ours: {
        name: "verify",
        round: round(async () => {
          const { isIntact, told } = await verifyFile(file, [{ name: "held", text: checkpoint }], []);
          if (!isIntact) throw new Error(`nobody altered it: ${told.map(({ en }) => en).join("; ")}`);
          return size;
        }),
      },
      peers: [
        {
          name: "reading its lines as JSON",
          round: round(async () => {
            for await (const line of createInterface({ input: createReadStream(file) })) JSON.parse(line);
            return size;
          }),
        },
      ],
    };
  },
};

export const proofs: readonly Rounds[] = [keeping, verifying];

/** The region of the most events, and its checkpoint. */
async function largest(log: EsdbLog, directory: string) {
  const regions = new Set((await everything(log)).map(({ meta }) => meta.regionId));
  const proofs = keptProofs(machineDisk, directory, log, { warn() {} });
  const all = await Promise.all([...regions].map(async (id) => ({ regionId: id, last: await proofs.checkpoint(id) })));
  const [first] = all
    .flatMap(({ regionId, last }) => (last ? [{ regionId, checkpoint: last.note, size: last.size }] : []))
    .sort((one, other) => other.size - one.size);
  if (!first) throw new Error("nothing was signed");
  return first;
}

async function counted(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of items) count += 1;
  return count;
}
