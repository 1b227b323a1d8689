// Whether the server can be reached 连接: since when it cannot, as far as the last question tells.
import { type Store, store } from "../store.ts";

/** What is known of it. */
export interface Reach {
  /** Since when there is no answer, in milliseconds since 1970 by the clock of this computer; null while there is one. */
  readonly lostAt: Store<number | null>;
  /** There was no answer. */
  lost(): void;
  /** There was one. */
  found(): void;
}

/** Makes it. */
export function reachBy(now: () => number): Reach {
  const lostAt = store<number | null>(null);
  return {
    lostAt,
    lost: () => lostAt.set(lostAt.get() ?? now()),
    found: () => lostAt.set(null),
  };
}
