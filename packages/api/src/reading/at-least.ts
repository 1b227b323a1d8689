// Reading what one has just written 读己之写: an answer that must include a position of the log.
import type { Position } from "@taizhang/log";
import { type AnyReadModel, reached } from "@taizhang/projections";
import type { Parts } from "../context.ts";
import { problem } from "../errors.ts";

/** How long a query waits for a read model to reach the position asked for. */
const patienceMs = 2000;

/** The description of the argument `atLeast`. */
export const atLeastArg = {
  nullable: true,
  description:
    "A position the answer must include 至少到此位置, as a receipt carries it: the query waits for it up to 2 s.",
};

/** Waits until all models include the position. Throws `READ_MODEL_BEHIND` after two seconds. */
export async function atLeast(
  { views }: Pick<Parts, "views">,
  models: readonly AnyReadModel[],
  position: Position | null | undefined,
): Promise<void> {
  if (position == null || (await reached(views, models, position, patienceMs))) return;
  throw problem("READ_MODEL_BEHIND");
}
