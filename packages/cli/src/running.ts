// A process that serves until it is told to stop, or until a part of it ends for good.
import closeWithGrace from "close-with-grace";

export interface Running {
  /** Stops everything, in the order that lets each part finish. */
  close(): Promise<void>;
  /** Resolves with the reason where a part ended for good; never while all is well. */
  readonly ended: Promise<string>;
}

const graceMs = 15_000;

/** Keeps a process until Ctrl-C, SIGTERM, the end of whoever started it, or the end of a part. */
export function keepRunning({ close, ended }: Running): void {
  const grace = closeWithGrace({ delay: graceMs, logger: false }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
    await close();
  });
  process.once("disconnect", () => grace.close());
  // Whoever started this may be gone by now.
  if (process.send && !process.connected) grace.close();
  void ended.then((reason) => {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
    grace.close();
  });
}
