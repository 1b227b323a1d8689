// Starts the embedded event store as its own process, for tests that need one.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface EmbeddedEventStore {
  /** A connection string for the official client. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Resolves when the process has ended, with its exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  /** What it has logged so far. */
  logged(): string;
  /** Ends the process in order; resolves with its exit code. A directory that the helper made is removed. */
  stop(): Promise<number | null>;
  /** Ends the process with SIGKILL, and keeps the data. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** Where the log is kept. Default: a new directory, removed by `stop`. */
  readonly dataDir?: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Further flags of the server. */
  readonly flags?: readonly string[];
  /** The program, as the package exports it: a broken one, to see that a test notices. Default: the sound one. */
  readonly program?: string;
}

/** Starts a server and waits until it listens. Rejects with what it wrote on standard error if it ends instead. */
export async function startEventStore(options: StartOptions = {}): Promise<EmbeddedEventStore> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "eventstore-")));
  const flags = ["--data", dataDir, "--port", `${options.port ?? 0}`, ...(options.flags ?? [])];
  const child = spawnEventStore(flags, options);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let logged = "";
  child.stderr?.on("data", (chunk: Buffer) => (logged += chunk.toString()));
  const port = await listeningPort(child);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    url: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    dataDir,
    pid: child.pid ?? 0,
    exited,
    logged: () => logged,
    async stop() {
      await end("SIGTERM");
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
    kill: () => end("SIGKILL"),
  };
}

/** Starts the server's process with these flags and nothing of the environment's settings. */
export function spawnEventStore(
  flags: readonly string[],
  { program = "main" }: Pick<StartOptions, "program"> = {},
): ChildProcess {
  const main = fileURLToPath(import.meta.resolve(`@taizhang/eventstore/${program}`));
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("EVENTSTORE_"));
  return spawn(process.execPath, ["--import", "tsx", main, ...flags], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: Object.fromEntries(environment),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** What a process that ends wrote on standard error, and its exit code. */
export async function outcomeOf(child: ChildProcess): Promise<{ exitCode: number | null; stderr: string }> {
  const chunks: Buffer[] = [];
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(child, "close");
  return { exitCode: child.exitCode, stderr: Buffer.concat(chunks).toString("utf8") };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("The event store's process has no standard output.");
  const ended = outcomeOf(child).then(({ exitCode, stderr }) => {
    throw new Error(`The event store ended with ${exitCode} before it listened: ${stderr}`);
  });
  // After a start it may end at any time; only before is that an error of the start.
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const message: unknown = JSON.parse(String(line));
  if (typeof message === "object" && message !== null && "port" in message) return Number(message.port);
  throw new Error(`The event store said something else than where it listens: ${line}`);
}
