// What an answer rests on 依据: the read models that it was made of, as far as they had come, and the day. Where it rests on
// nothing else, it stays right until one of them changes.
import type { Position } from "@taizhang/log";
import type { ModelRef } from "@taizhang/projections";

/** How a read model was told to stand: how far it had come, and whether what it says may be old. */
export interface Stand {
  readonly position: Position | null;
  readonly stopped: boolean;
}

/** What the answer to one operation rests on, as far as it has been made. */
export interface Basis {
  /** The read models, as they stood. */
  readonly models: ReadonlyMap<ModelRef, Stand>;
  /** The day in Beijing; null where nothing was judged by it. */
  readonly day: string | null;
  /** False where the answer rests on something else, too, or on one of these as it stood at two moments. */
  readonly isAll: boolean;
}

/** A basis that is being noted. */
export interface Noting extends Basis {
  /** Notes that a read model was read. */
  read(model: ModelRef, stand: Stand): void;
  /** Notes that something was judged by a day. */
  judged(day: string): void;
  /** Notes that something else was looked at. */
  lookedBeyond(): void;
}

/** True where a model stood alike at two moments. */
export const standsAs = (one: Stand, other: Stand): boolean =>
  one.position === other.position && one.stopped === other.stopped;

/** Begins to note what an answer rests on. */
export function noting(): Noting {
  const models = new Map<ModelRef, Stand>();
  let day: string | null = null;
  let isAll = true;
  return {
    models,
    get day() {
      return day;
    },
    get isAll() {
      return isAll;
    },
    read(model, stand) {
      const before = models.get(model);
      if (before === undefined) models.set(model, stand);
      else if (!standsAs(before, stand)) isAll = false;
    },
    judged(by) {
      if (day !== null && day !== by) isAll = false;
      day = by;
    },
    lookedBeyond() {
      isAll = false;
    },
  };
}
