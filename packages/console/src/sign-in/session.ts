// Who is signed in 登录: the token, in the memory and the session storage of this tab and nowhere else.
import { parsed, textIn } from "../json.ts";
import { type Store, store } from "../store.ts";

/** What may be kept of a tab; `sessionStorage` is one. */
export type Keeping = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A token, and where a new one comes from. */
export interface SignedIn {
  readonly token: string;
  /** The person of the demonstration whose tokens the server issues by itself; null where a token was pasted. */
  readonly development: string | null;
}

/** The state of signing in: `isEnded` while the token has ended and no new one is there. */
export interface Standing {
  readonly signedIn: SignedIn | null;
  readonly isEnded: boolean;
}

/** Who is signed in, with what is done about it. */
export interface Session {
  readonly standing: Store<Standing>;
  /** The token; waits for a new one where it has ended. */
  token(): Promise<string>;
  signIn(signedIn: SignedIn): void;
  /** Says that the server does not accept this token any more. */
  ended(token: string): void;
  signOut(): void;
}

const key = "taizhang.1.token";

/** Makes it, as the tab has kept it. */
export function sessionIn(kept: Keeping): Session {
  const standing = store<Standing>({ signedIn: signedInOf(kept.getItem(key)), isEnded: false });
  const become = (next: Standing) => {
    if (next.signedIn === null) kept.removeItem(key);
    else kept.setItem(key, JSON.stringify(next.signedIn));
    standing.set(next);
  };
  return {
    standing,
    token: () =>
      new Promise((resolve) => {
        const answer = (): boolean => {
          const { signedIn, isEnded } = standing.get();
          if (signedIn === null || isEnded) return false;
          resolve(signedIn.token);
          return true;
        };
        if (answer()) return;
        const stop = standing.subscribe(() => answer() && stop());
      }),
    signIn: (signedIn) => become({ signedIn, isEnded: false }),
    ended(token) {
      const { signedIn } = standing.get();
      if (signedIn?.token === token) standing.set({ signedIn, isEnded: true });
    },
    signOut: () => become({ signedIn: null, isEnded: false }),
  };
}

function signedInOf(text: string | null): SignedIn | null {
  const kept = parsed(text);
  const token = textIn(kept, "token");
  return token === null ? null : { token, development: textIn(kept, "development") };
}
