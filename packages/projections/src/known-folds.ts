// The folds that a runner has made last, so that it need not fetch them again.
import type { Position } from "@taizhang/log";
import { LRUCache } from "lru-cache";
import type { Digest, Folds } from "./fold.ts";
import type { AnyReadModel, Shown } from "./read-model.ts";

const foldsKept = 1000;

interface Known {
  /** The model's position when the folds were made. They are valid only there. */
  readonly position: Position | null;
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
    completed(model: AnyReadModel, position: Position | null, keys: readonly string[], fetched: Folds): Folds | null {
      if (known.get(model)?.position !== position) known.delete(model);
      const remembered = known.get(model)?.folds;
      const folds = new Map(keys.map((key) => [key, fetched.has(key) ? fetched.get(key) : remembered?.get(key)?.fold]));
      return keys.every((key) => fetched.has(key) || remembered?.has(key)) ? folds : null;
    },
    /** The documents of a fold as they were made; undefined unless the fold is remembered. */
    shown(model: AnyReadModel, key: string, fold: unknown): readonly Shown[] | undefined {
      const remembered = known.get(model)?.folds.get(key);
      return remembered?.fold === fold ? remembered?.shown : undefined;
    },
    /** Remembers a commit: the model's new position, and the folds that have changed. */
    learn(model: AnyReadModel, position: Position | null, { folds: changed, shown }: Made): void {
      const folds = known.get(model)?.folds ?? new LRUCache({ max: foldsKept });
      for (const [key, fold] of changed) folds.set(key, { fold, shown: shown.get(key) ?? [] });
      known.set(model, { position, folds });
    },
    forget(model: AnyReadModel): void {
      known.delete(model);
    },
  };
}
