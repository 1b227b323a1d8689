// Waiting for the read models: a query that must include a position asks here whether they have passed it.
import { setTimeout as delay } from "node:timers/promises";
import type { Position } from "@taizhang/log";
import type { ModelRef, Views } from "./views.ts";

// The projector may be another process, so nothing here can be woken by it: the checkpoints are looked at again.
const lookAgainMs = 10;

/** True once every model includes the position; false where one does not within the time. */
export async function reached(
  views: Pick<Views, "checkpoint">,
  models: readonly ModelRef[],
  position: Position,
  timeoutMs: number,
): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const checkpoints = await Promise.all(models.map((model) => views.checkpoint(model)));
    if (checkpoints.every((at) => at.position !== null && at.position >= position)) return true;
    if (performance.now() >= until) return false;
    await delay(lookAgainMs);
  }
}
