// The folds that a runner has made last, so that it need not fetch them again.
import type { Position } from "@taizhang/log";
import { LRUCache } from "lru-cache";
import type { Folds } from "./fold.ts";
import type { AnyReadModel } from "./read-model.ts";

const foldsKept = 300;

interface Known {
  /** The model's position when the folds were made. They are valid only there. */
  readonly position: Position | null;
  readonly folds: LRUCache<string, { readonly fold: unknown }>;
}

/** Remembers the last 300 folds of each model. */
export function knownFolds() {
  const known = new Map<AnyReadModel, Known>();
  return {
    /** The keys whose folds have to be fetched. */
    missing(model: AnyReadModel, keys: readonly string[]): string[] {
      const folds = known.get(model)?.folds;
      return keys.filter((key) => !folds?.has(key));
    },
    /** All wanted folds, fetched or remembered. Null if another runner has moved the model, so that more must be fetched. */
    completed(model: AnyReadModel, position: Position | null, keys: readonly string[], fetched: Folds): Folds | null {
      if (known.get(model)?.position !== position) known.delete(model);
      const remembered = known.get(model)?.folds;
      const folds = new Map(keys.map((key) => [key, fetched.has(key) ? fetched.get(key) : remembered?.get(key)?.fold]));
      return keys.every((key) => fetched.has(key) || remembered?.has(key)) ? folds : null;
    },
    /** Remembers a commit: the model's new position, and the folds that have changed. */
    learn(model: AnyReadModel, position: Position | null, changed: Folds): void {
      const folds = known.get(model)?.folds ?? new LRUCache({ max: foldsKept });
      for (const [key, fold] of changed) folds.set(key, { fold });
      known.set(model, { position, folds });
    },
    forget(model: AnyReadModel): void {
      known.delete(model);
    },
  };
}
