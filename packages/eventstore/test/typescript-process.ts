// A TypeScript file started as a process, for tests.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

export type Process = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Starts a file with these arguments, without the event store's settings of this environment. Its standard input closes
 * when this process ends, however that ends: a file that may run for long has to end then.
 */
export function startProcess(file: URL, args: readonly string[]): Process {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("EVENTSTORE_"));
  return spawn(process.execPath, ["--import", "tsx", fileURLToPath(file), ...args], {
    // `tsx` is found from the root.
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: Object.fromEntries(environment),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

export interface Outcome {
  /** Null after a signal. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits for the end of a process; gives how it ended and what it wrote from now on. */
export async function outcomeOf(child: Process): Promise<Outcome> {
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, "close");
  return { exitCode: child.exitCode, signal: child.signalCode, stdout, stderr };
}
