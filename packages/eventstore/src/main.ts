// The event store's process: start, tell the parent where it listens, stop in order.
import { pino } from "pino";
import { type Config, readConfig } from "./config.ts";
import { systemClock } from "./core/event.ts";
import { Store } from "./core/store.ts";
import { openDataDirectory } from "./data-directory.ts";
import { type RunningServer, startServer } from "./grpc/server.ts";
import { StartRefused } from "./start-refused.ts";
import { failStop } from "./storage/fail-stop.ts";
import { lmdbStorage } from "./storage/lmdb-storage.ts";
import { memoryStorage } from "./storage/memory-storage.ts";

try {
  await run(readConfig(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}

async function run(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const directory = config.memory ? undefined : openDataDirectory(config.dataDir);
  const storage = directory ? lmdbStorage(directory.path, config.minFreeBytes) : memoryStorage();
  directory?.sync();
  const store = new Store(failStop(storage, fail), systemClock);
  const { host, port, maxAppendBytes } = config;
  let server: RunningServer;
  try {
    server = await startServer({ store, host, port, maxAppendBytes, logger });
  } catch (error) {
    await store.close();
    directory?.release();
    if (!isPortInUse(error)) throw error;
    throw new StartRefused(`Port ${port} on ${host} is in use: choose another with --port, or 0 for any free one.`);
  }

  let isStopping = false;
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
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
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

function reasonOf(error: unknown): string {
  if (error instanceof StartRefused) return error.message;
  return `The event store could not start: ${error instanceof Error ? error.stack : error}`;
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
