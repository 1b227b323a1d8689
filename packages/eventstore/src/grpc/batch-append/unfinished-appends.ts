// The appends of one call that are not complete yet, by their correlation ids.
import type { Expectation } from "../../core/expected-revision.ts";
import type { AppendContent } from "../append/append-content.ts";
import type { MemoryBudget } from "../transport/memory-budget.ts";
import type { Addressee } from "./batch-answer.ts";

/** One append, as far as it has come. */
export interface PendingAppend {
  readonly to: Addressee;
  readonly stream: string;
  readonly expected: Expectation;
  readonly content: AppendContent;
  /** Milliseconds since the epoch; from then on nobody waits for the answer. */
  readonly deadlineMs: number;
}

/** What an append takes besides its events: names, timer, place in the map. */
const bytesOfAppend = 1024;

/** About how many bytes an append takes in memory. */
export function bytesOf({ stream, content }: PendingAppend): number {
  return bytesOfAppend + 4 * stream.length + content.bytes;
}

/** How long a call may be silent before its unfinished appends are given up. */
const silenceMs = 2_000;

interface Kept {
  readonly append: PendingAppend;
  bytes: number;
  timer: NodeJS.Timeout;
}

export class UnfinishedAppends {
  readonly #kept = new Map<string, Kept>();
  readonly #memory: MemoryBudget;
  readonly #nowMs: () => number;
  readonly #heardMs: () => number;
  readonly #giveUp: (append: PendingAppend) => void;

  /**
   * `heardMs` tells when the call last brought anything, because on a busy call two parts of one append may be far apart.
   * `giveUp` is called with each append that is not finished in time, after it was forgotten.
   */
  constructor(
    memory: MemoryBudget,
    nowMs: () => number,
    heardMs: () => number,
    giveUp: (append: PendingAppend) => void,
  ) {
    this.#memory = memory;
    this.#nowMs = nowMs;
    this.#heardMs = heardMs;
    this.#giveUp = giveUp;
  }

  get(id: string): PendingAppend | undefined {
    return this.#kept.get(id)?.append;
  }

  /** Keeps an append until its next part. If there is no memory left, forgets it and returns false. */
  keep(id: string, append: PendingAppend): boolean {
    const known = this.#kept.get(id);
    const bytes = bytesOf(append);
    if (!this.#memory.take(bytes - (known?.bytes ?? 0))) {
      this.forget(id);
      return false;
    }
    if (known) known.bytes = bytes;
    else this.#kept.set(id, { append, bytes, timer: this.#timer(id, append) });
    return true;
  }

  forget(id: string): void {
    const kept = this.#kept.get(id);
    if (!kept) return;
    clearTimeout(kept.timer);
    this.#memory.give(kept.bytes);
    this.#kept.delete(id);
  }

  /** Forgets all of them, and returns them. */
  drain(): readonly PendingAppend[] {
    const appends = [...this.#kept.values()].map(({ append }) => append);
    for (const id of [...this.#kept.keys()]) this.forget(id);
    return appends;
  }

  #timer(id: string, append: PendingAppend): NodeJS.Timeout {
    return setTimeout(() => this.#check(id, append), this.#leftMs(append));
  }

  #check(id: string, append: PendingAppend): void {
    const kept = this.#kept.get(id);
    if (kept?.append !== append) return;
    if (this.#leftMs(append) > 0) {
      kept.timer = this.#timer(id, append);
      return;
    }
    this.forget(id);
    this.#giveUp(append);
  }

  #leftMs({ deadlineMs }: PendingAppend): number {
    return Math.min(deadlineMs, this.#heardMs() + silenceMs) - this.#nowMs();
  }
}
