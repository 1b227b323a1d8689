// Who is signed in 登录: the token, in the memory and the session storage of this tab and nowhere else.
import { parsed, textIn } from "../json.ts";
import { putIn } from "../put-in.ts";
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
  /** Whose token it is; null until the server has said so. */
  readonly owner: string | null;
}

/** Who is signed in, with what is done about it. */
export interface Session {
  readonly standing: Store<Standing>;
  /** The token; waits for a new one where it has ended. */
  token(): Promise<string>;
  /** The token of this person, for what she has pressed: waits until it is she who is signed in. */
  tokenOf(owner: string): Promise<string>;
  /** Where the tokens of who is signed in now come from, so that nothing she asks is asked as the next one. */
  tokenOfNow(): () => Promise<string>;
  /** Says whose token it is. */
  knownAs(token: string, owner: string): void;
  signIn(signedIn: SignedIn): void;
  /** Says that the server does not accept this token any more. */
  ended(token: string): void;
  signOut(): void;
}

const key = "taizhang.1.token";

/** Makes it, as the tab has kept it. */
export function sessionIn(kept: Keeping): Session {
  const standing = store<Standing>({ signedIn: signedInOf(kept.getItem(key)), isEnded: false, owner: null });
  const become = (signedIn: SignedIn | null) => {
    // Where there is no room for the next token, that of the one before is gone all the same.
    kept.removeItem(key);
    if (signedIn !== null) putIn(kept, key, JSON.stringify(signedIn));
    standing.set({ signedIn, isEnded: false, owner: null });
  };
  const tokenWhere = (isWanted: (standing: Standing) => boolean): Promise<string> =>
    new Promise((resolve) => {
      const answer = (): boolean => {
        const now = standing.get();
        if (now.signedIn === null || now.isEnded || !isWanted(now)) return false;
        resolve(now.signedIn.token);
        return true;
      };
      if (answer()) return;
      const stop = standing.subscribe(() => answer() && stop());
    });
  const change = (token: string, to: Partial<Standing>) => {
    const now = standing.get();
    if (now.signedIn?.token === token) standing.set({ ...now, ...to });
  };
  const token = () => tokenWhere(() => true);
  const tokenOf = (owner: string) => tokenWhere((now) => now.owner === owner);
  return {
    standing,
    token,
    tokenOf,
    tokenOfNow() {
      const { owner } = standing.get();
      return owner === null ? token : () => tokenOf(owner);
    },
    knownAs: (token, owner) => change(token, { owner }),
    signIn: become,
    ended: (token) => change(token, { isEnded: true }),
    signOut: () => become(null),
  };
}

function signedInOf(text: string | null): SignedIn | null {
  const kept = parsed(text);
  const token = textIn(kept, "token");
  return token === null ? null : { token, development: textIn(kept, "development") };
}
