// Who holds which sockets: a bearer holds a few at most, and none beyond the end of the token.
import type { Bearer } from "@taizhang/domain";
import type { WebSocket } from "ws";
import { limits } from "./limits.ts";
import type { Verified } from "./tokens.ts";

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
  /** Takes a socket in, or closes it where its bearer holds too many. */
  admit(socket: WebSocket, verified: Verified): boolean;
  /** Whose socket it is; null where it was not taken in. */
  bearerOf(socket: WebSocket): Bearer | null;
  leave(socket: WebSocket): void;
}

// A timer that is set beyond this fires at once.
const longestTimerMs = 2 ** 31 - 1;

export function admission(): Admission {
  const admitted = new Map<WebSocket, Admitted>();
  const heldBy = (sub: string) => [...admitted.values()].filter(({ bearer }) => bearer.sub === sub).length;
  return {
    admit(socket, { bearer, expiresAt }) {
      if (socket.readyState !== socket.OPEN) return false;
      if (heldBy(bearer.sub) >= limits.socket.perSubject) {
        close(socket, closing.tooMuch, `one bearer holds ${limits.socket.perSubject} sockets at most`);
        return false;
      }
      const end = () => close(socket, closing.forbidden, "the token has expired");
      const expiry = setTimeout(end, Math.min(expiresAt - Date.now(), longestTimerMs)).unref();
      admitted.set(socket, { bearer, expiry });
      return true;
    },
    bearerOf: (socket) => admitted.get(socket)?.bearer ?? null,
    leave(socket) {
      clearTimeout(admitted.get(socket)?.expiry);
      admitted.delete(socket);
    },
  };
}

/** Closes a socket whose client sends too fast. */
export function limitRate(socket: WebSocket): void {
  let second = 0;
  let sent = 0;
  socket.on("message", () => {
    const now = Math.floor(performance.now() / 1000);
    sent = now === second ? sent + 1 : 1;
    second = now;
    const most = limits.socket.messagesPerSecond;
    if (sent > most) close(socket, closing.tooMuch, `a client sends ${most} messages a second at most`);
  });
}
