// The open sockets of a process: limits those of an address that wait for their token, those of a bearer, and all of
// them, and closes each when its token expires.
import type { Bearer } from "@taizhang/domain";
import type { WebSocket } from "ws";
import type { Verified } from "../auth/tokens.ts";
import type { Bounds } from "../limits/limits.ts";
import { close, closing } from "./close.ts";

interface Admitted {
  readonly bearer: Bearer;
  readonly expiry: NodeJS.Timeout;
}

/** The open sockets of a process. */
export interface OpenSockets {
  /** Whether one more socket may come from an address. */
  hasRoomFor(address: string): boolean;
  /** Adds a socket that has not sent its token yet. */
  add(socket: WebSocket, address: string): void;
  /** Accepts a socket whose token is good. Closes it and returns false where its bearer holds too many. */
  admit(socket: WebSocket, verified: Verified): boolean;
  /** Whose socket it is; null where it was not accepted. */
  bearerOf(socket: WebSocket): Bearer | null;
  remove(socket: WebSocket): void;
}

// A timer that is set for longer than this fires at once.
const longestTimerMs = 2 ** 31 - 1;

export function openSockets({ total, waitingPerAddress, perSubject }: Bounds["socket"]): OpenSockets {
  const waiting = new Map<WebSocket, string>();
  const admitted = new Map<WebSocket, Admitted>();
  const waitingAt = tally();
  const heldBy = tally();

  function stopWaiting(socket: WebSocket): void {
    const address = waiting.get(socket);
    if (address !== undefined) waitingAt.less(address);
    waiting.delete(socket);
  }

  return {
    hasRoomFor: (address) => waiting.size + admitted.size < total && waitingAt.count(address) < waitingPerAddress,
    add(socket, address) {
      waiting.set(socket, address);
      waitingAt.more(address);
    },
    admit(socket, { bearer, expiresAt }) {
      if (socket.readyState !== socket.OPEN) return false;
      if (heldBy.count(bearer.sub) >= perSubject) {
        close(socket, closing.tooMuch, `a bearer may hold at most ${perSubject} sockets`);
        return false;
      }
      const end = () => close(socket, closing.forbidden, "the token has expired");
      const expiry = setTimeout(end, Math.min(expiresAt - Date.now(), longestTimerMs)).unref();
      stopWaiting(socket);
      admitted.set(socket, { bearer, expiry });
      heldBy.more(bearer.sub);
      return true;
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
