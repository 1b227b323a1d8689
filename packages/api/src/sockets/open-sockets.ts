// Who holds which sockets: an address has a few at the door, a bearer a few inside, and none beyond the token's end.
import type { Bearer } from "@taizhang/domain";
import type { WebSocket } from "ws";
import type { Verified } from "../auth/tokens.ts";
import type { Bounds } from "../limits/limits.ts";

/** Why a socket is closed: with 4403 a client comes back under a new token, with 4429 it must ask for less. */
export const closing = { forbidden: 4403, tooMuch: 4429 } as const;

/** Closes a socket with a reason; the protocol has room for 123 bytes of it. */
export function close(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, Buffer.from(reason).subarray(0, 123));
}

interface Admitted {
  readonly bearer: Bearer;
  readonly expiry: NodeJS.Timeout;
}

/** The sockets of a process. */
export interface Admission {
  /** Whether one more socket may come from an address. */
  hasRoomFor(address: string): boolean;
  /** A socket has come, and is yet to say whose it is. */
  arrive(socket: WebSocket, address: string): void;
  /** Takes a socket in, or closes it where its bearer holds too many. */
  admit(socket: WebSocket, verified: Verified): boolean;
  /** Whose socket it is; null where it was not taken in. */
  bearerOf(socket: WebSocket): Bearer | null;
  leave(socket: WebSocket): void;
}

// A timer that is set beyond this fires at once.
const longestTimerMs = 2 ** 31 - 1;

export function admission({ total, waitingPerAddress, perSubject }: Bounds["socket"]): Admission {
  const waiting = new Map<WebSocket, string>();
  const admitted = new Map<WebSocket, Admitted>();
  const waitingAt = tally();
  const heldBy = tally();

  function leaveTheDoor(socket: WebSocket): void {
    const address = waiting.get(socket);
    if (address !== undefined) waitingAt.less(address);
    waiting.delete(socket);
  }

  return {
    hasRoomFor: (address) => waiting.size + admitted.size < total && waitingAt.count(address) < waitingPerAddress,
    arrive(socket, address) {
      waiting.set(socket, address);
      waitingAt.more(address);
    },
    admit(socket, { bearer, expiresAt }) {
      if (socket.readyState !== socket.OPEN) return false;
      if (heldBy.count(bearer.sub) >= perSubject) {
        close(socket, closing.tooMuch, `one bearer holds ${perSubject} sockets at most`);
        return false;
      }
      const end = () => close(socket, closing.forbidden, "the token has expired");
      const expiry = setTimeout(end, Math.min(expiresAt - Date.now(), longestTimerMs)).unref();
      leaveTheDoor(socket);
      admitted.set(socket, { bearer, expiry });
      heldBy.more(bearer.sub);
      return true;
    },
    bearerOf: (socket) => admitted.get(socket)?.bearer ?? null,
    leave(socket) {
      leaveTheDoor(socket);
      const inside = admitted.get(socket);
      if (!inside) return;
      clearTimeout(inside.expiry);
      heldBy.less(inside.bearer.sub);
      admitted.delete(socket);
    },
  };
}

/** Counts by name, and forgets who has none. */
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

/** Closes a socket whose client sends more than so many messages in one second. */
export function limitRate(socket: WebSocket, most: number): void {
  let second = 0;
  let sent = 0;
  socket.on("message", () => {
    const now = Math.floor(performance.now() / 1000);
    sent = now === second ? sent + 1 : 1;
    second = now;
    if (sent > most) close(socket, closing.tooMuch, `a client sends ${most} messages a second at most`);
  });
}
