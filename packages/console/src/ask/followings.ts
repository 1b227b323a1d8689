// Followings of the feed 跟随变更: any tab may follow it, the tab that holds the socket asks for it, and nobody misses or doubles a change.
import { isJson, textIn } from "../json.ts";
import type { Sentence } from "../texts/sentence.ts";
import type { Channel } from "./seen.ts";

/** Where a following begins: behind a cursor, or behind the event at a position; at the beginning where both are left out. */
export interface From {
  readonly after?: string;
  readonly since?: string;
}

/** Which changes are wanted: those that meet every condition. */
export interface Filter {
  readonly planId?: string;
  readonly taskId?: string;
  readonly unitId?: string;
  readonly types?: readonly string[];
}

/** What is followed. */
export interface Wanted {
  readonly from: From;
  readonly filter: Filter;
}

/** Why a following is over: the server would never answer otherwise. */
export interface Refused {
  readonly code: string;
  readonly sentence: Sentence;
}

/** What a follower is told: a message of the feed; that it was cut off and goes on by itself; or that it is over. */
export type Told<Message> =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "cut" }
  | { readonly kind: "refused"; readonly why: Refused };

/** Asks the server, again after every cut, from where it was; answers how to stop. */
export type Serve<Message> = (wanted: Wanted, tell: (told: Told<Message>) => void) => () => void;

/** The followings of one tab, and those it serves for others while it holds the socket. */
export interface Followings<Message> {
  /** Follows; answers how to stop. */
  follow(wanted: Wanted, tell: (told: Told<Message>) => void): () => void;
  /** This tab holds the socket from now on. */
  taken(): void;
  /** It holds it no longer. */
  lost(): void;
  /** Ends all. */
  leave(): void;
}

interface Following<Message> {
  from: From;
  readonly filter: Filter;
  readonly tell: (told: Told<Message>) => void;
  /** Which tab tells, once it has; nobody else is believed, so that two that hold the socket for a moment double nothing. */
  by: string | null;
  /** Ends the asking of this tab itself. */
  stop: () => void;
}

/**
 * Makes them. A following is asked for anew, under another name and behind its last cursor, whenever another tab takes the
 * socket; what still comes under an old name is not heard.
 */
export function followings<Message extends { readonly cursor?: string | null | undefined }>({
  id,
  channel,
  serve,
  messageIn,
}: {
  /** The id of the tab. */
  readonly id: string;
  readonly channel: Channel;
  readonly serve: Serve<Message>;
  /** A message as it comes from another tab. */
  readonly messageIn: (value: unknown) => Message | null;
}): Followings<Message> {
  const mine = new Map<string, Following<Message>>();
  const served = new Map<string, () => void>();
  let isHolder = false;
  let count = 0;

  function hear(of: string, by: string, told: Told<Message>): void {
    const following = mine.get(of);
    if (!following || (following.by !== null && following.by !== by)) return;
    following.by = by;
    if (told.kind === "message" && told.message.cursor != null) following.from = { after: told.message.cursor };
    if (told.kind === "refused") mine.delete(of);
    following.tell(told);
  }

  function ask(following: Following<Message>): string {
    count += 1;
    const of = `${id}/${count}`;
    const { from, filter } = following;
    following.by = null;
    following.stop = () => undefined;
    mine.set(of, following);
    if (isHolder) following.stop = serve({ from, filter }, (told) => hear(of, id, told));
    else channel.post({ feed: "wanted", of, from, filter });
    return of;
  }

  function end(of: string): void {
    mine.get(of)?.stop();
    mine.delete(of);
    channel.post({ feed: "left", of });
  }

  function askAnew(): void {
    for (const [of, following] of [...mine]) {
      end(of);
      ask(following);
    }
  }

  function serveOther(of: string, wanted: Wanted): void {
    served.get(of)?.();
    served.set(
      of,
      serve(wanted, (told) => channel.post({ feed: "told", of, by: id, told })),
    );
  }

  channel.listen((message) => {
    const [what, of, by] = [textIn(message, "feed"), textIn(message, "of") ?? "", textIn(message, "by") ?? ""];
    if (what === null || !isJson(message)) return;
    if (what === "wanted" && isHolder) serveOther(of, wantedIn(message));
    if (what === "left") {
      served.get(of)?.();
      served.delete(of);
    }
    const told = what === "told" ? toldIn(message["told"], messageIn) : null;
    if (told) hear(of, by, told);
    if (what === "held" && !isHolder) askAnew();
    const dropped = what === "dropped" ? mine.get(of) : undefined;
    if (dropped?.by === by) {
      end(of);
      ask(dropped);
    }
  });

  return {
    follow({ from, filter }, tell) {
      const following = { from, filter, tell, by: null, stop: () => undefined };
      ask(following);
      return () => {
        for (const [of, each] of [...mine]) if (each === following) end(of);
      };
    },
    taken() {
      isHolder = true;
      channel.post({ feed: "held", by: id });
      askAnew();
    },
    lost() {
      isHolder = false;
      for (const [of, stop] of [...served]) {
        stop();
        channel.post({ feed: "dropped", of, by: id });
      }
      served.clear();
      askAnew();
    },
    leave() {
      for (const of of [...mine.keys()]) end(of);
    },
  };
}

function wantedIn(message: unknown): Wanted {
  const [from, filter] = isJson(message) ? [message["from"], message["filter"]] : [];
  const types = isJson(filter) && Array.isArray(filter["types"]) ? filter["types"].map(String) : null;
  return {
    from: { ...field(from, "after"), ...field(from, "since") },
    filter: {
      ...field(filter, "planId"),
      ...field(filter, "taskId"),
      ...field(filter, "unitId"),
      ...(types ? { types } : {}),
    },
  };
}

function field(of: unknown, name: string): Record<string, string> {
  const text = textIn(of, name);
  return text === null ? {} : { [name]: text };
}

function toldIn<Message>(value: unknown, messageIn: (value: unknown) => Message | null): Told<Message> | null {
  const kind = textIn(value, "kind");
  if (!isJson(value) || kind === "cut") return kind === "cut" ? { kind } : null;
  if (kind === "refused") {
    const why = value["why"];
    const sentence = isJson(why) ? why["sentence"] : undefined;
    const said = { zh: textIn(sentence, "zh") ?? "", en: textIn(sentence, "en") ?? "" };
    return { kind, why: { code: textIn(why, "code") ?? "", sentence: said } };
  }
  const message = kind === "message" ? messageIn(value["message"]) : null;
  return message === null ? null : { kind: "message", message };
}
