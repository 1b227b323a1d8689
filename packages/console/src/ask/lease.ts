// One of all tabs holds the socket 租约: it says so again and again; where nobody does, another takes it.
import type { Channel } from "./seen.ts";

/** What a lease needs of its surroundings. */
export interface LeaseParts {
  readonly id: string;
  readonly channel: Channel;
  /** Calls after so many milliseconds, again and again; answers how to stop. */
  readonly every: (ms: number, call: () => void) => () => void;
  readonly taken: () => void;
  readonly lost: () => void;
}

export interface Lease {
  isHeld(): boolean;
  /** Gives it up, so that another tab need not wait. */
  release(): void;
}

const beatMs = 1000;
/** After so many beats in silence the holder is taken for gone. */
const patienceBeats = 3;

/** Takes part in the lease. Of two that hold it, the one with the smaller id goes on. */
export function lease({ id, channel, every, taken, lost }: LeaseParts): Lease {
  let isHeld = false;
  let silentBeats = patienceBeats - 1;
  let isOver = false;
  const say = (word: "held" | "free") => channel.post({ lease: word, id });
  const become = (held: boolean) => {
    if (held === isHeld) return;
    isHeld = held;
    if (held) taken();
    else lost();
  };
  channel.listen((message) => {
    const { word, from } = wordOf(message);
    if (word === "free") silentBeats = patienceBeats;
    if (word !== "held") return;
    silentBeats = 0;
    if (isHeld && from < id) become(false);
    else if (isHeld) say("held");
  });
  const stop = every(beatMs, () => {
    if (isOver) return;
    silentBeats += 1;
    if (!isHeld && silentBeats >= patienceBeats) become(true);
    if (isHeld) say("held");
  });
  return {
    isHeld: () => isHeld,
    release() {
      isOver = true;
      stop();
      if (isHeld) say("free");
      become(false);
    },
  };
}

function wordOf(message: unknown): { readonly word: string; readonly from: string } {
  if (typeof message !== "object" || message === null) return { word: "", from: "" };
  const word = "lease" in message ? String(message.lease) : "";
  return { word, from: "id" in message ? String(message.id) : "" };
}
