// The embedded event store as a process of its own: started, watched, started again if it is killed, stopped in order.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Logger } from "@taizhang/process";

export interface EmbeddedStore {
  readonly port: number;
  /** The connection string of the official client. */
  readonly url: string;
  /** Resolves with the reason if the store ends for good; not while all is well. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedStoreOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxAppendBytes: number;
  readonly logger: Logger;
}

// If a store ends again and again, starting it again does not help.
const restartsAllowed = 5;
const calmMs = 60_000;

/** Starts the store and waits until it listens. If it cannot start, rejects with what it said. */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { logger } = options;
  let stopping = false;
  let { child, port } = await launch(options);
  let restarts: number[] = [];
  let tellEnd: (reason: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    tellEnd = resolve;
  });

  function watch(): void {
    child.once("exit", async (code, signal) => {
      if (stopping) return;
      const now = performance.now();
      restarts = [...restarts.filter((at) => now - at < calmMs), now];
      if (code === 1 || restarts.length > restartsAllowed) return tellEnd(`the event store ended (${signal ?? code})`);
      logger.warn({ code, signal }, "the event store ended; starting it again");
      try {
        // On the same port, so that its clients find it again.
        ({ child } = await launch({ ...options, port }));
        watch();
      } catch (error) {
        tellEnd(error instanceof Error ? error.message : String(error));
      }
    });
  }
  watch();

  return {
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    ended,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function launch(options: EmbeddedStoreOptions): Promise<{ child: ChildProcess; port: number }> {
  const main = fileURLToPath(import.meta.resolve("@taizhang/eventstore/main"));
  const flags = ["--data", options.dataDir, "--port", String(options.port), "--die-with-parent"];
  const size = ["--max-append-bytes", String(options.maxAppendBytes), "--log-level", "warn"];
  // In a process group of its own: Ctrl-C reaches only this process, which stops the store after all that use it.
  const child = spawn(process.execPath, ["--import", "tsx", main, ...flags, ...size], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => {
    said.push(chunk.toString());
    if (said.length > 1) options.logger.warn({ eventstore: chunk.toString().trim() }, "the event store said");
  });
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(Number(JSON.parse(line).port)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(said.join("").trim() || `the event store ended with ${code}`)));
  });
  return { child, port };
}

/** Runs the store alone, in the foreground, with these flags; ends with its exit code. */
export async function runEventStore(flags: readonly string[]): Promise<void> {
  const main = fileURLToPath(import.meta.resolve("@taizhang/eventstore/main"));
  const child = spawn(process.execPath, ["--import", "tsx", main, ...flags], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
}
