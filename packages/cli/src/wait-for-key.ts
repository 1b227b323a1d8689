// Waits for a key at a terminal.
import { once } from "node:events";

/** A terminal's keyboard, or what stands in its place: a pipe, a file. */
export interface Keyboard extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/** The keys that end it: q, Ctrl-C, Ctrl-D, Escape. */
const ending = new Set(["q", "Q", "\u0003", "\u0004", "\u001b"]);

/** True once a key was pressed with which it goes on; false where it was one that ends it, or nobody can press any more. */
export async function goesOn(keyboard: Keyboard): Promise<boolean> {
  keyboard.setRawMode?.(true);
  keyboard.resume();
  try {
    const ended = new AbortController();
    const closed = once(keyboard, "end", { signal: ended.signal }).then(() => "q");
    const pressed = once(keyboard, "data", { signal: ended.signal }).then(([key]) => String(key));
    try {
      return !ending.has(await Promise.race([pressed, closed]));
    } finally {
      ended.abort();
      await Promise.allSettled([pressed, closed]);
    }
  } finally {
    keyboard.setRawMode?.(false);
    keyboard.pause();
  }
}
