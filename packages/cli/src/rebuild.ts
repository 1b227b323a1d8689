// `taizhang rebuild`: builds read models anew from the log 重建, and puts them in the places of those that answer.
import { randomUUID } from "node:crypto";
import { makeLogger } from "@taizhang/api";
import type { EventLog } from "@taizhang/log";
import { inBoth, type Logger } from "@taizhang/process";
import {
  type AnyReadModel,
  type Checkpoint,
  counted,
  models,
  type ReadProgress,
  rebuild,
  redisViews,
  savedViews,
  startRunner,
} from "@taizhang/projections";
import { z } from "zod";
import type { Config } from "./config.ts";
import { readModelsFileOf } from "./ledger.ts";
import { readToEnd } from "./read-to-end.ts";
import { progressOf, type RebuildProgress, showRebuild } from "./rebuild-progress.ts";
import { stopSignals } from "./running.ts";
import { withLog } from "./with-log.ts";

/** What is said on the command line. */
const wished = z.object({ model: z.array(z.string()).optional(), json: z.boolean().default(false) });

/** What is rebuilt, and how, wherever the read models are kept. */
interface Rebuilding {
  readonly log: EventLog;
  readonly models: readonly AnyReadModel[];
  readonly progress: ReadProgress;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Rebuilds the read models that are named, or all. Rejects with a sentence where that cannot be; nothing has changed then. */
export async function rebuildModels(config: Config, wish: object): Promise<void> {
  const { model: names, json } = wished.parse(wish);
  const wanted = names === undefined ? models : modelsNamed(names);
  const logger = makeLogger(config.logLevel);
  const stopping = new AbortController();
  const stop = () =>
    stopping.abort(
      new Error(inBoth({ zh: "重建已中断，一切照旧", en: "the rebuild was interrupted, and nothing has changed" })),
    );
  for (const signal of stopSignals) process.once(signal, stop);
  // Whoever started it has ended. An open channel to them does not keep this process running.
  process.once("disconnect", stop);
  process.channel?.unref();
  if (process.connected === false) stop();
  const reached = await withLog(config, async (log, isServed) => {
    const progress = told(await log.head(), json ? inJson : showRebuild());
    const rebuilding = { log, models: wanted, progress, signal: stopping.signal, logger };
    if (config.redisUrl !== null) return inRedis(config, config.redisUrl, rebuilding);
    if (isServed) throw new Error(refusalInMemory(config));
    return inFile(config, rebuilding);
  });
  const rebuilt = wanted.map(({ name, version }, nth) => ({
    ...{ model: name, version },
    position: `${reached[nth]?.position ?? ""}`,
  }));
  const lines = rebuilt.map(({ model, version, position }) => `已重建 rebuilt ${model} v${version} @ ${position}\n`);
  process.stdout.write(json ? `${JSON.stringify({ rebuilt })}\n` : lines.join(""));
}

/** The read models of these names. Throws if one is of none. */
function modelsNamed(names: readonly string[]): readonly AnyReadModel[] {
  const known = models.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(
      inBoth({
        zh: `--model：没有名为 ${unknown.join("、")} 的读模型；现有：${known.join("、")}`,
        en: `--model: no read model is called ${unknown.join(", ")}; there are: ${known.join(", ")}`,
      }),
    );
  return models.filter(({ name }) => names.includes(name));
}

const inJson = (progress: RebuildProgress) => void process.stdout.write(`${JSON.stringify(progress)}\n`);

/** How many events are read between two looks at how far it has come. */
const eventsPerLook = 100;

function told(head: bigint | null, tell: (progress: RebuildProgress) => void): ReadProgress {
  const began = performance.now();
  return (events, position) => {
    if (events % eventsPerLook !== 0 && position !== head) return;
    tell(progressOf({ events, position, head: head ?? position, ms: performance.now() - began }));
  };
}

/** Beside what answers, which goes on answering until it is replaced. */
async function inRedis({ partition }: Config, url: string, parts: Rebuilding): Promise<readonly Checkpoint[]> {
  const views = await redisViews({ url, partition, logger: parts.logger });
  try {
    await rebuild({ ...parts, views, build: randomUUID() });
    return await Promise.all(parts.models.map((model) => views.checkpoint(model)));
  } finally {
    await views.close();
  }
}

/** In memory, for the file from which the next start goes on; the file is replaced once all is there. */
async function inFile(config: Config, parts: Rebuilding): Promise<readonly Checkpoint[]> {
  const { log, models: wanted, progress, signal, logger } = parts;
  const views = await savedViews({ file: readModelsFileOf(config), models, logger });
  for (const model of wanted) await views.drop(model);
  const runner = startRunner({ log: counted(log, progress), views, models, logger });
  const aborted = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  try {
    await Promise.race([readToEnd(runner), aborted]);
  } finally {
    await runner.stop();
  }
  const reached = await Promise.all(wanted.map((model) => views.checkpoint(model)));
  const stopped = wanted.find((_, nth) => reached[nth]?.stopped);
  if (stopped)
    throw new Error(
      inBoth({
        zh: `读模型 ${stopped.name} 无法建到事件日志的末尾`,
        en: `the read model ${stopped.name} cannot be built to the end of the log`,
      }),
    );
  await views.close();
  return reached;
}

const refusalInMemory = ({ dataDir, eventstoreUrl }: Config): string =>
  eventstoreUrl === null
    ? inBoth({
        zh: `${dataDir} 的读模型在运行中的台账进程的内存里，无法在旁重建：请先停止它，运行 rebuild，再启动。设了 REDIS_URL 则可边运行边重建`,
        en:
          `the read models of ${dataDir} are in the memory of the ledger that is running, where they cannot be built beside ` +
          "themselves: stop it, rebuild, and start it again. With REDIS_URL they are rebuilt while it runs",
      })
    : inBoth({
        zh: `未设置 REDIS_URL：读模型在 \`taizhang start\` 的内存里；要重建，请停止它，删除 ${readModelsFileOf({ dataDir })}，再启动`,
        en:
          "REDIS_URL is not set, so the read models are in the memory of `taizhang start`: to build them anew, stop it, delete " +
          `${readModelsFileOf({ dataDir })}, and start it`,
      });
