// A ledger's year whose proofs were kept, for tests of archives: two regions, a notice, a few checkpoints, of which one is held.
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plan } from "@taizhang/domain";
import { type ArchivedEvent, type DigestName, readCheckpoint, type Sentence } from "@taizhang/proofs";
import { drawing, yearOf } from "@taizhang/proofs/testing/archives";
import { type Outcome, verifyFile } from "../src/archive/verify-file.ts";
import { archiveLines } from "../src/archive/write-archive.ts";
import { machineDisk } from "../src/disk.ts";
import { keeper } from "../src/keeper.ts";
import { checkpointsOf } from "./kept.ts";
import { logOfEvents, type ReadLog } from "./log-of-events.ts";

export const region = "420381";
export const neighbour = "420304";
export const notice = Buffer.from("某区人民政府办公室关于印发政务公开工作任务分解表的通知");
export const sha256 = createHash("sha256").update(notice).digest("hex");
const sources = { find: async (hash: string) => (hash === sha256 ? { bytes: notice, name: "通知.txt" } : null) };

export interface KeptYear {
  /** Where its proofs are kept. */
  readonly directory: string;
  readonly events: readonly ArchivedEvent[];
  /** The checkpoint that the auditor holds. */
  readonly held: string;
  readonly heldSize: number;
  /** What was told to be left out of archives. */
  readonly leftOut: readonly Sentence[];
  /** Keeps the proofs of a log in the same directory, or another, with the key of this number. */
  keep(
    log: ReadLog,
    how?: { readonly logId?: number; readonly key?: number; readonly directory?: string },
  ): Promise<void>;
  /** The archive that would be handed over of a store. */
  archived(log: ReadLog, of?: string, directory?: string): Promise<string[]>;
  /** What the auditor finds, with the checkpoint that is held unless others are given. */
  verified(
    lines: readonly string[],
    how?: { checkpoints?: string; keys?: readonly string[]; witnesses?: readonly string[] },
  ): Promise<Outcome>;
  remove(): Promise<void>;
}

export const logId = (number: number) => `0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c${number}`;

/** Plays the year, with trees over this hash function. */
export async function keptYear(digest: DigestName = "sha256"): Promise<KeptYear> {
  const directory = await mkdtemp(join(tmpdir(), "taizhang-year-"));
  const events = year();

  const keep: KeptYear["keep"] = (log, { logId: number = 4, key = 7, directory: into = directory } = {}) =>
    keeper({
      ...{ log, disk: machineDisk, directory: into, ledger: "ledger.example.gov.cn", digest },
      secret: Buffer.alloc(32, key),
      newId: () => logId(number),
      logger: { info() {}, warn() {} },
    }).round();
  for (const size of [20, 35, 55, 70, events.length]) await keep(logOfEvents(events.slice(0, size)));

  const leftOut: Sentence[] = [];
  const held = (await checkpointsOf(directory, region))[3] ?? "";
  return {
    ...{ directory, events, held, heldSize: readCheckpoint(held).size, leftOut, keep },
    async archived(log, of = region, from = directory) {
      const lines: string[] = [];
      const parts = {
        log,
        disk: machineDisk,
        directory: from,
        sources,
        now: () => "2022-01-05T00:00:00.000Z",
        leftOut: (what: Sentence) => void leftOut.push(what),
      };
      for await (const line of archiveLines(parts, of)) lines.push(line);
      return lines;
    },
    async verified(lines, { checkpoints = held, keys = [], witnesses = [] } = {}) {
      const file = join(directory, "archive.jsonl");
      await writeFile(file, lines.join(""));
      return verifyFile(file, [{ name: "held", text: checkpoints }], keys, witnesses);
    },
    remove: () => rm(directory, { recursive: true }),
  };
}

/** A year of one region, with an import, and events of another region among them. */
function year(): ArchivedEvent[] {
  const [PlanImported] = plan.actions.importPlan.events;
  const own = yearOf(60, drawing(1)).map((event, at) =>
    at === 3
      ? { ...event, type: PlanImported.type, data: Buffer.from(JSON.stringify({ sourceSha256: sha256 })) }
      : event,
  );
  const others = yearOf(20, drawing(2)).map((event) => ({
    ...event,
    stream: `plan-${event.stream}`,
    metadata: Buffer.from(JSON.stringify({ regionId: neighbour })),
  }));
  return own.flatMap((event, at) => (at % 3 === 0 ? [event, ...others.slice(at / 3, at / 3 + 1)] : [event]));
}

/** The events that the region has, as they stand in a store. */
export const ownOf = (all: readonly ArchivedEvent[]) =>
  all.filter(
    ({ stream, metadata }) => !stream.startsWith("plan-") && Buffer.from(metadata).toString().includes(region),
  );

/** What was told in English. */
export const toldIn = ({ told }: Outcome): string => told.map(({ en }) => en).join("\n");
