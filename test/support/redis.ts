// A real Redis for tests: the one that `REDIS_URL` names, or one started here, or an error that says what to do.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { haveProgram } from "@taizhang/eventstore/test/system-program";
import { settledWithin } from "@taizhang/process";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";

/** A Redis that tests may stop and start. */
export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

function requireProgram(): void {
  // The package would start a server; only its binary is needed.
  if (haveProgram("redis-server")) return;
  throw new Error(
    "A Redis is needed here: set REDIS_URL to one for the tests, or put redis-server on the path (Debian: apt-get install " +
      "redis-server), or, on Debian as root, set TAIZHANG_INSTALL=1 and the tests install it.",
  );
}

/**
 * A shell script that runs a Redis and ends it when its standard input closes, even if this process is killed. One that a test
 * has halted is woken for that.
 */
const holding =
  'exec 3<&0; redis-server "$@" & redis=$!; (cat <&3; kill $redis; kill -CONT $redis) >/dev/null 2>&1 & wait $redis';

/** Starts a Redis without persistence on a free port, or on the port given. Resolves when it accepts commands. */
export const startRedis = async (port?: number, flags: readonly string[] = []): Promise<RunningRedis> =>
  startServer(
    port ?? (await freePort()),
    ["--save", "", "--appendonly", "no", ...flags],
    /Ready to accept connections/i,
  );

/** Starts the program, as a Redis or as a sentinel. `isReady` is what it prints when it serves; a file comes first. */
export async function startServer(
  port: number,
  flags: readonly string[],
  isReady: RegExp,
  config?: string,
): Promise<RunningRedis> {
  requireProgram();
  const folder = mkdtempSync(join(tmpdir(), "taizhang-redis-"));
  const file = join(folder, "server.conf");
  if (config !== undefined) writeFileSync(file, config);
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, ...flags];
  if (config !== undefined) args.unshift(file);
  const server = spawn("sh", ["-c", holding, "sh", ...args], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`redis-server ended with ${code} on port ${port}`)));
    server.stdout.on("data", (chunk: Buffer) => isReady.test(chunk.toString()) && resolve());
  });
  server.removeAllListeners("exit");
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async stop() {
      if (server.exitCode === null) {
        server.stdin.end();
        await once(server, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The process of the Redis that a client asks. */
export const pidOf = async (redis: Redis): Promise<number> =>
  Number(/process_id:(\d+)/.exec(await redis.info("server"))?.[1]);

/** Vitest's global set-up: one Redis for the whole run, which the tests find as `REDIS_URL`. */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.REDIS_URL;
  if (given) {
    const redis = new Redis(given, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
    await redis.connect().catch((error: Error) => {
      throw new Error(`REDIS_URL names a Redis that does not answer: ${error.message}`);
    });
    redis.disconnect();
    return async () => {};
  }
  const redis = await startRedis();
  process.env.REDIS_URL = redis.url;
  return async () => {
    // Vitest has no limit for this: it would wait for ever, and say nothing.
    if (await settledWithin(redis.stop(), 30_000)) return;
    process.exitCode = 1;
    throw new Error("the Redis of the tests does not end");
  };
}
