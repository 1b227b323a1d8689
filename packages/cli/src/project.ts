// The projector: it keeps the read models up to date, carries out the policies, hands on what units left, and closes the days that are over.
import { startPolicyRunner } from "@taizhang/log";
import { type Logger, sparing } from "@taizhang/process";
import { machineClock, models, startDayEnds, startRunner, startSuccessions } from "@taizhang/projections";
import type { Ledger } from "./ledger.ts";

/** A projector at work. */
export interface Projecting {
  /** Resolves once the read models include all that was in the log. */
  readonly caughtUp: Promise<void>;
  /** Resolves with the reason if it cannot go on. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts projecting a ledger. */
export function project({ log, views, executor, identity }: Ledger, all: Logger): Projecting {
  const logger = sparing(all);
  const runner = startRunner({ log, views, models, logger });
  const policies = startPolicyRunner({ log, executor, identity, logger });
  const dayEnds = startDayEnds({ log, views, executor, clock: machineClock, logger });
  const successions = startSuccessions({ log, views, executor, clock: machineClock, logger });
  return {
    caughtUp: runner.caughtUp,
    ended: Promise.race([runner.ended, policies.ended, dayEnds.ended, successions.ended]).then(
      (reason) => reason ?? new Promise<string>(() => {}),
    ),
    async stop() {
      await successions.stop();
      await dayEnds.stop();
      await policies.stop();
      await runner.stop();
    },
  };
}
