// What the auditor's verifier may say of an archive.
import type { Span } from "./bracket.ts";
import type { Contradiction } from "./evidence.ts";
import type { Look } from "./recorded.ts";
import type { Gap } from "./revisions.ts";
import type { TreeHead } from "./verify-proof.ts";

/** Every checkpoint fits, and behind them no revision is missing. */
export interface Intact {
  readonly kind: "intact";
  /** How many events the archive has. */
  readonly events: number;
  /** How many of them the held checkpoints cover. */
  readonly heldTo: number;
  /** How many all checkpoints cover. Of what comes behind, nothing is known. */
  readonly signedTo: number;
}

/** Every checkpoint fits, but behind the last of them an event is missing or stands twice. */
export interface Broken {
  readonly kind: "gap";
  readonly gap: Gap;
}

/** A checkpoint does not fit: the archive is not what was logged. The first difference lies from `from` to `to`. */
export interface Differs extends Span {
  readonly kind: "differs";
  /** The first checkpoint that does not fit: of those held, if there is one among them. */
  readonly head: TreeHead;
  /** What the first difference looks like, where its place is proven: then `from` and `to` are the same. */
  readonly look: Look | null;
  /** A shorter span, by checkpoints that came with the archive: it holds if the log's key was in the right hands. */
  readonly narrowed: Span | null;
  /** The first revision that is missing behind the last checkpoint that fits. */
  readonly gap: Gap | null;
  /** Two checkpoints, of which the archive fits the larger and not the smaller: the log has signed two histories. */
  readonly signedBoth: { readonly fits: TreeHead; readonly not: TreeHead } | null;
}

export type Verdict = Intact | Broken | Differs | Contradiction;
