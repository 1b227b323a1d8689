// Why what is on the screen is not the latest 滞后: what one has done or heard of is not in it, or the server cannot give it now.
import { notifyManager, type Query, type QueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { Failure } from "./failure.ts";
import { isOfNow } from "./of-now.ts";
import { includes, later } from "./seen.ts";

/** Why, the gravest first: the server is away, its read model is being rebuilt, or it has not come as far. */
export type Lateness = "unreached" | "rebuilding" | "behind" | "behindOthers";

const said: Readonly<Record<string, Lateness>> = {
  OFFLINE: "unreached",
  UNAVAILABLE: "unreached",
  READ_MODEL_REBUILDING: "rebuilding",
  READ_MODEL_BEHIND: "behind",
};

/** A question, as far as this looks at it. */
interface Asked extends Pick<Query, "meta"> {
  readonly state: Pick<Query["state"], "data" | "error" | "fetchFailureReason">;
}

/** Why questions about now that have an answer already get no newer one; null where they do. */
export function latenessOf(questions: readonly Asked[]): Lateness | null {
  const found = questions.filter(isOfNow).flatMap(({ state }) => {
    const failure = state.fetchFailureReason ?? state.error;
    const why = failure instanceof Failure ? said[failure.code] : undefined;
    return state.data === undefined || why === undefined ? [] : [why];
  });
  return Object.values(said).find((each) => found.includes(each)) ?? null;
}

/** Asks again for everything about now that is on the screen. */
export const askAgain = (questions: QueryClient): void =>
  void questions.invalidateQueries({ predicate: isOfNow, refetchType: "active" }, { cancelRefetch: false });

/** Why what is on the screen, which reflects a position, is not the latest; null where it is. */
export function useLateness(position: string | null | undefined): Lateness | null {
  const { questions, seen, live } = useConsole();
  const cache = questions.getQueryCache();
  const why = useSyncExternalStore(
    useCallback((changed: () => void) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]),
    () => latenessOf(cache.findAll({ type: "active" })),
  );
  const [done, heard] = [useStore(seen.position), useStore(live.heard)];
  const lacks = (other: string | null) => other !== null && position !== undefined && !includes(position, other);
  if (why !== null) return why;
  return lacks(done) ? "behind" : lacks(later(done, heard)) ? "behindOthers" : null;
}
