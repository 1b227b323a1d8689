// Takes away what rebuilds have left that were killed: now and then, as long as a projector runs.
import { setTimeout as delay } from "node:timers/promises";
import { Outage } from "@taizhang/log";
import { keepRunning, type Logger, type Running, untilItWorks } from "@taizhang/process";
import { holdMs } from "./building.ts";
import type { ModelRef, Views } from "./views.ts";

/** What is looked after. */
export interface LeftBuilds {
  readonly views: Pick<Views, "dropLeft">;
  readonly models: readonly ModelRef[];
  readonly logger: Logger;
  /** How long from one look to the next, in milliseconds; as long as a rebuild holds what it builds if left out. */
  readonly everyMs?: number;
}

/**
 * Starts to take away what nobody goes on building. It looks at once, and then again: one that was killed a moment ago still
 * holds what it has built.
 */
export function startClearing({ views, models, logger, everyMs = holdMs }: LeftBuilds): Running {
  async function clear(signal: AbortSignal): Promise<void> {
    for (;;) {
      for (const model of models) {
        const isCleared = await untilItWorks(() => views.dropLeft(model), {
          passes: (error) => error instanceof Outage,
          // The runner, which asks the same store, tells of that.
          onFailure: () => undefined,
          signal,
        });
        if (isCleared) logger.info({ model: model.name }, "what a rebuild had left that was killed is deleted");
      }
      await delay(everyMs, undefined, { signal });
    }
  }
  return keepRunning(clear, { failed: "what killed rebuilds leave is not deleted any more", logger });
}
