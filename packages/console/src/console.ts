// The page's own parts, made once at its start and passed down: who is signed in, what was seen, what waits to be sent.
import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Acting } from "./act/acting.ts";
import type { Drafts } from "./act/drafts.ts";
import type { Ask } from "./ask/ask.ts";
import type { Live } from "./ask/live.ts";
import type { Reach } from "./ask/reach.ts";
import type { LaterChannel, Seen } from "./ask/seen.ts";
import type { KeyGroup } from "./shell/key-groups.ts";
import type { LastReads } from "./shell/last-read.ts";
import type { Notices } from "./shell/notices.ts";
import type { Settings } from "./shell/settings.ts";
import type { Session } from "./sign-in/session.ts";
import type { Store } from "./store.ts";

/** What every page may use. */
export interface ConsoleParts {
  readonly session: Session;
  readonly settings: Store<Settings>;
  /** The keys that act on the page that is shown. */
  readonly keys: Store<readonly KeyGroup[]>;
  readonly seen: Seen;
  readonly ask: Ask;
  readonly reach: Reach;
  readonly live: Live;
  /** To the other tabs of the same person: what one of them is told of the changes, only they may know. */
  readonly shared: LaterChannel;
  readonly acting: Acting;
  /** The commands whose forms are open, by their ids: what came of them stands there, and nowhere else. */
  readonly forms: Store<ReadonlySet<string>>;
  readonly drafts: Drafts;
  /** Whether what is kept in this browser is still there when the page is loaded anew. */
  readonly lasts: boolean;
  readonly notices: Notices;
  readonly lastReads: LastReads;
  readonly questions: QueryClient;
}

export const ConsoleContext = createContext<ConsoleParts | null>(null);

/** The parts of the page. */
export function useConsole(): ConsoleParts {
  const parts = useContext(ConsoleContext);
  if (!parts) throw new Error("nothing is shown outside the frame of the page");
  return parts;
}
