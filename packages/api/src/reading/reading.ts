// The views as one field of a request reads them: no answer is older than the field was asked for 读己之写.
import type { Position } from "@taizhang/log";
import { type Documents, type ModelRef, reached, type Views } from "@taizhang/projections";
import { problem } from "../errors.ts";
import { bounds } from "../limits/limits.ts";

/** The description of the argument `atLeast`. */
export const atLeastArg = {
  nullable: true,
  description:
    "A position the answer must include 至少到此位置, as a receipt carries it: the query waits for it up to " +
    `${bounds.atLeastMs / 1000} s.`,
};

/** What is read through the views. Reading throws `READ_MODEL_BEHIND` where a model does not reach the position in time. */
export interface Reading extends Pick<Views, "get" | "getMany" | "list" | "count" | "checkpoint"> {
  /** From now on, whatever is read includes the position. Of several positions the last in the log counts. */
  atLeast(position: Position | null | undefined): void;
}

/** Makes a reading of the views, which at first takes them as they are; it waits `patienceMs` for a position at most. */
export function reading(views: Views, patienceMs: number): Reading {
  let wanted: Position | null = null;
  let ready: (of: Pick<Documents<unknown>, "model">) => Promise<void> = async () => undefined;
  return {
    atLeast(position) {
      if (position == null || (wanted !== null && position <= wanted)) return;
      wanted = position;
      ready = waitFor(position, views, patienceMs);
    },
    async get(of, key) {
      await ready(of);
      return views.get(of, key);
    },
    async getMany(of, keys) {
      await ready(of);
      return views.getMany(of, keys);
    },
    async list(of, index, page) {
      await ready(of);
      return views.list(of, index, page);
    },
    async count(of, index) {
      await ready(of);
      return views.count(of, index);
    },
    checkpoint: (model) => views.checkpoint(model),
  };
}

/** Waits for models to include a position: for each of them once, and until the time is over that began with the first. */
function waitFor(position: Position, views: Views, patienceMs: number) {
  const waits = new Map<string, Promise<void>>();
  let until: number | null = null;

  async function wait(model: ModelRef, left: number): Promise<void> {
    if (!(await reached(views, [model], position, left))) throw problem("READ_MODEL_BEHIND");
  }

  return ({ model }: Pick<Documents<unknown>, "model">): Promise<void> => {
    until ??= performance.now() + patienceMs;
    const waiting = waits.get(model.name) ?? wait(model, until - performance.now());
    waits.set(model.name, waiting);
    return waiting;
  };
}
