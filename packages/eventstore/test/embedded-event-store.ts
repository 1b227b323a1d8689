// Starts the event store as a process of its own, for its own tests and those of other packages.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { built } from "./built.ts";
import { type Outcome, outcomeOf, type Process, startProcess } from "./node-process.ts";

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
  /** Ends the process in order; resolves with its exit code. Removes the directory unless the test named it. */
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
  /** The name of a server in `broken/` to start in place of the sound one: a test has to notice it. */
  readonly broken?: string | undefined;
}

/** Starts a server and waits until it listens. Rejects with what it wrote on standard error if it ends instead. */
export async function startEventStore(options: StartOptions = {}): Promise<EmbeddedEventStore> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "eventstore-")));
  const flags = ["--data", dataDir, "--port", `${options.port ?? 0}`, ...(options.flags ?? [])];
  const child = spawnEventStore(flags, options);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let logged = "";
  child.stderr.on("data", (chunk: Buffer) => (logged += chunk.toString()));
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

/** Starts a server with these flags. It ends with this process, however that ends. */
export function spawnEventStore(flags: readonly string[], { broken }: Pick<StartOptions, "broken"> = {}): Process {
  const server = broken === undefined ? program() : new URL(`./broken/${broken}.ts`, import.meta.url);
  return startProcess(server, [...flags, "--die-with-parent"]);
}

/** Runs one of the program's commands to its end. */
export function runCommand(args: readonly string[]): Promise<Outcome> {
  return outcomeOf(startProcess(program(), args));
}

const program = (): URL => built("packages/eventstore/src/main.js");

async function listeningPort(child: Process): Promise<number> {
  const ended = outcomeOf(child).then(({ exitCode, stderr }) => {
    throw new Error(`The event store ended with ${exitCode} before it listened: ${stderr}`);
  });
  // Once it listens it may end at any time; only before is that an error of the start.
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const message: unknown = JSON.parse(String(line));
  if (typeof message === "object" && message !== null && "port" in message) return Number(message.port);
  throw new Error(`The event store said something else than where it listens: ${line}`);
}
