// What is held open in a process: sockets, and streams of events. Limits those of an address that wait for their token,
// those of a bearer, and all of them, and closes each when its token expires or is denied.
import type { Bearer, Sentence } from "@taizhang/domain";
import type { DenyList } from "../auth/deny-list.ts";
import type { Verified } from "../auth/tokens.ts";
import type { Bounds } from "./limits.ts";

/** Why a connection is closed: its client may come back with a new token, or must ask for less. */
export interface Why {
  readonly code: "UNAUTHENTICATED" | "TOO_MANY_REQUESTS";
  readonly sentence: Sentence;
}

/** A connection that stays open for as long as its client likes. */
export interface Connection {
  /** False once it is closed, or is being closed. */
  isOpen(): boolean;
  close(why: Why): void;
}

interface Admitted {
  readonly bearer: Bearer;
  readonly jti: string;
  readonly expiry: NodeJS.Timeout;
}

/** The open connections of a process. */
export interface OpenConnections {
  /**
   * Makes room for one more connection that has yet to send its token: of those from its address, the oldest has to go.
   * Returns false where the process is full of connections that have sent theirs.
   */
  makeRoomFor(address: string): boolean;
  /** Makes room for one more connection: of those that have sent no token yet, the oldest has to go. Returns as above. */
  makeRoom(): boolean;
  /** Adds a connection that has not sent its token yet. */
  add(connection: Connection, address: string): void;
  /** Accepts a connection whose token is good. Closes it and returns false where its bearer holds too many. */
  admit(connection: Connection, verified: Verified): boolean;
  /** Closes every connection whose token is denied. */
  closeDenied(denyList: Pick<DenyList, "denies">): void;
  /** Whose connection it is; null where it was not accepted. */
  bearerOf(connection: Connection): Bearer | null;
  remove(connection: Connection): void;
}

// A timer that is set for longer than this fires at once.
const longestTimerMs = 2 ** 31 - 1;

export function openConnections({ total, waitingPerAddress, perSubject }: Bounds["socket"]): OpenConnections {
  const waiting = new Map<Connection, string>();
  const admitted = new Map<Connection, Admitted>();
  const waitingAt = new Map<string, Set<Connection>>();
  const heldBy = tally();

  function stopWaiting(connection: Connection): void {
    const address = waiting.get(connection);
    if (address === undefined) return;
    waiting.delete(connection);
    const others = waitingAt.get(address);
    others?.delete(connection);
    if (others?.size === 0) waitingAt.delete(address);
  }

  /** A map and a set keep their order, so that the first has waited longest. */
  function evict([oldest]: Iterable<Connection>): void {
    if (!oldest) return;
    stopWaiting(oldest);
    oldest.close(waitedLongest);
  }

  function makeRoom(): boolean {
    if (waiting.size + admitted.size >= total) evict(waiting.keys());
    return waiting.size + admitted.size < total;
  }

  return {
    makeRoom,
    makeRoomFor(address) {
      const here = waitingAt.get(address) ?? [];
      if ("size" in here && here.size >= waitingPerAddress) evict(here);
      return makeRoom();
    },
    add(connection, address) {
      waiting.set(connection, address);
      waitingAt.set(address, (waitingAt.get(address) ?? new Set()).add(connection));
    },
    admit(connection, { bearer, jti, expiresAt }) {
      if (!connection.isOpen()) return false;
      if (heldBy.count(bearer.sub) >= perSubject) {
        connection.close(tooManyOfBearer(perSubject));
        return false;
      }
      const end = () => connection.close(expired);
      const expiry = setTimeout(end, Math.min(expiresAt - Date.now(), longestTimerMs)).unref();
      stopWaiting(connection);
      admitted.set(connection, { bearer, jti, expiry });
      heldBy.more(bearer.sub);
      return true;
    },
    closeDenied(denyList) {
      for (const [connection, { bearer, jti }] of admitted) {
        if (denyList.denies({ jti, sub: bearer.sub })) connection.close(denied);
      }
    },
    bearerOf: (connection) => admitted.get(connection)?.bearer ?? null,
    remove(connection) {
      stopWaiting(connection);
      const held = admitted.get(connection);
      if (!held) return;
      clearTimeout(held.expiry);
      heldBy.less(held.bearer.sub);
      admitted.delete(connection);
    },
  };
}

const expired: Why = {
  code: "UNAUTHENTICATED",
  sentence: { zh: "令牌已过期", en: "the token has expired" },
};
const denied: Why = {
  code: "UNAUTHENTICATED",
  sentence: { zh: "令牌已被停用", en: "the token has been denied" },
};
const waitedLongest: Why = {
  code: "TOO_MANY_REQUESTS",
  sentence: {
    zh: "等待令牌的连接过多，本连接等得最久",
    en: "too many sockets wait for their token: this one waited longest",
  },
};
const tooManyOfBearer = (most: number): Why => ({
  code: "TOO_MANY_REQUESTS",
  sentence: {
    zh: `同一持有人最多同时打开${most}个 WebSocket 或变更流`,
    en: `a bearer may hold at most ${most} sockets and event streams`,
  },
});

/** Counts by name, and forgets names whose count is back at zero. */
function tally() {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.get(name) ?? 0;
  return {
    count,
    more: (name: string) => void counts.set(name, count(name) + 1),
    less(name: string) {
      if (count(name) > 1) counts.set(name, count(name) - 1);
      else counts.delete(name);
    },
  };
}
