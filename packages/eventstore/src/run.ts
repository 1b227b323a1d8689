// The event store as a process: put together, started, and stopped in order.
import { readFileSync } from "node:fs";
import { fileTrouble, inBoth, SettingsRefused } from "@taizhang/process";
import { pino } from "pino";
import { readConfig } from "./config.ts";
import { type Clock, systemClock } from "./core/event.ts";
import { Damaged, type Storage } from "./core/storage.ts";
import { Store } from "./core/store.ts";
import { openDataDirectory } from "./data-directory.ts";
import { type RunningServer, startServer } from "./grpc/server.ts";
import { measured } from "./metrics.ts";
import { pages } from "./pages.ts";
import { StartRefused } from "./start-refused.ts";
import { diskStorage } from "./storage/disk-storage.ts";
import { failStop } from "./storage/fail-stop.ts";
import { memoryStorage } from "./storage/memory-storage.ts";

/** The parts of the process. Tests of faults replace one by a broken one, to see that they notice it. */
export interface Parts {
  openStorage(directory: string, minFreeBytes: number): Storage;
  /** Wraps the storage so that a failed write has its consequences; `fail` ends the process. */
  guard(storage: Storage, fail: (error: unknown) => void): Storage;
  readonly clock: Clock;
}

export const soundParts: Parts = { openStorage: diskStorage, guard: failStop, clock: systemClock };

/** Serves until a signal or the parent's end, as the flags and the environment say. Throws `StartRefused` or `SettingsRefused`. */
export async function run(args: readonly string[], parts: Parts = soundParts): Promise<void> {
  const config = readConfig(args);
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const secret = config.secretFile === "" ? null : secretIn(config.secretFile);
  const directory = config.memory ? undefined : openDataDirectory(config.data);
  const storage = directory ? parts.openStorage(directory.path, config.minFreeBytes) : memoryStorage();
  directory?.sync();
  if (directory?.isOpenToOthers)
    logger.warn(
      { dataDir: directory.path },
      "other users can read the data directory, whose owner should shut it: chmod 700",
    );
  const measuring = measured(storage, directory?.path);
  const store = new Store(parts.guard(measuring.storage, fail), parts.clock, config.checkpointMs);
  await store.begin();
  let isStopping = false;
  const { host, port, maxAppendBytes } = config;
  const watched = pages({ registry: measuring.registry, isReady: () => !isStopping });
  let server: RunningServer;
  try {
    server = await startServer({ store, host, port, maxAppendBytes, secret, logger, pages: watched });
  } catch (error) {
    await store.close();
    directory?.release();
    if (!isPortInUse(error)) throw error;
    throw new StartRefused({
      zh: `${host} 的端口 ${port} 已被占用：请用 --port 指定另一端口，0 表示任取一个空闲端口`,
      en: `port ${port} on ${host} is in use: choose another with --port, or 0 for any free one`,
    });
  }

  const stop = async (cause: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ cause }, "stopping");
    await server.stop();
    await store.close();
    directory?.release();
    logger.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => stop(signal));
  if (config.dieWithParent) {
    process.stdin.resume().once("end", () => stop("the parent has ended"));
    process.once("disconnect", () => stop("the parent has ended"));
  }

  function fail(error: unknown): void {
    logger.fatal({ err: error }, "writing failed: nothing more is acknowledged, the process ends");
    process.exit(1);
  }

  logger.info({ host: server.host, port: server.port, dataDir: directory?.path ?? "memory" }, "listening");
  process.stdout.write(`${JSON.stringify({ event: "listening", host: server.host, port: server.port })}\n`);
}

/** Waits for the program's work; if it fails, writes why to standard error and exits with 1. */
export async function exitOnFailure(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exit(1);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StartRefused || error instanceof SettingsRefused) return error.message;
  if (error instanceof Damaged)
    return inBoth({
      zh: `事件日志已损坏，未作任何改动：${error.said.zh}；请从备份恢复`,
      en: `the log is damaged, nothing was changed: ${error.said.en}; restore a backup`,
    });
  const trouble = fileTrouble(error);
  if (trouble) return inBoth(trouble);
  return inBoth({ zh: "事件库出错", en: `the event store failed: ${error instanceof Error ? error.stack : error}` });
}

const shortestSecret = 16;

/** The secret in a file. Throws `StartRefused` if it is too short to be one. */
function secretIn(file: string): string {
  const secret = readFileSync(file, "utf8").trim();
  if (/^[\w-]+$/.test(secret) && secret.length >= shortestSecret) return secret;
  throw new StartRefused({
    zh: `--secret-file 的文件 ${file} 里没有口令：应为至少 ${shortestSecret} 个字母、数字、横线、下划线`,
    en: `the file ${file} of --secret-file holds no secret: expected ${shortestSecret} letters, digits, - and _ or more`,
  });
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
