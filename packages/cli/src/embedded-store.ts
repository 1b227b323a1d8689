// The embedded event store as a process of its own: started, watched, started again if it is killed, stopped in order.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Logger, nodeFlags, untilItWorks } from "@taizhang/process";
import { stopSignals } from "./running.ts";

export interface EmbeddedStore {
  readonly port: number;
  /** The connection string of the official client, without the secret. */
  readonly url: string;
  /** Resolves with the reason if the store ends for good; not while all is well. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedStoreOptions {
  readonly dataDir: string;
  /** The file with the secret that the store demands of whoever calls. */
  readonly secretFile: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxAppendBytes: number;
  readonly logger: Logger;
}

/** The store's program. */
const main = fileURLToPath(import.meta.resolve("@taizhang/eventstore/main"));

// If a store is killed again and again, starting it again does not help.
const restartsAllowed = 5;
const calmMs = 60_000;

/** How a store ended: by its own decision with a code, or by a signal. */
interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A store that listens. */
interface Launched {
  readonly port: number;
  readonly exit: Promise<Exit>;
}

/** Thrown when a store ended and may be started again. With code 1 it ended by its own decision, and would again. */
class Killed extends Error {
  constructor({ code, signal }: Exit) {
    super(`the event store ended (${signal ?? code})`);
  }
}

/**
 * Starts the store and waits until it listens. It is started again, with growing delays, whenever it is killed, also while
 * it starts. Rejects with what it said if it does not want to start, and if it is killed too often.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { logger } = options;
  const stopping = new AbortController();
  let child: ChildProcess | null = null;
  let deaths: number[] = [];

  function mayStartAgain(error: unknown): boolean {
    if (!(error instanceof Killed)) return false;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < calmMs), now];
    return deaths.length <= restartsAllowed;
  }

  /** Does the work, and does it again whenever it fails because the store was killed. */
  const untilKilledNoMore = <Value>(work: () => Promise<Value>) =>
    untilItWorks(work, {
      passes: mayStartAgain,
      onFailure: (error, delayMs) =>
        logger.warn({ err: error, delayMs }, "the event store was killed; starting it again"),
      signal: stopping.signal,
    });

  const launched = (port: number) =>
    launch({ ...options, port }, (started) => {
      child = started;
    });

  const first = await untilKilledNoMore(() => launched(options.port));

  /** Keeps the store going; rejects when it has ended for good. */
  async function kept(): Promise<never> {
    let running: Launched | null = first;
    return untilKilledNoMore(async () => {
      // On the same port, so that its clients find it again.
      const { exit } = running ?? (await launched(first.port));
      running = null;
      throw failureOf(await exit);
    });
  }

  return {
    port: first.port,
    url: `esdb://127.0.0.1:${first.port}?tls=false`,
    ended: new Promise((resolve) => {
      kept().catch((error: Error) => {
        if (!stopping.signal.aborted) resolve(error.message);
      });
    }),
    async stop() {
      stopping.abort();
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

const failureOf = (exit: Exit, said = ""): Error =>
  exit.code === 1 ? new Error(said || "the event store ended (1)") : new Killed(exit);

/** Starts a store once, and waits until it listens. Rejects with `Killed`, or with what it said if it does not want to. */
async function launch(options: EmbeddedStoreOptions, onChild: (child: ChildProcess) => void): Promise<Launched> {
  const flags = ["--data", options.dataDir, "--port", String(options.port), "--die-with-parent"];
  const secret = ["--secret-file", options.secretFile];
  const size = ["--max-append-bytes", String(options.maxAppendBytes), "--log-level", "warn"];
  // In a process group of its own: Ctrl-C reaches only this process, which stops the store after all that use it.
  const child = spawn(process.execPath, [...nodeFlags(main), main, ...flags, ...secret, ...size], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  onChild(child);
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => {
    said.push(chunk.toString());
    if (said.length > 1) options.logger.warn({ eventstore: chunk.toString().trim() }, "the event store said");
  });
  const exit = new Promise<Exit>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(Number(JSON.parse(line).port)));
    child.once("error", reject);
    void exit.then((how) => reject(failureOf(how, said.join("").trim())));
  });
  return { port, exit };
}

/**
 * Runs the store's program in the foreground with these flags, and ends with its exit code. What stops this process stops
 * the store, in order; it also ends with this process, however that ends.
 */
export async function runEventStore(flags: readonly string[]): Promise<never> {
  process.exit(await exitCodeOf(flags));
}

/** Runs the store's program in the foreground, as `runEventStore` does; resolves with its exit code. */
export async function exitCodeOf(flags: readonly string[]): Promise<number> {
  const [first = "--"] = flags;
  const serves = first.startsWith("-");
  const bound = serves ? ["--die-with-parent"] : [];
  const child = spawn(process.execPath, [...nodeFlags(main), main, ...flags, ...bound], {
    stdio: ["pipe", "inherit", "inherit"],
  });
  for (const signal of stopSignals) process.on(signal, () => child.kill(signal));
  const end = () => void child.kill("SIGTERM");
  process.once("disconnect", end);
  const [code] = await once(child, "exit");
  // Whoever listens to the channel is kept from ending.
  process.off("disconnect", end);
  return code ?? 1;
}
