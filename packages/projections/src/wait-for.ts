// Waits for the read models, for queries that must include a position.
import { setTimeout as delay } from "node:timers/promises";
import type { Position } from "@taizhang/log";
import type { ModelRef, Views } from "./views.ts";

// The projector may be another process that cannot wake this one, so the checkpoints are read again and again.
const lookAgainMs = 10;

/** Resolves with true once every model includes the position; with false if one still does not after `timeoutMs`. */
export async function reached(
  views: Pick<Views, "look">,
  models: readonly ModelRef[],
  position: Position,
  timeoutMs: number,
): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const standings = await views.look(models.map((model) => ({ model, keys: [] })));
    if (standings.every(({ at }) => at.position !== null && at.position >= position)) return true;
    if (performance.now() >= until) return false;
    await delay(lookAgainMs);
  }
}
