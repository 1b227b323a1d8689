// The kept readings of notices 读取结果: every line and what became of it, for those who may read the notice itself.

import { decodeReading, type ReadLine } from "@taizhang/documents/reading-file";
import { mayReadSource } from "@taizhang/domain";
import type { PlanCard } from "@taizhang/projections";
import { LRUCache } from "lru-cache";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import type { Sources } from "../import/sources.ts";
import { limits } from "../limits/limits.ts";

interface Kept {
  readonly lines: readonly ReadLine[];
  readonly byteCount: number;
}

/** The readings that were looked at last. Many fields of a page ask for one reading, which is found and decoded once. */
const readings = new WeakMap<Sources, LRUCache<string, Kept, Sources>>();

function readingsOf(sources: Sources): LRUCache<string, Kept, Sources> {
  const known = readings.get(sources);
  if (known) return known;
  const made = new LRUCache<string, Kept, Sources>({
    maxSize: limits.readingsBytes,
    sizeCalculation: ({ byteCount }) => byteCount,
    async fetchMethod(sha256, _stale, { context }) {
      const found = await context.find(sha256);
      if (!found) throw new Error(`the reading ${sha256} of a notice is missing: restore it from a backup`);
      return { lines: decodeReading(found.bytes), byteCount: found.bytes.byteLength };
    },
  });
  readings.set(sources, made);
  return made;
}

/**
 * All lines of the notice of a plan; null where none are kept, and for whoever may not read the notice: its lines hold
 * what is in no plan.
 */
export async function linesOfNotice(
  context: Context,
  { regionId, source: { readingSha256 } }: Pick<PlanCard, "regionId" | "source">,
): Promise<readonly ReadLine[] | null> {
  if (readingSha256 === null || !mayReadSource(readerOf(context), regionId)) return null;
  const kept = await readingsOf(context.sources).fetch(readingSha256, { context: context.sources });
  return kept?.lines ?? null;
}

const shown = new WeakMap<object, number>();

/**
 * Counts the lines that one root field shows. Many warnings may be about the same long line, so the answer could be far
 * larger than the notice: beyond a bound it is refused.
 */
export function countShown({ views }: { readonly views: object }, characters: number): void {
  const sum = (shown.get(views) ?? 0) + characters;
  shown.set(views, sum);
  if (sum > limits.sourceLength)
    throw problem("LIMIT_EXCEEDED", {
      zh: `一次查询的原文至多${limits.sourceLength}字：请用 first 少取几行。`,
      en: `One query shows ${limits.sourceLength} characters of notices at most: take fewer lines with \`first\`.`,
    });
}
