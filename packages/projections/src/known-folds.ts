// The folds a runner has made last: what it goes on from need not be fetched and read again.
import type { Position } from "@taizhang/log";
import { LRUCache } from "lru-cache";
import type { Folds } from "./fold.ts";
import type { AnyReadModel } from "./read-model.ts";

const foldsKept = 300;

interface Known {
  /** Where the model stood when the folds were made: they are worth nothing anywhere else. */
  readonly position: Position | null;
  readonly folds: LRUCache<string, { readonly fold: unknown }>;
}

/** What a runner remembers of its models: of each the last 300 folds. */
export function knownFolds() {
  const known = new Map<AnyReadModel, Known>();
  return {
    /** The keys whose folds have to be fetched. */
    missing(model: AnyReadModel, keys: readonly string[]): string[] {
      const folds = known.get(model)?.folds;
      return keys.filter((key) => !folds?.has(key));
    },
    /** All folds wanted, with those that were fetched; null where the model has moved, so that more must be fetched. */
    completed(model: AnyReadModel, position: Position | null, keys: readonly string[], fetched: Folds): Folds | null {
      if (known.get(model)?.position !== position) known.delete(model);
      const remembered = known.get(model)?.folds;
      const folds = new Map(keys.map((key) => [key, fetched.has(key) ? fetched.get(key) : remembered?.get(key)?.fold]));
      return keys.every((key) => fetched.has(key) || remembered?.has(key)) ? folds : null;
    },
    /** Remembers what was committed: the model's position, and the folds that events have changed. */
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
