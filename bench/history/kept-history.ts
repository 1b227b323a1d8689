// Long histories, written once and kept: the product is started on a copy, because it adds to what it works on.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { esdbLog } from "@taizhang/log/esdb";
import { freshDataDir } from "@taizhang/test/support/taizhang";
import { z } from "zod";
import type { After } from "../after.ts";
import { type Plans, type WrittenPlan, writeHistory } from "./write-history.ts";

/** A data directory with a history in it. */
export interface KeptHistory {
  readonly dataDir: string;
  readonly plans: readonly WrittenPlan[];
  /** How long it took to write, in seconds, when that was. */
  readonly seconds: number;
}

const kept = fileURLToPath(new URL("../../.cache/bench", import.meta.url));
const indexFile = "history.json";
const index = z.object({
  plans: z.array(z.object({ planId: z.string(), taskIds: z.array(z.string()) })),
  seconds: z.number(),
});

/** A copy of the history of these plans: of the one that an earlier run has written, or of a new one, which takes its time. */
export async function keptHistory(
  kinds: readonly Plans[],
  after: After,
  say: (words: string) => void = () => {},
): Promise<KeptHistory> {
  const name = createHash("sha256").update(JSON.stringify(kinds)).digest("hex").slice(0, 16);
  const original = join(kept, `history-${name}`);
  if (!existsSync(original)) {
    const fresh = `${original}.${process.pid}`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(join(fresh, "eventstore"), { recursive: true });
    await written(fresh, kinds, say);
    await rename(fresh, original);
  }
  const { dataDir, remove } = await freshDataDir();
  after(remove);
  await cp(original, dataDir, { recursive: true });
  return { dataDir, ...index.parse(JSON.parse(await readFile(join(original, indexFile), "utf8"))) };
}

async function written(dataDir: string, kinds: readonly Plans[], say: (words: string) => void): Promise<void> {
  const began = performance.now();
  const store = await startEventStore({
    dataDir: join(dataDir, "eventstore"),
    flags: ["--max-append-bytes", String(8 << 20)],
  });
  try {
    const log = esdbLog({ url: store.url });
    const plans = await writeHistory(log, kinds, say);
    await log.close();
    const seconds = Math.round((performance.now() - began) / 1000);
    await writeFile(join(dataDir, indexFile), JSON.stringify({ plans, seconds }));
  } finally {
    await store.stop();
  }
}
