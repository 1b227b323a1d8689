// A program started as a process, for tests.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { nodeFlags } from "@taizhang/process";

export type Process = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Starts a program, built or of the tests, with these arguments, without the event store's settings of this environment. Its standard input closes
 * when this process ends, however that ends: a program that may run for long has to end then.
 */
export function startProcess(program: URL, args: readonly string[]): Process {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("EVENTSTORE_"));
  const file = fileURLToPath(program);
  return spawn(process.execPath, [...nodeFlags(file), file, ...args], {
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
