// Reads a notice in a thread of its own, so that no file can stop or exhaust the server.
import { Worker } from "node:worker_threads";
import type { PlanDraft } from "@taizhang/domain";
import { settledWithin } from "@taizhang/process";
import { z } from "zod";
import type { ReadResult } from "./read-notice.ts";
import { PROBLEM_CODES, type Problem, problem } from "./readers/problem.ts";

export interface WorkerLimits {
  /** After this many milliseconds the thread is ended, and the answer is READING_TIMED_OUT. */
  readonly timeoutMs?: number;
  /** The most heap the thread may use, in MiB; beyond it the answer is READING_FAILED. */
  readonly heapMb?: number;
  /** Ends the thread at once: nobody waits for the draft any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The draft comes from our own code, so its shape is not checked here: for a notice of 10 MB that would block the
 * server for seconds. It is checked when an event is made of it.
 */
const draft = z.custom<PlanDraft>((value) => typeof value === "object" && value !== null);
const answer = z.union([
  z.object({ draft }),
  z.object({ error: z.object({ code: z.enum(PROBLEM_CODES), message: z.string(), messageZh: z.string() }) }),
]);

/**
 * The thread runs TypeScript from source, as its parent does. On Node 20 a loader given with `--import` does not apply
 * to a worker, so the first module of the thread registers the loader and then loads the real module.
 */
function startingModule(): URL {
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const reader = JSON.stringify(new URL("./worker.ts", import.meta.url).href);
  const source = `import { register } from ${loader}; register(); await import(${reader});`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/**
 * The same as `readNotice`, in a worker thread with bounds on time and memory. A thread that ends badly is an error
 * result; the promise rejects with the signal's reason only.
 */
export async function readNoticeInWorker(
  bytes: Uint8Array,
  name: string,
  { timeoutMs = 10_000, heapMb = 512, signal }: WorkerLimits = {},
): Promise<ReadResult> {
  signal?.throwIfAborted();
  const worker = new Worker(startingModule(), {
    workerData: { bytes, name },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const read = resultOf(worker, name);
  const end = () => void worker.terminate();
  signal?.addEventListener("abort", end);
  const isInTime = await settledWithin(read, timeoutMs);
  signal?.removeEventListener("abort", end);
  end();
  signal?.throwIfAborted();
  return isInTime ? read : { error: timedOut(name, timeoutMs) };
}

/** What the thread answers, or why it ended without an answer. */
function resultOf(worker: Worker, name: string): Promise<ReadResult> {
  return new Promise((resolve) => {
    worker.once("message", (message: unknown) => {
      const read = answer.safeParse(message);
      resolve(read.success ? read.data : { error: failed(name, read.error.message) });
    });
    worker.once("error", (error: Error) => resolve({ error: failed(name, error.message) }));
    worker.once("exit", (code) => resolve({ error: failed(name, `exit code ${code}`) }));
  });
}

function timedOut(name: string, timeoutMs: number): Problem {
  return problem(
    "READING_TIMED_OUT",
    `${name}：${timeoutMs / 1000} 秒内没有读完，已停止。请确认文件确是一份任务分解表，并去掉无关内容后再导入；机器繁忙时请稍后再试。`,
    `${name}: not read within ${timeoutMs / 1000} s and stopped. Make sure that the file is a task table, and import it without other content; try again later where the machine is busy.`,
  );
}

function failed(name: string, why: string): Problem {
  return problem(
    "READING_FAILED",
    `${name}：读取时出错，已停止（${why}）。请确认文件确是一份任务分解表。`,
    `${name}: reading failed and was stopped (${why}). Make sure that the file is a task table.`,
  );
}
