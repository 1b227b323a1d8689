// Keeping proofs in the background: once a minute what has come is signed, and once more at the end.
import { join } from "node:path";
import { Outage } from "@taizhang/log";
import { isDiskFull, keepRunning, type Logger, type Running, untilItWorks } from "@taizhang/process";
import { type Disk, textOf } from "./disk.ts";
import { type KeeperParts, keeper } from "./keeper.ts";

/** The time as the keeper sees it. */
export interface KeepingClock {
  /** This instant, ISO in UTC. */
  now(): string;
  /** Resolves once an instant is reached by this clock, or rejects with the signal's reason. */
  until(instant: string, signal: AbortSignal): Promise<void>;
}

export interface KeepingParts extends KeeperParts {
  readonly clock: KeepingClock;
  readonly logger: Logger;
  /** How long the last signing may take at a stop, in milliseconds. */
  readonly lastMs?: number;
}

const everyMs = 60_000;

/** The file that says why nothing is signed any more; there is none while all is well. */
const stoppedFile = (directory: string): string => join(directory, "stopped.json");

/** Why nothing is signed any more; null while all is well. */
export const whyStopped = (disk: Pick<Disk, "sizeOf" | "read">, directory: string): Promise<string | null> =>
  textOf(disk, stoppedFile(directory));

/**
 * Starts keeping proofs. An outage and a full disk are waited out. Where the log is not what was signed it ends, and leaves a
 * file that says why; whatever else the process does goes on.
 */
export function startKeeping(parts: KeepingParts): Running {
  const { disk, directory, clock, logger, lastMs = 5000 } = parts;
  const keeping = keeper(parts);

  async function keep(signal: AbortSignal): Promise<void> {
    for (;;) {
      const next = new Date(Date.parse(clock.now()) + everyMs).toISOString();
      await untilItWorks(() => keeping.round(signal), {
        passes: (error) => error instanceof Outage || isDiskFull(error),
        onFailure: (error, delayMs) => logger.warn({ err: error, delayMs }, "nothing can be signed yet; trying again"),
        signal,
      });
      await disk.remove(stoppedFile(directory));
      await clock.until(next, signal);
    }
  }

  const running = keepRunning(keep, { failed: "proofs are not kept any more", logger });
  const ended = running.ended.then(async (reason) => {
    if (reason !== null) await saidStopped(reason);
    return reason;
  });

  async function saidStopped(reason: string): Promise<void> {
    const said = JSON.stringify({ at: clock.now(), reason });
    await disk.replace(stoppedFile(directory), `${said}\n`).catch((err: unknown) => {
      logger.error({ err }, "that proofs are not kept could not be written beside them");
    });
  }

  return {
    ended,
    async stop() {
      await running.stop();
      if ((await ended) !== null) return;
      // What came since the last minute. If it cannot be signed now, the next start signs it.
      await keeping.round(AbortSignal.timeout(lastMs)).catch((err: unknown) => {
        logger.warn({ err }, "the last events are not signed yet; the next start signs them");
      });
    },
  };
}
