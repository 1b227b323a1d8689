// The log of a data directory for a short job: of the event store that runs, or of one that is started for the job.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LogUnavailable } from "@taizhang/log";
import { type EsdbLog, esdbLog } from "@taizhang/log/esdb";
import { inBoth } from "@taizhang/process";
import type { Config } from "./config.ts";
import { startEmbeddedStore } from "./embedded-store.ts";
import { storeSecret, storeSecretFile, withSecret } from "./store-secret.ts";

/** The file of a data directory that says where its event store listened last. */
export const storeUrlFile = (dataDir: string): string => join(dataDir, "eventstore-url");

const quiet = { info() {}, warn() {}, error() {} };

/** Work on a log. `isServed` is false where nobody but us can be working on it, because its event store runs for us alone. */
type Work<Value> = (log: EsdbLog, isServed: boolean) => Promise<Value>;

/** Does work on the log. Rejects with a sentence if there is none. */
export async function withLog<Value>(config: Config, work: Work<Value>): Promise<Value> {
  const { dataDir, eventstoreUrl, maxAppendBytes } = config;
  if (eventstoreUrl !== null) return worked(eventstoreUrl, work);
  const storeDir = join(dataDir, "eventstore");
  if (!existsSync(join(storeDir, "version"))) {
    throw new Error(
      inBoth({
        zh: `${dataDir} 中没有台账：请用 TAIZHANG_DATA_DIR 指明 \`taizhang start\` 所用的目录`,
        en: `${dataDir} holds no ledger: name with TAIZHANG_DATA_DIR the one that \`taizhang start\` uses`,
      }),
    );
  }
  const secret = await storeSecret(dataDir);
  const running = await readFile(storeUrlFile(dataDir), "utf8").catch(() => null);
  if (running !== null && (await answers(withSecret(running, secret))))
    return worked(withSecret(running, secret), work);
  const store = await startEmbeddedStore({
    dataDir: storeDir,
    secretFile: storeSecretFile(dataDir),
    port: 0,
    maxAppendBytes,
    logger: quiet,
  });
  try {
    return await worked(withSecret(store.url, secret), (log) => work(log, false));
  } finally {
    await store.stop();
  }
}

async function worked<Value>(url: string, work: Work<Value>): Promise<Value> {
  const log = esdbLog({ url });
  try {
    return await work(log, true);
  } finally {
    await log.close();
  }
}

/** False where nobody listens any more, or somebody else does, who does not know the secret. */
const answers = (url: string): Promise<boolean> =>
  worked(url, async (log) => {
    try {
      await log.head();
      return true;
    } catch (error) {
      if (error instanceof LogUnavailable || (error instanceof Error && /denied access/.test(error.message)))
        return false;
      throw error;
    }
  });
