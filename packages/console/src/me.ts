// Who looks 当前用户: asked once the reader is signed in, and again with every new token.
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { patience } from "./ask/use-question.ts";
import { useConsole } from "./console.ts";
import { WhoAmIDocument, type WhoAmIQuery } from "./generated/operations.ts";
import type { Me } from "./page.ts";
import { useStore } from "./store.ts";

const refreshMs = 5 * 60_000;
/** While there is no answer: until it is known whose the token is, nothing is sent with it. */
const unknownMs = 5000;

/** Under which key the answer is kept, with the token behind it. */
export const meKey = ["me"];

/** The question who it is. */
export function useMeAsked(): UseQueryResult<WhoAmIQuery> {
  const { ask, session } = useConsole();
  const { signedIn } = useStore(session.standing);
  return useQuery({
    queryKey: [...meKey, signedIn?.token ?? ""],
    queryFn: ({ signal }) => ask(WhoAmIDocument, {}, signal),
    placeholderData: (before) => before,
    retry: (count, error) => patience.retry(count, error) || count < 3,
    retryDelay: patience.retryDelay,
    // Now and then, because the server may have a newer page.
    refetchInterval: ({ state }) => (state.status === "error" ? unknownMs : refreshMs),
  });
}

/** Under which name what is kept in this browser is hers: nobody else reads or sends it. */
export const ownerOf = ({ regionId, subjectId, unit }: Me): string => [regionId, subjectId, unit?.id ?? ""].join("/");

export const MeContext = createContext<Me | null>(null);

/** Who looks. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("pages are shown to who is signed in alone");
  return me;
}
