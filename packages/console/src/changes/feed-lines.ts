// The lines of the feed on the screen 变更行: the latest on top, those that came while one reads kept back, never more than fit.
import type { ChangeToldFragment } from "../generated/operations.ts";

/** How many lines are kept on the screen. */
export const mostLines = 2000;

/** What has come of the feed, the newest first. */
export interface FeedLines {
  readonly shown: readonly ChangeToldFragment[];
  /** What came while one reads. */
  readonly waiting: readonly ChangeToldFragment[];
  /** How many have come in all. */
  readonly count: number;
}

export const noLines: FeedLines = { shown: [], waiting: [], count: 0 };

/** The lines with those that have just come, in the order of the log: shown at once, or kept back. */
export function received(
  { shown, waiting, count }: FeedLines,
  come: readonly ChangeToldFragment[],
  isPaused: boolean,
): FeedLines {
  const all = [...[...come].reverse(), ...waiting].slice(0, mostLines);
  const counted = count + come.length;
  return isPaused ? { shown, waiting: all, count: counted } : revealed({ shown, waiting: all, count: counted });
}

/** The lines with all that was kept back. */
export const revealed = ({ shown, waiting, count }: FeedLines): FeedLines => ({
  shown: [...waiting, ...shown].slice(0, mostLines),
  waiting: [],
  count,
});

/** What the feed brought over what was there before, each once. */
export function lineOver(
  feed: readonly ChangeToldFragment[],
  before: readonly ChangeToldFragment[],
): readonly ChangeToldFragment[] {
  const come = new Set(feed.map(({ eventId }) => eventId));
  return [...feed, ...before.filter(({ eventId }) => !come.has(eventId))].slice(0, mostLines);
}
