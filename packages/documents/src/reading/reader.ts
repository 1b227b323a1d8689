// One reader as its parent sees it: a process that reads notices, which no file can stop or exhaust the server by.
import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { nodeFlags } from "@taizhang/process";
import type { ReadResult } from "../read-notice.ts";
import { answer, type Order } from "./messages.ts";
import { failed, ReadersBusy, type ReadingBounds, tooMuchMemory, tooMuchTime } from "./refusals.ts";

/** A process that reads one notice at a time. */
export interface Reader {
  /** Resolves when it can take a file; rejects if it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when its process is gone. */
  readonly ended: Promise<void>;
  /** Whether it can take another file. */
  isFit(): boolean;
  /** Reads a notice. Rejects with the signal's reason once that is aborted, which ends the process. */
  read(notice: Pick<Order, "files" | "known">, signal: AbortSignal): Promise<ReadResult>;
  /** Ends the process at once. */
  end(): void;
}

/** How a process ended. */
interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The program of a reader, built or not, as this file is. */
const program = fileURLToPath(new URL(`./program${extname(import.meta.url)}`, import.meta.url));

/** Starts a reader. */
export function startReader(bounds: ReadingBounds): Reader {
  const { cpuMs, residentMb } = bounds;
  const child = fork(program, {
    // Heap that is beyond the bound is memory beyond it.
    execArgv: [...nodeFlags(program), `--max-old-space-size=${residentMb}`],
    serialization: "advanced",
    // In a process group of its own: Ctrl-C is for the server, which ends its readers.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const [why, complaints] = [child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : ""));
  let isFit = true;
  let trouble: Error | null = null;
  child.on("error", (error) => {
    trouble = error;
  });
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      isFit = false;
      resolve();
    }),
  );
  const end = () => {
    isFit = false;
    child.kill("SIGKILL");
  };

  async function begun(): Promise<void> {
    const heard = await nextOf(child);
    if (!("ending" in heard)) return;
    const { code, signal } = heard.ending;
    // Before its first file it can only tell of itself.
    if (trouble !== null || code !== null)
      throw new Error(`a reader of notices does not start: ${await complaints}`, { cause: trouble });
    throw new ReadersBusy(`a reader was ended by ${signal} while it started`);
  }

  /** Why there is no draft where the process has ended over a file. */
  async function refusal(name: string, { signal }: Ending): Promise<ReadResult> {
    const said = await why;
    if (said === "cpu") return { error: tooMuchTime(name, bounds) };
    // A process that gets no more memory aborts.
    if (said === "memory" || signal === "SIGABRT") return { error: tooMuchMemory(name, bounds) };
    // Nothing that a file can do sends such a signal: somebody on this machine has, or the system that is out of memory.
    if (signal === "SIGKILL" || signal === "SIGTERM") throw new ReadersBusy(`a reader was ended by ${signal}`);
    return { error: failed(name) };
  }

  return {
    ready: begun(),
    ended,
    isFit: () => isFit,
    end,
    async read({ files, known }, signal) {
      signal.throwIfAborted();
      signal.addEventListener("abort", end);
      const order: Order = { files, known, cpuMs, residentMb };
      // Where it cannot be sent, the process has ended, which is heard.
      child.send(order, () => undefined);
      const heard = await nextOf(child);
      signal.removeEventListener("abort", end);
      if ("ending" in heard) {
        signal.throwIfAborted();
        return refusal(files.map(({ name }) => name).join("、"), heard.ending);
      }
      const { result, isSpent } = answer.parse(heard.message);
      if (isSpent) isFit = false;
      return result;
    },
  };
}

/** What a process says next, or how it ends. */
function nextOf(child: ChildProcess): Promise<{ readonly message: unknown } | { readonly ending: Ending }> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown) => {
      child.off("close", onClose);
      resolve({ message });
    };
    const onClose = (code: number | null, signal: NodeJS.Signals | null) => {
      child.off("message", onMessage);
      resolve({ ending: { code, signal } });
    };
    child.once("message", onMessage);
    child.once("close", onClose);
  });
}
