// A question about the ledger that a page asks: about now, never older than one's own acts; or about a moment of the past.
import {
  keepPreviousData,
  type QueryKey,
  queryOptions,
  type UseQueryResult,
  useQueries,
  useQuery,
} from "@tanstack/react-query";
import { type ConsoleParts, useConsole } from "../console.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import { Failure, restMsOf } from "./failure.ts";

/** What an answer is about: a change that names one of these makes it old. */
export interface About {
  readonly taskId?: string;
  readonly unitId?: string;
  readonly planId?: string;
  /** Whether any change at all makes it old. */
  readonly anything?: boolean;
}

/** What is asked beside the document and its variables. */
export interface Asking {
  /** Whether it is about a moment of the past, which does not change. */
  readonly isPast?: boolean;
  readonly about?: About;
  readonly enabled?: boolean;
  /** Whether it is asked before anybody looks at it: an answer that is there is asked for again only once something has made it old. */
  readonly isAhead?: boolean;
}

/** Under which key the answer is kept: a task as of a day and the task now are two. */
export const keyOf = (document: { toString(): string }, variables: unknown): QueryKey => [
  document.toString(),
  variables,
];

/** The page before the first one. */
export const noPage = (): string | null => null;

const behindMs = [1000, 2000, 4000];
/** How soon to ask again for what takes longer: a read model that has stopped, or is built anew. */
export const unreadyMs = 5000;

/**
 * Whether, and when, to ask again, as long as it takes: what is behind catches up within seconds, a rebuild takes longer, and where too
 * much was asked for the server says when it takes more.
 */
export const patience = {
  retry: (_count: number, error: Error) =>
    error instanceof Failure &&
    ["READ_MODEL_REBUILDING", "READ_MODEL_BEHIND", "TOO_MANY_REQUESTS"].includes(error.code),
  retryDelay: (count: number, error: Error) =>
    restMsOf(error) ??
    (error instanceof Failure && error.code === "READ_MODEL_REBUILDING" ? unreadyMs : (behindMs[count] ?? 4000)),
};

/** The variables of a question about now. */
interface Asked {
  readonly atLeast?: string | null | undefined;
}

/** Asks and keeps the answer up to date. Old answers stay on the screen while a new one is awaited. */
export const useQuestion = <Result, Variables extends Asked>(
  document: TypedDocumentString<Result, Variables>,
  variables: Omit<Variables, "atLeast">,
  asking: Asking = {},
): UseQueryResult<Result> => useQuery(questionOf(useConsole(), document, variables, asking));

/** Asks the same question several times, with variables of its own each time. */
export function useQuestions<Result, Variables extends Asked>(
  document: TypedDocumentString<Result, Variables>,
  each: readonly Omit<Variables, "atLeast">[],
  asking: Asking = {},
): readonly UseQueryResult<Result>[] {
  const parts = useConsole();
  return useQueries({ queries: each.map((variables) => questionOf(parts, document, variables, asking)) });
}

function questionOf<Result, Variables extends Asked>(
  { ask, seen }: Pick<ConsoleParts, "ask" | "seen">,
  document: TypedDocumentString<Result, Variables>,
  variables: Omit<Variables, "atLeast">,
  { isPast = false, about, enabled = true, isAhead = false }: Asking,
) {
  return queryOptions({
    queryKey: keyOf(document, variables),
    queryFn: ({ signal }) => ask(document, withSeen<Variables>(variables, isPast ? null : seen.position.get()), signal),
    placeholderData: keepPreviousData,
    staleTime: isPast || isAhead ? Number.POSITIVE_INFINITY : 0,
    refetchOnWindowFocus: false,
    enabled,
    meta: { about: isPast ? null : (about ?? null) },
    ...patience,
  });
}

/** The variables with the position that the answer must include. */
export function withSeen<Variables>(variables: Omit<Variables, "atLeast">, atLeast: string | null): Variables {
  const whole: unknown = atLeast === null ? variables : { ...variables, atLeast };
  return asVariables(whole);
}

// `atLeast` may be left out of every question: the compiler cannot see that of variables it does not know.
// biome-ignore lint/suspicious/noExplicitAny: the one place where variables get their type back.
const asVariables = (variables: any) => variables;
