// Live changes 实时变更: one socket for all tabs; each change makes the answers old that are about what it names.
import type { Query, QueryClient } from "@tanstack/react-query";
import { type Client, createClient } from "graphql-ws";
import { ConsoleChangesDocument, type ConsoleChangesSubscription } from "../generated/operations.ts";
import { isJson } from "../json.ts";
import type { Session } from "../sign-in/session.ts";
import { type Store, store } from "../store.ts";
import { lease } from "./lease.ts";
import { type Channel, later } from "./seen.ts";

/** What a change names. */
export interface Touched {
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly unitIds: readonly string[];
}

/** How live the page is. */
export interface Live {
  /** Begins behind the position of the first answer; called again it does nothing. */
  begin(position: string): void;
  /** How many changes wait until nothing is under anybody's hand. */
  readonly waiting: Store<number>;
  /** Whether a line is focused or edited, so that nothing may move. */
  readonly isHeld: Store<boolean>;
  /** Shows what waits. */
  show(): void;
  readonly isConnected: Store<boolean>;
}

const gatherMs = 250;
const restMs = 1000;

/** Makes it. */
export function liveChanges(parts: {
  readonly session: Session;
  readonly questions: QueryClient;
  readonly channel: Channel;
  readonly id: string;
}): Live {
  const { session, questions, channel, id } = parts;
  const waiting = store(0);
  const isHeld = store(false);
  const isConnected = store(false);
  let gathered: Touched[] = [];
  let from: { readonly after?: string; readonly since?: string } | null = null;
  let client: Client | null = null;
  let timer = 0;
  let shownAt = 0;

  function gather(touched: Touched): void {
    if (
      !questions
        .getQueryCache()
        .getAll()
        .some((query) => isAbout(query, [touched]))
    )
      return;
    gathered.push(touched);
    waiting.set(gathered.length);
    if (isHeld.get() || document.hidden || timer !== 0) return;
    timer = window.setTimeout(show, Math.max(gatherMs, shownAt + restMs - performance.now()));
  }

  function show(): void {
    window.clearTimeout(timer);
    timer = 0;
    if (document.hidden) return;
    const told = gathered;
    const old = (query: Pick<Query, "meta">) => isAbout(query, told);
    if (questions.isFetching({ predicate: old }) > 0) {
      // What is on its way may be older than the change, and to begin it anew again and again would show nothing at all.
      timer = window.setTimeout(show, gatherMs);
      return;
    }
    shownAt = performance.now();
    gathered = [];
    waiting.set(0);
    if (told.length > 0) void questions.invalidateQueries({ predicate: old });
  }
  document.addEventListener("visibilitychange", () => !document.hidden && !isHeld.get() && show());
  isHeld.subscribe(() => !isHeld.get() && gathered.length > 0 && show());

  function heard({ changes }: ConsoleChangesSubscription): void {
    const { cursor } = changes;
    if (cursor != null) from = { after: cursor };
    if (changes.__typename !== "Change") return;
    const { planId, taskId, unitIds } = changes;
    const touched = {
      planId: planId == null ? null : String(planId),
      taskId: taskId == null ? null : String(taskId),
      unitIds: unitIds.map(String),
    };
    channel.post({ touched, cursor });
    gather(touched);
  }

  channel.listen((message) => {
    if (!isJson(message)) return;
    if (typeof message["cursor"] === "string") from = { after: message["cursor"] };
    const touched = touchedIn(message["touched"]);
    if (touched) gather(touched);
  });

  function connect(): void {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    client = createClient({
      url: `${scheme}//${location.host}/graphql`,
      connectionParams: async () => ({ authorization: `Bearer ${await session.token()}` }),
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      on: { connected: () => isConnected.set(true), closed: () => isConnected.set(false) },
    });
    void follow(client);
  }

  /** Follows the log from where it was left, for as long as this tab holds the socket. */
  async function follow(by: Client): Promise<void> {
    while (client === by) {
      const asked = { query: ConsoleChangesDocument.toString(), variables: from ?? {} };
      await new Promise<void>((done) => {
        by.subscribe<ConsoleChangesSubscription>(asked, {
          next: ({ data }) => data && heard(data),
          // A token that has ended, or a log that was replaced: the next answer begins anew.
          error: () => done(),
          complete: () => done(),
        });
      });
      await new Promise((done) => window.setTimeout(done, restMs));
    }
  }

  let isBegun = false;
  return {
    waiting,
    isHeld,
    isConnected,
    show,
    begin(position) {
      if (isBegun) return;
      isBegun = true;
      from ??= { since: position };
      const every = (ms: number, call: () => void) => {
        const each = window.setInterval(call, ms);
        return () => window.clearInterval(each);
      };
      const lost = () => {
        void client?.dispose();
        client = null;
      };
      const held = lease({ id, channel, every, taken: connect, lost });
      window.addEventListener("pagehide", () => held.release());
    },
  };
}

function touchedIn(value: unknown): Touched | null {
  if (!isJson(value) || !Array.isArray(value["unitIds"])) return null;
  const { planId, taskId, unitIds } = value;
  const idOrNull = (id: unknown) => (typeof id === "string" ? id : null);
  return { planId: idOrNull(planId), taskId: idOrNull(taskId), unitIds: unitIds.map(String) };
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
