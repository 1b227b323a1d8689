// The kept readings of notices 读取结果: every line and what became of it, for those who may read the notice itself.

import { decodeReading, type LineUse, type PrintedCell, type ReadLine } from "@taizhang/documents/reading-file";
import { grouped, mayReadSource } from "@taizhang/domain";
import type { PlanCard } from "@taizhang/projections";
import { LRUCache } from "lru-cache";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import type { Sources } from "../import/sources.ts";
import { limits } from "../limits/limits.ts";

/** A stretch of a line that a row was read from. */
export interface RowUse extends LineUse {
  readonly line: number;
}

/** What a notice says of one row: the stretches it was read from, in order, and its cells; null where those were not kept. */
export interface RowReading {
  readonly uses: readonly RowUse[];
  readonly cells: readonly PrintedCell[] | null;
}

/** A kept reading. */
export interface KeptReading {
  readonly lines: readonly ReadLine[];
  readonly ofRow: (row: number) => RowReading;
  readonly byteCount: number;
}

/** The readings that were looked at last. Many fields of a page ask for one reading, which is found and decoded once. */
const readings = new WeakMap<Sources, LRUCache<string, KeptReading, Sources>>();

function readingsOf(sources: Sources): LRUCache<string, KeptReading, Sources> {
  const known = readings.get(sources);
  if (known) return known;
  const made = new LRUCache<string, KeptReading, Sources>({
    maxSize: limits.readingsBytes,
    sizeCalculation: ({ byteCount }) => byteCount,
    async fetchMethod(sha256, _stale, { context }) {
      const found = await context.find(sha256);
      if (!found) throw new Error(`the reading ${sha256} of a notice is missing: restore it from a backup`);
      return keptReading(found.bytes);
    },
  });
  readings.set(sources, made);
  return made;
}

/** Decodes a reading. What it says of rows is put together once, when somebody asks. */
function keptReading(bytes: Uint8Array): KeptReading {
  const { lines, cells } = decodeReading(bytes);
  let rows: { readonly uses: ByRow<RowUse>; readonly cells: ByRow<PrintedCell> } | undefined;
  return {
    lines,
    byteCount: bytes.byteLength,
    ofRow(row) {
      rows ??= {
        uses: byRow(lines.flatMap(({ uses = [] }, at) => uses.map((use) => ({ ...use, line: at + 1 })))),
        cells: byRow(cells ?? []),
      };
      return { uses: rows.uses.get(row) ?? [], cells: cells ? (rows.cells.get(row) ?? []) : null };
    },
  };
}

type ByRow<Of> = ReadonlyMap<number | null, readonly Of[]>;

const byRow = <Of extends { readonly row: number | null }>(all: readonly Of[]): ByRow<Of> =>
  grouped(all, ({ row }) => row);

/**
 * The reading of the notice of a plan; null where none is kept, and for whoever may not read the notice: its lines hold
 * what is in no plan.
 */
export async function readingOfNotice(
  context: Context,
  { regionId, source: { readingSha256 } }: Pick<PlanCard, "regionId" | "source">,
): Promise<KeptReading | null> {
  if (readingSha256 === null || !mayReadSource(readerOf(context), regionId)) return null;
  return (await readingsOf(context.sources).fetch(readingSha256, { context: context.sources })) ?? null;
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
      zh: `一次查询的原文至多${limits.sourceLength}字：请少取几行。`,
      en: `One query shows ${limits.sourceLength} characters of notices at most: take fewer lines.`,
    });
}
