// Waits for the read models, for queries that must include a position.
import { setTimeout as delay } from "node:timers/promises";
import { Outage, type Position } from "@taizhang/log";
import type { ModelRef, Views } from "./views.ts";

// The projector may be another process that cannot wake this one, so the checkpoints are read again and again.
const lookAgainMs = 10;

/**
 * Resolves with true once every model includes the position; with false if one still does not after `timeoutMs`, or has stopped
 * before it, and will not come as far.
 */
export async function reached(
  views: Pick<Views, "look">,
  models: readonly ModelRef[],
  position: Position,
  timeoutMs: number,
): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const standings = await views.look(models.map((model) => ({ model, keys: [] })));
    const short = standings.filter(({ at }) => !includes(at.position, position));
    if (short.length === 0) return true;
    if (short.some(({ at }) => at.stopped) || performance.now() >= until) return false;
    await delay(lookAgainMs);
  }
}

/** True if what is at one position includes another; null is nothing. */
export const includes = (at: Position | null, wanted: Position | null): boolean =>
  wanted === null || (at !== null && at >= wanted);

/** A model does not include a position that is wanted: it has not come so far yet, or has stopped before it. */
export class ReadModelShort extends Outage {
  override readonly name = "ReadModelShort";
}

const short = ({ name }: ModelRef, position: Position | null) =>
  new ReadModelShort(
    `the read model ${name} does not include position ${position}: it is behind, or has stopped before it`,
  );

/**
 * Lists that include a position, for whoever goes over all of something and would forget what is missing. Waits up to
 * `timeoutMs` until the models include it. Rejects with `ReadModelShort` if they do not, and so does each list whose
 * model has fallen behind it since, as in a store that fails over to an older copy.
 */
export async function listsUpTo(
  views: Pick<Views, "look" | "list">,
  models: readonly ModelRef[],
  position: Position | null,
  timeoutMs: number,
): Promise<Pick<Views, "list">> {
  for (const model of models)
    if (position !== null && !(await reached(views, [model], position, timeoutMs))) throw short(model, position);
  return {
    async list(of, index, page) {
      const answer = await views.list(of, index, page);
      if (!includes(answer.position, position)) throw short(of.model, position);
      return answer;
    },
  };
}
