// How far a rebuild has come, told to people and to programs.
import type { Position } from "@taizhang/log";

/** How far it has come. */
export interface RebuildProgress {
  /** How many events were read. */
  readonly events: number;
  /** Where the last of them stands, and the last of the log when the rebuild began. */
  readonly position: string;
  readonly head: string;
  /** How much of the log is behind it, by positions: from 0 to 1. */
  readonly share: number;
  readonly eventsPerSecond: number;
  readonly secondsLeft: number;
}

/** What was read, of a log that ended there, and how long that has taken. */
interface Reading {
  readonly events: number;
  readonly position: Position;
  readonly head: Position;
  readonly ms: number;
}

/** What is to be told of it. */
export function progressOf({ events, position, head, ms }: Reading): RebuildProgress {
  const share = head === 0n ? 1 : Math.min(1, Number(position) / Number(head));
  return {
    events,
    position: `${position}`,
    head: `${head}`,
    share: Math.round(share * 1000) / 1000,
    eventsPerSecond: Math.round((events * 1000) / Math.max(1, ms)),
    secondsLeft: share === 0 ? 0 : Math.round((ms * (1 - share)) / share / 1000),
  };
}

/** The same in words. */
export function inWords({ events, position, head, share, eventsPerSecond, secondsLeft }: RebuildProgress): string {
  const percent = Math.floor(share * 100);
  const left = percent === 100 ? "" : `, ${secondsLeft} s left`;
  return `重建 rebuild ${percent} %: ${events} events, position ${position} of ${head}, ${eventsPerSecond} events/s${left}`;
}

interface Target {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Gives what to call with progress: a line that moves on a terminal, a line a quarter elsewhere. */
export function showRebuild(to: Target = process.stderr): (progress: RebuildProgress) => void {
  let last = -1;
  return (progress) => {
    const step = Math.floor(progress.share * (to.isTTY ? 100 : 4));
    if (step === last) return;
    last = step;
    const end = progress.share === 1 ? "\n" : "";
    to.write(to.isTTY ? `\r\u001b[K${inWords(progress)}${end}` : `${inWords(progress)}\n`);
  };
}
