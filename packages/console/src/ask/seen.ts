// What this person has seen happen: the position of her last act, which every answer about now must include, in all tabs.
import { type Store, store } from "../store.ts";

/** A channel to the other tabs; a BroadcastChannel is one. */
export interface Channel {
  post(message: unknown): void;
  listen(heard: (message: unknown) => void): void;
}

/** The highest position of any receipt. */
export interface Seen {
  readonly position: Store<string | null>;
  /** That of this tab's own receipts: at each of them this tab asks anew for all that it shows. */
  readonly own: Store<string | null>;
  /** Notes the position of a receipt. */
  note(position: string): void;
}

/** The later of two positions, which are whole numbers in digits, too large to be counted with. */
export function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a > b ? a : b;
}

/** Whether an answer that reflects a position includes another one. */
export const includes = (answer: string | null, position: string): boolean =>
  answer !== null && later(answer, position) === answer;

const key = "taizhang.1.seen";

/** Makes it, shared with the other tabs, and kept in this one's storage while the page is loaded anew. */
export function seenBy(channel: Channel, kept: Pick<Storage, "getItem" | "setItem">): Seen {
  const position = store(positionIn(kept.getItem(key)));
  const own = store<string | null>(null);
  const raise = (to: string) => {
    position.set(later(position.get(), to));
    kept.setItem(key, position.get() ?? "");
  };
  channel.listen((message) => {
    const heard = positionIn(message);
    if (heard !== null) raise(heard);
  });
  return {
    position,
    own,
    note(noted) {
      raise(noted);
      own.set(later(own.get(), noted));
      channel.post(noted);
    },
  };
}

const positionIn = (value: unknown): string | null =>
  typeof value === "string" && /^\d{1,20}$/.test(value) ? value : null;

/** The channel of this name to the other tabs. */
export function channelTo(name: string): Channel {
  const channel = new BroadcastChannel(`taizhang.1.${name}`);
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => channel.addEventListener("message", ({ data }) => heard(data)),
  };
}
