// What this person has seen happen: the position of her last act, which every answer about now must include, in all tabs.
import { putIn } from "../put-in.ts";
import { type Store, store } from "../store.ts";

/** A channel to the other tabs; a BroadcastChannel is one. */
export interface Channel {
  post(message: unknown): void;
  listen(heard: (message: unknown) => void): void;
}

/** The highest position of any receipt. */
export interface Seen {
  readonly position: Store<string | null>;
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
  const raise = (to: string) => {
    position.set(later(position.get(), to));
    putIn(kept, key, position.get() ?? "");
  };
  channel.listen((message) => {
    const heard = positionIn(message);
    if (heard !== null) raise(heard);
  });
  return {
    position,
    note(noted) {
      raise(noted);
      channel.post(noted);
    },
  };
}

const positionIn = (value: unknown): string | null =>
  typeof value === "string" && /^\d{1,20}$/.test(value) ? value : null;

/** A channel that is opened once it is known to which tabs; until then nobody is spoken to. */
export interface LaterChannel extends Channel {
  /** Opens it under this name; once it is open, it stays as it is. */
  open(name: string): void;
}

/** Makes one. */
export function laterChannel(to: (name: string) => Channel = channelTo): LaterChannel {
  let channel: Channel | null = null;
  const waiting: ((message: unknown) => void)[] = [];
  return {
    post: (message) => channel?.post(message),
    listen(heard) {
      if (channel) channel.listen(heard);
      else waiting.push(heard);
    },
    open(name) {
      if (channel) return;
      channel = to(name);
      for (const heard of waiting) channel.listen(heard);
    },
  };
}

/** The channel of this name to the other tabs; where the browser refuses it, as it may with cookies blocked, nobody is on it. */
export function channelTo(name: string): Channel {
  const channel = broadcasting(`taizhang.1.${name}`);
  if (channel === null) return { post: () => undefined, listen: () => undefined };
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => channel.addEventListener("message", ({ data }) => heard(data)),
  };
}

function broadcasting(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
