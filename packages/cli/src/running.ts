// A process that serves until it is told to stop, or until a part of it ends for good.
import closeWithGrace from "close-with-grace";

export interface Running {
  /** Stops everything, in the order that lets each part finish. */
  close(): Promise<void>;
  /** Resolves with the reason if a part ends for good; not while all is well. */
  readonly ended: Promise<string>;
}

const graceMs = 15_000;

/** Keeps a process until Ctrl-C, SIGTERM, the end of whoever started it, or the end of a part. */
export async function keepRunning(starting: Promise<Running>): Promise<void> {
  // During the start there is nothing to finish yet, and what it has started ends with it.
  let onAbandoned = (): void => process.exit(1);
  if (process.connected === false) onAbandoned();
  process.once("disconnect", () => onAbandoned());

  const { close, ended } = await starting;
  const grace = closeWithGrace({ delay: graceMs, logger: false }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
    await close();
  });
  onAbandoned = () => grace.close();
  void ended.then((reason) => {
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
    grace.close();
  });
}
