// The projector: it keeps the read models up to date, carries out the policies, hands on what units left, closes the days that
// are over, keeps the proofs, and takes away what killed rebuilds have left.
import { startPolicyRunner } from "@taizhang/log";
import { type Logger, sparing } from "@taizhang/process";
import {
  machineClock,
  models,
  startClearing,
  startDayEnds,
  startRunner,
  startSuccessions,
} from "@taizhang/projections";
import type { Config } from "./config.ts";
import type { Ledger } from "./ledger.ts";
import { keepProofs } from "./proofs.ts";

/** A projector at work. */
export interface Projecting {
  /** Resolves once the read models include all that was in the log. */
  readonly caughtUp: Promise<void>;
  /** Resolves with the reason if it cannot go on. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts projecting a ledger. */
export async function project(config: Config, ledger: Ledger, all: Logger): Promise<Projecting> {
  const { log, views, executor, identity } = ledger;
  const logger = sparing(all);
  // Its end is told by its log, by the health of the API and by its file: whatever else is done here goes on.
  const proofs = await keepProofs(config, ledger, logger);
  const runner = startRunner({ log, views, models, logger });
  const clearing = startClearing({ views, models, logger });
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
      await clearing.stop();
      await runner.stop();
      // Last, because the others may still have something stored.
      await proofs.stop();
    },
  };
}
