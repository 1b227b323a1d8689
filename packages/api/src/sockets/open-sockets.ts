// The open sockets of a process: limits those of an address that wait for their token, those of a bearer, and all of
// them, and closes each when its token expires or is denied.
import type { Bearer } from "@taizhang/domain";
import type { WebSocket } from "ws";
import type { DenyList } from "../auth/deny-list.ts";
import type { Verified } from "../auth/tokens.ts";
import type { Bounds } from "../limits/limits.ts";
import { close, closing } from "./close.ts";

interface Admitted {
  readonly bearer: Bearer;
  readonly jti: string;
  readonly expiry: NodeJS.Timeout;
}

/** The open sockets of a process. */
export interface OpenSockets {
  /**
   * Makes room for one more socket from an address: of those that have sent no token yet, the oldest has to go. Returns false
   * where the process is full of sockets that have sent theirs.
   */
  makeRoomFor(address: string): boolean;
  /** Adds a socket that has not sent its token yet. */
  add(socket: WebSocket, address: string): void;
  /** Accepts a socket whose token is good. Closes it and returns false where its bearer holds too many. */
  admit(socket: WebSocket, verified: Verified): boolean;
  /** Closes every socket whose token is denied. */
  closeDenied(denyList: Pick<DenyList, "denies">): void;
  /** Whose socket it is; null where it was not accepted. */
  bearerOf(socket: WebSocket): Bearer | null;
  remove(socket: WebSocket): void;
}

// A timer that is set for longer than this fires at once.
const longestTimerMs = 2 ** 31 - 1;

export function openSockets({ total, waitingPerAddress, perSubject }: Bounds["socket"]): OpenSockets {
  const waiting = new Map<WebSocket, string>();
  const admitted = new Map<WebSocket, Admitted>();
  const waitingAt = new Map<string, Set<WebSocket>>();
  const heldBy = tally();

  function stopWaiting(socket: WebSocket): void {
    const address = waiting.get(socket);
    if (address === undefined) return;
    waiting.delete(socket);
    const others = waitingAt.get(address);
    others?.delete(socket);
    if (others?.size === 0) waitingAt.delete(address);
  }

  /** A map and a set keep their order, so that the first has waited longest. */
  function evict([oldest]: Iterable<WebSocket>): void {
    if (!oldest) return;
    stopWaiting(oldest);
    close(oldest, closing.tooMuch, "too many sockets wait for their token: this one waited longest");
  }

  return {
    makeRoomFor(address) {
      const here = waitingAt.get(address) ?? [];
      if ("size" in here && here.size >= waitingPerAddress) evict(here);
      if (waiting.size + admitted.size >= total) evict(waiting.keys());
      return waiting.size + admitted.size < total;
    },
    add(socket, address) {
      waiting.set(socket, address);
      waitingAt.set(address, (waitingAt.get(address) ?? new Set()).add(socket));
    },
    admit(socket, { bearer, jti, expiresAt }) {
      if (socket.readyState !== socket.OPEN) return false;
      if (heldBy.count(bearer.sub) >= perSubject) {
        close(socket, closing.tooMuch, `a bearer may hold at most ${perSubject} sockets`);
        return false;
      }
      const end = () => close(socket, closing.forbidden, "the token has expired");
      const expiry = setTimeout(end, Math.min(expiresAt - Date.now(), longestTimerMs)).unref();
      stopWaiting(socket);
      admitted.set(socket, { bearer, jti, expiry });
      heldBy.more(bearer.sub);
      return true;
    },
    closeDenied(denyList) {
      for (const [socket, { bearer, jti }] of admitted) {
        if (denyList.denies({ jti, sub: bearer.sub })) close(socket, closing.forbidden, "the token has been denied");
      }
    },
    bearerOf: (socket) => admitted.get(socket)?.bearer ?? null,
    remove(socket) {
      stopWaiting(socket);
      const held = admitted.get(socket);
      if (!held) return;
      clearTimeout(held.expiry);
      heldBy.less(held.bearer.sub);
      admitted.delete(socket);
    },
  };
}

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
