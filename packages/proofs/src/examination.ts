// One passage through an archive: its leaves are hashed one by one, and its roots held against the checkpoints.
import { bracket, type Place } from "./bracket.ts";
import { type Digest, sameBytes } from "./digest.ts";
import type { Head } from "./evidence.ts";
import { type ArchivedEvent, leafBytes } from "./leaf.ts";
import { grown, type Peaks, rootOf } from "./peaks.ts";
import { comparison } from "./recorded.ts";
import { type Gap, revisions } from "./revisions.ts";
import type { Verdict } from "./verdict.ts";
import type { TreeHead } from "./verify-proof.ts";

/** How far a tree has grown. */
interface Grown {
  readonly size: number;
  readonly peaks: Peaks;
}

export interface Examination {
  /** The next event and the next recorded hash; null where there are no more. */
  next(event: ArchivedEvent | null, recorded: Uint8Array | null): void;
  /** A checkpoint of the size that has been reached, or of one that the archive does not reach. */
  judge(head: Head): void;
  verdict(): Verdict;
}

export function examination(digest: Digest): Examination {
  const byHeld = bracket();
  const byAny = bracket();
  const compared = comparison();
  const revisionExpected = revisions();
  const provenBy = new Set<TreeHead>();
  let archive: Grown = { size: 0, peaks: null };
  let recorded: Grown = archive;
  let last: Place = { index: 0, event: null };
  let fits: TreeHead | null = null;
  let fitsHeld: TreeHead | null = null;
  let gap: Gap | null = null;

  const gives = ({ size, peaks }: Grown, head: TreeHead) =>
    size === head.size && sameBytes(rootOf(peaks, digest), head.root);
  const withLeaf = ({ size, peaks }: Grown, hash: Uint8Array) => ({
    size: size + 1,
    peaks: grown(peaks, hash, digest),
  });

  function takes(event: ArchivedEvent): Uint8Array {
    const { stream, revision, id } = event;
    last = { index: archive.size, event: { stream, revision, id } };
    byHeld.passes(last);
    byAny.passes(last);
    const expected = revisionExpected(event);
    if (expected !== null) gap ??= { place: last, expected };
    return digest.leaf(leafBytes(event));
  }

  return {
    next(event, had) {
      const has = event && takes(event);
      // Behind its end, the place is that of the first event that the archive lacks.
      if (has === null) last = { index: archive.size, event: null };
      compared.next({ has, had }, last);
      if (has !== null) archive = withLeaf(archive, has);
      if (had !== null) recorded = withLeaf(recorded, had);
    },
    judge(head) {
      const isFit = gives(archive, head);
      if (isFit) {
        fits = head;
        gap = null;
        if (head.isHeld) fitsHeld = head;
      }
      if (gives(recorded, head)) provenBy.add(head);
      byAny.judges(head, isFit, last);
      if (head.isHeld) byHeld.judges(head, isFit, last);
    },
    verdict() {
      const misfit = byHeld.misfit ?? byAny.misfit;
      if (misfit === null || byAny.misfit === null) {
        if (gap) return { kind: "gap", gap };
        return { kind: "intact", events: archive.size, heldTo: fitsHeld?.size ?? 0, signedTo: fits?.size ?? 0 };
      }
      // The archive is what the held checkpoints say. What came with it is at odds with them.
      if (byHeld.misfit === null && fitsHeld && fitsHeld.size > misfit.head.size)
        return { kind: "twoHistories", one: misfit.head, other: fitsHeld };
      const { head, from, to } = misfit;
      const signedBoth = fits && fits.size > byAny.misfit.head.size ? { fits, not: byAny.misfit.head } : null;
      const proven = provenBy.has(head) ? compared.first : null;
      if (proven) {
        const { place, look } = proven;
        return { kind: "differs", head, from: place, to: place, look, narrowed: null, gap, signedBoth };
      }
      const { from: narrowFrom, to: narrowTo } = byAny.misfit;
      const isNarrower = narrowFrom.index > from.index || narrowTo.index < to.index;
      const narrowed = isNarrower && signedBoth === null ? { from: narrowFrom, to: narrowTo } : null;
      return { kind: "differs", head, from, to, look: null, narrowed, gap, signedBoth };
    },
  };
}
