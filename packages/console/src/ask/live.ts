// Live changes 实时变更: one socket for all tabs; each change makes the answers old that are about what it names.
import type { Query, QueryClient } from "@tanstack/react-query";
import { type Client, createClient } from "graphql-ws";
import type { OwnCommands } from "../act/own-commands.ts";
import {
  ConsoleChangesDocument,
  type ConsoleChangesSubscription,
  FollowChangesDocument,
  type FollowChangesSubscription,
  type TypedDocumentString,
} from "../generated/operations.ts";
import { isJson, textIn } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import { type Store, store } from "../store.ts";
import { failureOf, isPassing } from "./failure.ts";
import { type From, followings, type Refused, type Told, type Wanted } from "./followings.ts";
import { lease } from "./lease.ts";
import { isOfNow } from "./of-now.ts";
import { type Channel, includes, later } from "./seen.ts";

/** What a change names, and which command it is of. */
export interface Touched {
  readonly commandId: string;
  /** The command that began it all. */
  readonly correlationId: string;
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly unitIds: readonly string[];
  /** The position of the change. */
  readonly position: string;
}

/** How live the page is. */
export interface Live {
  /** Begins behind the position of the first answer; called again it does nothing, unless the log was replaced meanwhile. */
  begin(position: string): void;
  /** Follows the changes of a filter, over the same socket; answers how to stop. */
  follow(wanted: Wanted, tell: (told: Told<FeedMessage>) => void): () => void;
  /** How many changes by others wait until nothing is under anybody's hand. */
  readonly waiting: Store<number>;
  /** Whether a line is focused or edited, so that nothing may move. */
  readonly isHeld: Store<boolean>;
  /** Shows what waits. */
  show(): void;
  /** The position of the last change that what is on the screen is about: answers that do not include it are old. */
  readonly heard: Store<string | null>;
}

/** Changes often come together: the first is shown after this, with those that came meanwhile. */
const togetherMs = 250;
/** At most so often is asked again for what they made old, and so long after a cut the socket is opened anew. */
const restMs = 1000;

