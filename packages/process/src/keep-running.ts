// Work that goes on in the background until it is stopped, or cannot go on.
import type { Logger } from "./logger.ts";

/** Background work. */
export interface Running {
  /** Resolves when it has ended: null after `stop`, or where the work was over; else why it could not go on. */
  readonly ended: Promise<string | null>;
  stop(): Promise<void>;
}

export interface KeepRunning {
  /** A sentence for the operator in case it cannot go on, such as "days are not closed any more". */
  readonly failed: string;
  readonly logger: Pick<Logger, "error">;
}

/** Starts work that heeds a signal. Where it fails before it is stopped, that is logged, and `ended` says why. */
export function keepRunning(work: (signal: AbortSignal) => Promise<void>, { failed, logger }: KeepRunning): Running {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<string | null> {
    try {
      await work(signal);
      return null;
    } catch (error) {
      if (signal.aborted) return null;
      logger.error({ err: error }, failed);
      return `${failed}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  const ended = run();
  return {
    ended,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
