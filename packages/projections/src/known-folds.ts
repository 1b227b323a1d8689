// The folds that a runner has made last, so that it need not fetch them again.
import { LRUCache } from "lru-cache";
import type { Digest, Folds } from "./fold.ts";
import type { AnyReadModel, Shown } from "./read-model.ts";
import type { Checkpoint } from "./views.ts";

const foldsKept = 1000;

/** Where folds are valid: at a position of a model, as it was built. */
type At = Pick<Checkpoint, "position" | "build">;

interface Known {
  /** Where the model was when the folds were made. They are valid only there. */
  readonly at: At;
  readonly folds: LRUCache<string, { readonly fold: unknown; readonly shown: readonly Shown[] }>;
}

/** What a commit has changed. */
export type Made = Pick<Digest, "folds" | "shown">;

/** Nothing. */
export const nothingMade: Made = { folds: new Map(), shown: new Map() };

/** Remembers the last 1,000 folds of each model, with their documents. */
export function knownFolds() {
  const known = new Map<AnyReadModel, Known>();
  return {
    /** The keys whose folds have to be fetched. */
    missing(model: AnyReadModel, keys: readonly string[]): string[] {
      const folds = known.get(model)?.folds;
      return keys.filter((key) => !folds?.has(key));
    },
    /** All wanted folds, fetched or remembered. Null if another runner has moved the model, so that more must be fetched. */
    completed(model: AnyReadModel, at: At, keys: readonly string[], fetched: Folds): Folds | null {
      const last = known.get(model)?.at;
      if (last?.position !== at.position || last.build !== at.build) known.delete(model);
      const remembered = known.get(model)?.folds;
      const folds = new Map(keys.map((key) => [key, fetched.has(key) ? fetched.get(key) : remembered?.get(key)?.fold]));
      return keys.every((key) => fetched.has(key) || remembered?.has(key)) ? folds : null;
    },
    /** The documents of a fold as they were made; undefined unless the fold is remembered. */
    shown(model: AnyReadModel, key: string, fold: unknown): readonly Shown[] | undefined {
      const remembered = known.get(model)?.folds.get(key);
      return remembered?.fold === fold ? remembered?.shown : undefined;
    },
    /** Remembers a commit: where the model is now, and the folds that have changed. */
    learn(model: AnyReadModel, at: At, { folds: changed, shown }: Made): void {
      const folds = known.get(model)?.folds ?? new LRUCache({ max: foldsKept });
      for (const [key, fold] of changed) folds.set(key, { fold, shown: shown.get(key) ?? [] });
      known.set(model, { at, folds });
    },
    forget(model: AnyReadModel): void {
      known.delete(model);
    },
  };
}