/** Makes it. */
export function liveChanges(parts: {
  readonly session: Session;
  readonly questions: QueryClient;
  readonly channel: Channel;
  readonly id: string;
  readonly own: OwnCommands;
  /** The socket was closed, or could not be opened. */
  readonly cut: () => void;
}): Live {
  const { session, questions, channel, id, own, cut } = parts;
  const waiting = store(0);
  const isHeld = store(false);
  const heard = store<string | null>(null);
  /** What was touched and is not shown yet. */
  let untold: Touched[] = [];
  let from: From | null = null;
  let client: Client | null = null;
  let stopAll: (() => void) | null = null;
  let timer = 0;
  let shownAt = 0;

  function note(touched: Touched): void {
    if (
      !questions
        .getQueryCache()
        .getAll()
        .some((query) => isAbout(query, [touched]))
    )
      return;
    untold.push(touched);
    const isOwn = own.isOwn(touched.correlationId);
    if (!isOwn) waiting.set(waiting.get() + 1);
    // What she did herself holds nothing up: this tab asks again once it is answered, and so does what follows from it here.
    const holds = isHeld.get() && (!isOwn || own.isFromHere(touched.commandId));
    if (holds || document.hidden || timer !== 0) return;
    timer = window.setTimeout(show, Math.max(togetherMs, shownAt + restMs - performance.now()));
  }

  function show(): void {
    window.clearTimeout(timer);
    timer = 0;
    if (document.hidden) return;
    const told = untold;
    const old = (query: Pick<Query, "meta">) => isAbout(query, told);
    if (questions.isFetching({ predicate: old }) > 0) {
      // What is on its way may be older than the change, and to begin it anew again and again would show nothing at all.
      timer = window.setTimeout(show, togetherMs);
      return;
    }
    shownAt = performance.now();
    untold = [];
    waiting.set(0);
    if (told.length === 0) return;
    const isShown = (touched: Touched) =>
      questions.getQueryCache().findAll({ type: "active", predicate: (query) => isAbout(query, [touched]) }).length > 0;
    const last = [...told].reverse().find(isShown);
    // An answer of a read model that is slower than the log lacks it still, and is asked for again until it does not.
    void questions
      .invalidateQueries({ predicate: old })
      .then(() => last && heard.set(later(heard.get(), last.position)));
  }
  document.addEventListener("visibilitychange", () => !document.hidden && !isHeld.get() && show());
  isHeld.subscribe(() => !isHeld.get() && untold.length > 0 && show());

  function hear(changes: LiveMessage): void {
    const { cursor } = changes;
    if (cursor != null) from = { after: cursor };
    if (changes.__typename !== "Change") return;
    const { commandId, correlationId, planId, taskId, unitIds, position } = changes;
    const touched = {
      ...{ commandId, correlationId, position },
      planId: planId == null ? null : String(planId),
      taskId: taskId == null ? null : String(taskId),
      unitIds: unitIds.map(String),
    };
    channel.post({ touched, cursor });
    note(touched);
  }

  channel.listen((message) => {
    if (!isJson(message)) return;
    if (typeof message["cursor"] === "string") from = { after: message["cursor"] };
    const touched = touchedIn(message["touched"]);
    if (touched) note(touched);
  });

  function connect(): void {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    let token = "";
    client = createClient({
      url: `${scheme}//${location.host}/graphql`,
      async connectionParams() {
        token = await session.token();
        return { authorization: `Bearer ${token}` };
      },
      // What is asked again after a cut must begin behind what has come by then, so that the library may not do it by itself.
      retryAttempts: 0,
      on: {
        // What could not be asked while the server was away is asked now.
        connected: askAgainWhatFailed,
        closed(event) {
          cut();
          if (Object(event).code === tokenEndedCode) session.ended(token);
        },
      },
    });
    followAll();
  }

  function askAgainWhatFailed(): void {
    const predicate = (query: Query) => isOfNow(query) && isPassing(query.state.error);
    void questions.refetchQueries({ type: "active", predicate });
  }

  /** Follows everything for all tabs, from where it was left, while this tab holds the socket. */
  function followAll(): void {
    if (client === null || from === null || stopAll !== null) return;
    const refused = () => {
      // The log is another one: all that is on the screen is old, and the next answer begins anew.
      stopAll = null;
      from = null;
      heard.set(null);
      void questions.invalidateQueries({ predicate: isOfNow });
    };
    stopAll = asked(ConsoleChangesDocument, { from, filter: {} }, (told) => {
      if (told.kind === "message") hear(told.message);
      if (told.kind === "refused") refused();
    });
  }

  /** Asks over the socket, and after each cut again behind the last cursor; answers how to stop. */
  function asked<Result extends { readonly changes: Placed }, Variables>(
    document: TypedDocumentString<Result, Variables>,
    { from: start, filter }: Wanted,
    tell: (told: Told<Result["changes"]>) => void,
  ): () => void {
    const by = client;
    let [at, isOver] = [start, by === null];
    let stop = () => {};
    let told: string | null = null;
    async function again(): Promise<void> {
      while (by !== null && !isOver) {
        await new Promise<void>((done) => {
          const payload = { query: document.toString(), variables: { ...at, filter } };
          stop = by.subscribe<Result>(payload, {
            next({ data, errors }) {
              const why = refusalIn(errors);
              if (why) refuse(why);
              if (isOver || !data) return;
              const { cursor, position } = data.changes;
              // After a close that was in order, the library itself asks again, from where it began.
              if (position !== undefined && told !== null && includes(told, position)) return;
              told = position ?? told;
              if (cursor != null) at = { after: cursor };
              tell({ kind: "message", message: data.changes });
            },
            error(error) {
              const why = refusalIn(error);
              if (why) refuse(why);
              else if (!isOver) tell({ kind: "cut" });
              done();
            },
            complete: done,
          });
        });
        if (!isOver) await new Promise((rested) => window.setTimeout(rested, restMs));
      }
    }
    function refuse(why: Refused): void {
      if (isOver) return;
      isOver = true;
      tell({ kind: "refused", why });
    }
    void again();
    return () => {
      isOver = true;
      stop();
    };
  }

  const feeds = followings<FeedMessage>({
    id,
    channel,
    serve: (wanted, tell) => asked(FollowChangesDocument, wanted, tell),
    messageIn,
  });

  let isJoined = false;
  /** Takes part in the lease of the socket. */
  function join(): void {
    if (isJoined) return;
    isJoined = true;
    const every = (ms: number, call: () => void) => {
      const each = window.setInterval(call, ms);
      return () => window.clearInterval(each);
    };
    const taken = () => {
      connect();
      feeds.taken();
    };
    const lost = () => {
      const before = client;
      stopAll?.();
      stopAll = null;
      client = null;
      feeds.lost();
      void before?.dispose();
    };
    const held = lease({ id, channel, every, taken, lost });
    window.addEventListener("pagehide", () => {
      feeds.leave();
      held.release();
    });
  }

  return {
    waiting,
    isHeld,
    heard,
    show,
    begin(position) {
      from ??= { since: position };
      join();
      followAll();
    },
    follow(wanted, tell) {
      join();
      return feeds.follow(wanted, tell);
    },
  };
}

