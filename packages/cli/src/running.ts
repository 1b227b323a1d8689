// A process that serves until it is told to stop, or until a part of it ends for good.
import { constants } from "node:os";
import closeWithGrace from "close-with-grace";

export interface Running {
  /** Stops everything, in the order that lets each part finish. */
  close(): Promise<void>;
  /** Resolves with the reason if a part ends for good; not while all is well. */
  readonly ended: Promise<string>;
}

const graceMs = 15_000;

/** The signals that ask a process to stop. One may come twice, from the terminal and from whoever started the process. */
export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Keeps a process until Ctrl-C, SIGTERM, the end of whoever started it, or the end of a part, which is exit code 1. */
export async function keepRunning(starting: Promise<Running>): Promise<void> {
  let running: Running | null = null;
  let failure: string | null = null;
  let isEnding = false;
  const grace = closeWithGrace({ delay: graceMs, logger: false, skip: [...stopSignals] }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
    await running?.close();
    if (failure !== null) throw new Error(failure);
  });
  // During the start there is nothing to finish yet, and what it has started ends with it.
  const end = (codeWhileStarting: number) => {
    if (!running) process.exit(codeWhileStarting);
    if (isEnding) return;
    isEnding = true;
    grace.close();
  };
  for (const signal of stopSignals) process.on(signal, () => end(128 + constants.signals[signal]));
  if (process.connected === false) end(1);
  process.once("disconnect", () => end(1));

  running = await starting;
  void running.ended.then((reason) => {
    process.stderr.write(`${reason}\n`);
    failure = reason;
    end(1);
  });
}