/** A message of the feed, with its place. */
interface Placed {
  readonly cursor?: string | null | undefined;
  readonly position?: string;
}

type LiveMessage = ConsoleChangesSubscription["changes"];

/** A message of the feed, as a page shows it. */
export type FeedMessage = FollowChangesSubscription["changes"];

/** With which the server closes a socket whose token has ended. */
const tokenEndedCode = 4403;

// After these the same will be refused again, however often it is asked.
const final = new Set(["CURSOR_OF_OTHER_LOG", "BAD_USER_INPUT", "FORBIDDEN", "LIMIT_EXCEEDED"]);

/** Why the server refuses a following for good; null for whatever passes. */
function refusalIn(errors: unknown): Refused | null {
  if (!Array.isArray(errors) || errors.length === 0) return null;
  const { code, sentence } = failureOf(errors[0], null);
  return final.has(code) ? { code, sentence } : null;
}

/** A message as another tab of this page passes it on. */
function messageIn(value: unknown): FeedMessage | null {
  const kind = textIn(value, "__typename");
  return kind !== null && ["Change", "Checkpoint", "CaughtUp", "Lagging"].includes(kind) ? passedOn(value) : null;
}

// It was made by the same build or its neighbour from an answer of the server, and every tab is of this origin.
// biome-ignore lint/suspicious/noExplicitAny: the one place where a message between tabs gets its type.
const passedOn = (value: any) => value;

function touchedIn(value: unknown): Touched | null {
  if (!isJson(value) || !Array.isArray(value["unitIds"])) return null;
  const { planId, taskId, unitIds } = value;
  const position = textIn(value, "position");
  if (position === null || !/^\d{1,20}$/.test(position)) return null;
  const idOrNull = (id: unknown) => (typeof id === "string" ? id : null);
  const [commandId, correlationId] = [textIn(value, "commandId") ?? "", textIn(value, "correlationId") ?? ""];
  const ids = { commandId, correlationId, planId: idOrNull(planId), taskId: idOrNull(taskId) };
  return { ...ids, unitIds: unitIds.map(String), position };
}

/** Whether an answer is about anything that was touched. */
function isAbout({ meta }: Pick<Query, "meta">, touched: readonly Touched[]): boolean {
  const about = meta?.["about"];
  if (!isJson(about)) return false;
  if (about["anything"] === true) return touched.length > 0;
  return touched.some(
    ({ planId, taskId, unitIds }) =>
      (taskId !== null && about["taskId"] === taskId) ||
      (planId !== null && about["planId"] === planId) ||
      unitIds.some((unitId) => about["unitId"] === unitId),
  );
}

/** The position to begin behind: that of the first answer. */
export const beginAt = (live: Live, position: string | null | undefined): void => {
  const at = later(position ?? null, "0");
  if (position !== undefined && at !== null) live.begin(at);
};
